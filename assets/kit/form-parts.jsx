import { Link } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { NextError } from "./next-error.jsx";
import { UnsavedGuard } from "./unsaved-guard.jsx";
import { useFormat } from "./use-format.js";

/** How many fields are wrong, and the way to the first of them. */
export function FormErrors({ count, onReveal }) {
  const t = useT();
  if (!count) return null;
  return (
    <div className="callout no" role="alert">
      <Icon name="circle-alert" />
      <div className="grow">
        <b className="medium">{t.plural("{n} field needs another look.", "{n} fields need another look.", { n: count })}</b>{" "}
        <span className="muted">{t("Nothing has been changed yet.")}</span>
      </div>
      <NextError onReveal={onReveal} />
    </div>
  );
}

/** The foot of a form: what is not saved, the way back, and saving. */
export function SaveBar({ form, count, keptAt, back, onDiscard }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className="savebar">
      <UnsavedGuard count={count} onDiscard={onDiscard} />
      {count && keptAt ? <span className="faint sm hide-s">{t("draft kept on this device at {time}", { time: format.time(keptAt) })}</span> : null}
      <span className="grow" />
      <Link className="btn" to={back}><span>{t("Cancel")}</span></Link>
      <button type="submit" form={form} id="save" className="btn primary"><span>{t("Save")}</span> <kbd className="hide-s">{"Ctrl S"}</kbd></button>
    </div>
  );
}
