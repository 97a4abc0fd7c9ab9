import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { maskDate } from "./masks.js";
import { joinMoment, maskTime, splitMoment } from "./moments.js";
import { useFieldValue } from "./use-field-value.js";
import { useFormat } from "./use-format.js";

const DatePopover = lazy(() => import("./date-popover.jsx"));

/** A day and a time of the shop's zone, typed or picked in the reader's calendar. The form gets "2026-11-21 14:30", or
    what was typed where that is no moment, so that the server says so beside the field. */
export function MomentInput({ name, value, size = "", bad = false, onChange, onBlur, placeholder, disabled, required, autoFocus, min, max, ...aria }) {
  const format = useFormat();
  const t = useT();
  const [held, put, hidden] = useFieldValue(value == null ? "" : String(value), onChange);
  const [typed, setTyped] = useState({});
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => setTyped({}), [value]);
  const { day, time, wrong } = splitMoment(held, format);
  const change = (part, text) => setTyped({ ...typed, [part]: text });

  const keep = (texts) => {
    if (texts.day === undefined && texts.time === undefined) return held;
    const next = joinMoment(texts.day ?? (wrong ? held : day), texts.time ?? time, format);
    put(next);
    setTyped({});
    return next;
  };
  const leave = () => {
    const kept = keep(typed); // not inside the call: without an onBlur it would never be reckoned
    onBlur?.(kept);
  };
  const pick = (iso) => {
    setOpen(false);
    keep({ ...typed, day: iso });
    const clock = box.current?.querySelector(".time");
    clock?.focus();
    requestAnimationFrame(() => clock?.select()); // by then it holds the time that is to be typed over
  };
  return (
    <div className={["input", "moment", size, (bad || wrong) && "bad", disabled && "off"].filter(Boolean).join(" ")} ref={box}>
      <input type="text" autoComplete="off" inputMode="numeric" value={typed.day ?? (wrong ? held : format.date(day))} onChange={(event) => change("day", maskDate(event.target.value, format))} onBlur={leave}
        onKeyDown={(event) => event.altKey && event.key === "ArrowDown" && setOpen(true)} placeholder={placeholder} disabled={disabled} required={required} autoFocus={autoFocus} {...aria} />
      <button type="button" className="in-b" aria-label={t("Open the calendar")} aria-expanded={open} disabled={disabled} onClick={() => setOpen(!open)}>
        <Icon name="calendar" />
      </button>
      <input type="text" className="time" autoComplete="off" inputMode="numeric" dir="ltr" placeholder={format.digits("00:00")} disabled={disabled} aria-label={t("Time")}
        aria-describedby={aria["aria-describedby"]} aria-invalid={aria["aria-invalid"]} value={typed.time ?? (time ? format.digits(time) : "")} onChange={(event) => change("time", maskTime(event.target.value, format))} onBlur={leave} />
      {name ? <input type="hidden" name={name} value={held} ref={hidden} disabled={disabled} /> : null}
      {open ? (
        <Suspense fallback={null}>
          <DatePopover anchor={box} value={day} min={min} max={max} onPick={pick} onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}
