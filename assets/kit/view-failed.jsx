import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** In place of a view that could not be read. */
export function ViewFailed({ error, reload }) {
  const t = useT();
  return (
    <div className="lv-msg" role="alert">
      <Icon name="circle-x" />
      <span>{error.said ? t.message(error.said) : t("The server could not be reached")}</span>
      <button type="button" className="btn s" onClick={reload}>{t("Try again")}</button>
    </div>
  );
}
