import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** A choice from few: the browser's own list, so that it works with every hand and screen reader.
    `options` is `[{value, label}]`, labels as msgids; `raw` leaves labels as they are (names of branches). */
export function SelectInput({ name, value, options = [], empty, raw = false, size = "", bad = false, onChange, onBlur, disabled, required, autoFocus, placeholder, ...aria }) {
  const t = useT();
  return (
    <div className={["input", "sel-i", size, bad && "bad", disabled && "off"].filter(Boolean).join(" ")}>
      <select key={value} name={name} defaultValue={value ?? ""} disabled={disabled} required={required} autoFocus={autoFocus} data-raw={raw ? "" : undefined}
        onChange={onChange && ((event) => onChange(event.target.value))} onBlur={onBlur && ((event) => onBlur(event.target.value))} {...aria}>
        {empty !== undefined || !required ? <option value="">{empty ? t.message(empty) : placeholder ?? "–"}</option> : null}
        {options.map((option) => (
          <option key={option.value} value={option.value}>{raw ? option.label : t.message(option.label)}</option>
        ))}
      </select>
      <Icon name="chevron-down" />
    </div>
  );
}
