import { Icon } from "./icon.jsx";
import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

/** What was typed here before and never saved: to go on with, or to throw away. */
export function DraftOffer({ draft, onRestore, onDiscard }) {
  const t = useT();
  const format = useFormat();
  if (!draft) return null;
  const count = Object.keys(draft.values).length;
  return (
    <div className="callout inf draft" role="status">
      <Icon name="history" />
      <div className="grow">
        <b className="medium">{t("A draft of {moment} is kept on this device.", { moment: format.datetime(draft.at) })}</b>{" "}
        <span className="muted">{t.plural("{n} field was typed in and not saved.", "{n} fields were typed in and not saved.", { n: count })}</span>
      </div>
      <button type="button" className="btn s" onClick={onDiscard}>{t("Throw it away")}</button>
      <button type="button" className="btn s" onClick={onRestore}>{t("Go on with it")}</button>
    </div>
  );
}
