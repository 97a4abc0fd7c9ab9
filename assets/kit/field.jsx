import { useId } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** Label above, help, error and warning below, tied to the one control inside; `children` is given its attributes.
    What of the help stands between backticks is code. */
export function Field({ id, label, help, error, warning, required = false, optional = false, note, wide = "", children }) {
  const t = useT();
  const own = useId();
  const control = id || own;
  const wrong = error ? t.message(error) : "";
  const warned = warning && !wrong ? t.message(warning) : "";
  const hint = help ? t.message(help) : "";
  const described = [hint && `${control}-help`, wrong && `${control}-err`, warned && `${control}-warn`].filter(Boolean).join(" ") || undefined;
  const aria = { id: control, "aria-describedby": described, "aria-invalid": wrong ? true : undefined, "aria-required": required || undefined };
  return (
    <div className={`field ${wide}`} data-bad={wrong ? "" : undefined}>
      <label htmlFor={control}>
        {t.message(label)}
        {required ? <span className="req" aria-hidden="true">*</span> : null}
        {note ? <span className="opt">{note}</span> : null}
        {optional ? <span className="opt">{t("optional")}</span> : null}
      </label>
      {children(aria, Boolean(wrong))}
      {hint ? <span className="help" id={`${control}-help`}>{hint.split("`").map((part, k) => (k % 2 ? <code key={k}>{part}</code> : part))}</span> : null}
      {wrong ? (
        <span className="err" id={`${control}-err`}><Icon name="circle-alert" size="sm" /><span>{wrong}</span></span>
      ) : null}
      <span className="warned" id={`${control}-warn`} role="status">{warned ? <><Icon name="triangle-alert" size="sm" /><span>{warned}</span></> : null}</span>
    </div>
  );
}
