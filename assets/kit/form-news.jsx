import { personName } from "./avatar.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { usePreferences } from "./store.js";
import { useFormat } from "./use-format.js";

/** That somebody else saved the record while its form is open: `{who, at, shown}`. Where something was typed
    (`shown` is false) it can be brought in at once; else it waits for the save. */
export function FormNews({ news, onTake }) {
  const t = useT();
  const format = useFormat();
  const { language } = usePreferences();
  const told = news?.at ? { who: personName(news.who, language) || t("Somebody else"), time: format.time(news.at) } : null;
  return (
    <div role="status">
      {told ? (
        <div className="callout inf draft">
          <Icon name="refresh-cw" />
          <div className="grow">
            <b className="medium">{t("{who} changed this record at {time}.", told)}</b>{" "}
            <span className="muted">
              {news.shown ? t("The form shows it as it is stored now.") : t("What you typed is kept; both are brought together when you save.")}
            </span>
          </div>
          {news.shown ? null : <button type="button" className="btn s" onClick={onTake}>{t("Bring it in now")}</button>}
        </div>
      ) : null}
    </div>
  );
}
