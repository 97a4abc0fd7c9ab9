import { useEffect, useRef, useState } from "react";
import { parseNumber } from "../format.js";
import { useT } from "../i18n.js";
import { useFormat } from "../use-format.js";

/** A figure typed in any digits while it is being used as it is typed. `turn` changes when another figure takes its place. */
export function AmountInput({ label, prefix, unit, value, turn = "", bad = false, onChange, onEnter, inputRef, ...rest }) {
  const format = useFormat();
  const t = useT();
  const own = useRef(null);
  const input = inputRef ?? own;
  const [typing, setTyping] = useState(null);
  useEffect(() => {
    setTyping(null);
    if (document.activeElement === input.current) requestAnimationFrame(() => input.current?.select());
  }, [turn]);
  const wrong = typing !== null && parseNumber(typing) === null;
  const change = (event) => {
    setTyping(event.target.value);
    const parsed = parseNumber(event.target.value);
    if (parsed !== null && !parsed.startsWith("-")) onChange(parsed);
  };
  return (
    <div className={`input num${bad || wrong ? " bad" : ""}`}>
      {prefix ? <span className="prefix">{prefix}</span> : null}
      <input ref={input} type="text" inputMode="decimal" autoComplete="off" aria-label={label} aria-invalid={bad || wrong}
        value={typing ?? format.typed(value)} onChange={change} onBlur={() => setTyping(null)} onFocus={(event) => event.target.select()}
        onKeyDown={(event) => event.key === "Enter" && onEnter?.(event)} {...rest} />
      {unit ? <span className="suffix">{t(unit)}</span> : null}
    </div>
  );
}
