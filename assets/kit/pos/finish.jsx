import { Link } from "react-router";
import { useT } from "../i18n.js";
import { Icon } from "../icon.jsx";
import { useFormat } from "../use-format.js";

/** What keeps the sale from being finished, in one sentence. */
function Refusal({ sale }) {
  const t = useT();
  const format = useFormat();
  const problem = sale.refusal ?? sale.price.problem;
  if (!problem) return null;
  const text = problem.left ? t("{amount} is left to pay.", { amount: format.money(problem.left) })
    : problem.tooMuch ? t("Only cash can be more than what is due.")
    : problem.offline ? t("The server can’t be reached. The invoice stays on this till; finish when it answers again.")
    : t.message(problem.message ?? problem.title);
  return (
    <div className={`callout ${problem.offline ? "wrn" : "no"}`} role="alert">
      <Icon name={problem.offline ? "triangle-alert" : "circle-alert"} />
      <div>{text}{problem.status === 401 ? <> <Link className="link" to="/login" reloadDocument>{t("Sign in")}</Link></> : null}</div>
    </div>
  );
}

/** The one gold button of the till; while no answer has come it sends the same sale again. */
export function Finish({ sale }) {
  const t = useT();
  const unsure = sale.phase.name === "unsure";
  const busy = sale.phase.name === "sending";
  return (
    <section className="fin" aria-label={t("Finish")}>
      {unsure ? (
        <div className="callout wrn" role="alert">
          <Icon name="triangle-alert" />
          <div>{t("No answer came. Send the same sale again: it will be sold once, however often it is sent.")}</div>
        </div>
      ) : <Refusal sale={sale} />}
      <button type="button" className={`btn primary${busy ? " busy" : ""}`} aria-keyshortcuts="F12" aria-busy={busy} disabled={!sale.draft.lines.length} onClick={() => sale.finish()}>
        <span>{unsure ? t("Send again") : t("Finish the sale")}</span><kbd>F12</kbd>
      </button>
    </section>
  );
}
