import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { maskDate } from "./masks.js";
import { useFieldValue } from "./use-field-value.js";
import { useFormat } from "./use-format.js";

const DatePopover = lazy(() => import("./date-popover.jsx"));

/** A date, typed or picked in the reader's calendar; the form gets ISO text ("2026-11-21"). */
export function DateInput({ name, value, size = "", bad = false, onChange, onBlur, placeholder, disabled, required, autoFocus, min, max, ...aria }) {
  const format = useFormat();
  const t = useT();
  const [iso, put, hidden] = useFieldValue(value == null ? "" : String(value).slice(0, 10), onChange);
  const [typed, setTyped] = useState(null);
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => setTyped(null), [value]);
  const wrong = typed !== null && format.parseDate(typed) === null;

  const leave = () => {
    if (typed === null) return;
    const parsed = format.parseDate(typed);
    if (parsed !== null) {
      put(parsed);
      setTyped(null);
    }
    onBlur?.(parsed ?? iso);
  };
  const pick = (day) => {
    setTyped(null);
    setOpen(false);
    put(day);
    box.current?.querySelector("input")?.focus();
  };
  return (
    <div className={["input", size, (bad || wrong) && "bad", disabled && "off"].filter(Boolean).join(" ")} ref={box}>
      <input type="text" autoComplete="off" inputMode="numeric" value={typed ?? format.date(iso)} onChange={(event) => setTyped(maskDate(event.target.value, format))} onBlur={leave}
        onKeyDown={(event) => event.altKey && event.key === "ArrowDown" && setOpen(true)} placeholder={placeholder} disabled={disabled} required={required} autoFocus={autoFocus} {...aria} />
      <button type="button" className="in-b" aria-label={t("Open the calendar")} aria-expanded={open} disabled={disabled} onClick={() => setOpen(!open)}>
        <Icon name="calendar" />
      </button>
      {name ? <input type="hidden" name={name} value={wrong ? typed : iso} ref={hidden} disabled={disabled} /> : null}
      {open ? (
        <Suspense fallback={null}>
          <DatePopover anchor={box} value={iso} min={min} max={max} onPick={pick} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
