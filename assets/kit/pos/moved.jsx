import { Money } from "../amount.jsx";
import { Dialog } from "../dialog.jsx";
import { useT } from "../i18n.js";

/** The rate moved since the price was shown: what the server says, old and new, and one key to go on. */
export function Moved({ problem, shown, onAccept, onClose }) {
  const t = useT();
  return (
    <Dialog open title={t("The price has changed")} icon="trending-up" tone="warn" onClose={onClose}>
      <div className="dialog-b">
        <p role="alert">{t.message(problem.message ?? problem.title)}</p>
        <dl className="tots pos-moved">
          <dt className="muted">{t("Price shown")}</dt><dd><Money value={shown} /></dd>
          <dt className="due">{t("Price now")}</dt><dd className="strong"><Money value={problem.quote?.total} /></dd>
        </dl>
      </div>
      <div className="dialog-f">
        <button type="button" className="btn" onClick={onClose}>{t("Back to the invoice")}<kbd>Esc</kbd></button>
        <button type="button" className="btn primary" autoFocus onClick={onAccept}>{t("Sell at the new price")}<kbd>↵</kbd></button>
      </div>
    </Dialog>
  );
}
