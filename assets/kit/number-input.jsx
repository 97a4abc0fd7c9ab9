import { useEffect, useState } from "react";
import { parseNumber } from "./format.js";
import { useT } from "./i18n.js";
import { maskFigure } from "./masks.js";
import { useFieldValue } from "./use-field-value.js";
import { useFormat } from "./use-format.js";
import { useMask } from "./use-mask.js";

const PLACES = { weight: 3, integer: 0 };

/** A figure typed in Persian, Arabic or Latin digits, its thousands grouped meanwhile. The form gets plain decimal text
    ("12345.60"), never a float. */
export function NumberInput({ name, value, kind = "number", currency, unit, places = PLACES[kind], size = "", bad = false, onChange, onBlur, placeholder, disabled, required, autoFocus, ...aria }) {
  const format = useFormat();
  const t = useT();
  const [plain, put, hidden] = useFieldValue(value == null ? "" : String(value), onChange);
  const [typing, setTyping] = useState(null);
  // the same figure given back by the page leaves the typing alone
  useEffect(() => setTyping((now) => (now !== null && parseNumber(now) === String(value ?? "") ? now : null)), [value]);

  const suffix = unit ? t.message(unit)
    : kind === "weight" ? t("g") : kind === "percent" ? (format.persian ? "٪" : "%") : kind === "fineness" ? "‰"
    : kind === "money" ? t(format.currencyOf(currency).unit) : "";
  const wrong = typing !== null && parseNumber(typing) === null;
  const shown = typing ?? (kind === "weight" && plain ? format.weight(plain) : format.typed(plain));
  const [input, keep] = useMask(shown);
  const change = (event) => {
    const next = maskFigure(event.target.value, format, places);
    keep(event.target, next);
    setTyping(next);
    const parsed = parseNumber(next);
    if (parsed !== null) put(parsed);
  };
  const leave = () => {
    if (!wrong) setTyping(null);
    onBlur?.(plain);
  };
  return (
    <div className={["input", "num", size, (bad || wrong) && "bad", disabled && "off"].filter(Boolean).join(" ")}>
      <input ref={input} type="text" inputMode="decimal" autoComplete="off" value={shown} onChange={change} onBlur={leave}
        onFocus={(event) => event.target.select()} placeholder={placeholder} disabled={disabled} required={required} autoFocus={autoFocus} {...aria} />
      {suffix ? <span className="suffix">{suffix}</span> : null}
      {name ? <input type="hidden" name={name} value={wrong ? typing : plain} ref={hidden} disabled={disabled} /> : null}
    </div>
  );
}
