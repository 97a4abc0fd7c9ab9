import { useEffect, useState } from "react";
import { maskPhone, plainPhone } from "./masks.js";
import { useFieldValue } from "./use-field-value.js";
import { useFormat } from "./use-format.js";
import { useMask } from "./use-mask.js";

/** A phone number, grouped while it is typed, in the reader's digits. The form gets Latin digits, with "+" for abroad. */
export function PhoneInput({ name, value, size = "", bad = false, onChange, onBlur, placeholder, disabled, required, autoFocus, ...aria }) {
  const format = useFormat();
  const [plain, put, hidden] = useFieldValue(value == null ? "" : String(value), onChange);
  const [typing, setTyping] = useState(null);
  useEffect(() => setTyping(null), [value]);
  const shown = typing ?? maskPhone(plain, format);
  const [input, keep] = useMask(shown);
  const change = (event) => {
    const next = maskPhone(event.target.value, format);
    keep(event.target, next);
    setTyping(next);
    put(plainPhone(next));
  };
  return (
    <div className={["input", "ltr", size, bad && "bad", disabled && "off"].filter(Boolean).join(" ")}>
      <input ref={input} type="tel" dir="ltr" inputMode="tel" autoComplete="off" value={shown} onChange={change} onBlur={() => { setTyping(null); onBlur?.(plain); }}
        placeholder={placeholder} disabled={disabled} required={required} autoFocus={autoFocus} {...aria} />
      {name ? <input type="hidden" name={name} value={plain} ref={hidden} disabled={disabled} /> : null}
    </div>
  );
}
