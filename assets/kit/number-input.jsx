import { useEffect, useState } from "react";
import { parseNumber } from "./format.js";
import { useT } from "./i18n.js";
import { useFieldValue } from "./use-field-value.js";
import { useFormat } from "./use-format.js";

/** A figure typed in Persian, Arabic or Latin digits. The form gets plain decimal text ("12345.60"), never a float. */
export function NumberInput({ name, value, kind = "number", currency, unit, size = "", bad = false, onChange, onBlur, placeholder, disabled, required, autoFocus, ...aria }) {
  const format = useFormat();
  const t = useT();
  const [plain, put, hidden] = useFieldValue(value == null ? "" : String(value), onChange);
  const [typing, setTyping] = useState(null);
  useEffect(() => setTyping(null), [value]);

  const suffix = unit ? t.message(unit)
    : kind === "weight" ? t("g") : kind === "percent" ? (format.persian ? "٪" : "%") : kind === "fineness" ? "‰"
    : kind === "money" ? t(format.currencyOf(currency).unit) : "";
  const wrong = typing !== null && parseNumber(typing) === null;
  const change = (event) => {
    setTyping(event.target.value);
    const parsed = parseNumber(event.target.value);
    if (parsed !== null) put(parsed);
  };
  const leave = () => {
    if (!wrong) setTyping(null);
    onBlur?.(plain);
  };
  return (
    <div className={["input", "num", size, (bad || wrong) && "bad", disabled && "off"].filter(Boolean).join(" ")}>
      <input type="text" inputMode="decimal" autoComplete="off" value={typing ?? format.typed(plain)} onChange={change} onBlur={leave}
        onFocus={(event) => event.target.select()} placeholder={placeholder} disabled={disabled} required={required} autoFocus={autoFocus} {...aria} />
      {suffix ? <span className="suffix">{suffix}</span> : null}
      {name ? <input type="hidden" name={name} value={wrong ? typing : plain} ref={hidden} disabled={disabled} /> : null}
    </div>
  );
}
