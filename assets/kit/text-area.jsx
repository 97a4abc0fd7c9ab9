/** Several lines of text. */
export function TextArea({ name, value, size = "", bad = false, rows = 3, onChange, onBlur, placeholder, maxLength, disabled, required, autoFocus, ...aria }) {
  return (
    <div className={["input", "area", size, bad && "bad", disabled && "off"].filter(Boolean).join(" ")}>
      <textarea key={value} name={name} defaultValue={value ?? ""} rows={rows} dir="auto" placeholder={placeholder} maxLength={maxLength}
        disabled={disabled} required={required} autoFocus={autoFocus} onChange={onChange && ((event) => onChange(event.target.value))}
        onBlur={onBlur && ((event) => onBlur(event.target.value))} {...aria} />
    </div>
  );
}
