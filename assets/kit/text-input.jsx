import { toLatin } from "./format.js";
import { Icon } from "./icon.jsx";

const LTR = { email: "email", phone: "tel", code: "text", password: "password", url: "url" };

/** One line of text; codes, phones and addresses are written left to right in either direction. */
export function TextInput({ name, value, kind = "text", icon, size = "", bad = false, onChange, onBlur, placeholder, maxLength, disabled, readOnly, required, autoFocus, autoComplete = "off", ...aria }) {
  const ltr = kind in LTR;
  const tidy = (event) => {
    if (kind === "phone" || kind === "code") event.target.value = toLatin(event.target.value).trim();
    onBlur?.(event.target.value);
  };
  return (
    <div className={["input", size, ltr && "ltr", bad && "bad", disabled && "off"].filter(Boolean).join(" ")}>
      {icon ? <Icon name={icon} /> : null}
      <input key={value} name={name} defaultValue={value ?? ""} type={LTR[kind] ?? "text"} dir={ltr ? "ltr" : "auto"} placeholder={placeholder}
        maxLength={maxLength} disabled={disabled} readOnly={readOnly} required={required} autoFocus={autoFocus} autoComplete={autoComplete}
        onChange={onChange && ((event) => onChange(event.target.value))} onBlur={tidy} {...aria} />
    </div>
  );
}
