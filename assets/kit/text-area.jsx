/** Several lines of text. */
export function TextArea({ name, value, bad = false, rows = 3, onChange, onBlur, placeholder, maxLength, disabled, required, ...aria }) {
  return (
    <div className={["input", "area", bad && "bad", disabled && "off"].filter(Boolean).join(" ")}>
      <textarea key={value} name={name} defaultValue={value ?? ""} rows={rows} dir="auto" placeholder={placeholder} maxLength={maxLength}
        disabled={disabled} required={required} onChange={onChange && ((event) => onChange(event.target.value))}
        onBlur={onBlur && ((event) => onBlur(event.target.value))} {...aria} />
    </div>
  );
}
