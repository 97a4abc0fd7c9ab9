import { useEffect, useRef, useState } from "react";
import { addDays as add, addMonths, firstWeekdayOf, todayIn, weeksOfMonth } from "./days.js";
import { dateParts, makeFormat } from "./format.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { usePreferences } from "./store.js";
import { useFormat } from "./use-format.js";

/** A month in the reader's calendar, each day with the other calendar's small below it. Arrows walk, Page keys turn months. */
export function CalendarGrid({ value, min, max, onPick }) {
  const t = useT();
  const format = useFormat();
  const state = usePreferences();
  const today = () => todayIn(state.timeZone);
  const other = makeFormat({ ...state, language: format.persian ? "en" : "fa", numerals: "auto" });
  const [focus, setFocus] = useState(value || today());
  const grid = useRef(null);
  const walked = useRef(false);
  const { calendar } = format;
  const firstWeekday = firstWeekdayOf(format, state);
  const weeks = weeksOfMonth(focus, calendar, firstWeekday);
  const month = dateParts(focus, calendar)[1];
  useEffect(() => {
    if (walked.current) grid.current?.querySelector("[tabindex='0']")?.focus();
    walked.current = false;
  }, [focus]);

  const off = (iso) => (min && iso < min) || (max && iso > max);
  const onKeyDown = (event) => {
    const ahead = t.rtl ? -1 : 1;
    const next = {
      ArrowRight: () => add(focus, ahead), ArrowLeft: () => add(focus, -ahead), ArrowDown: () => add(focus, 7), ArrowUp: () => add(focus, -7),
      PageDown: () => addMonths(focus, event.shiftKey ? 12 : 1, calendar), PageUp: () => addMonths(focus, event.shiftKey ? -12 : -1, calendar),
      Home: () => weeks.find((week) => week.includes(focus))[0], End: () => weeks.find((week) => week.includes(focus))[6],
    }[event.key];
    if (!next) return;
    event.preventDefault();
    walked.current = true;
    setFocus(next());
  };
  const turn = (months, name, label) => (
    <button type="button" className="btn icon s ghost" aria-label={label} onClick={() => setFocus(addMonths(focus, months, calendar))}><Icon name={name} /></button>
  );
  return (
    <>
      <div className="hd">
        {turn(-1, "chevron-left", t("Previous month"))}
        <b aria-live="polite">{format.monthAndYear(focus)}</b>
        {turn(1, "chevron-right", t("Next month"))}
      </div>
      <table className="cal-t" role="grid" aria-label={format.monthAndYear(focus)} ref={grid} onKeyDown={onKeyDown}>
        <thead><tr>{weeks[0].map((iso) => <th key={iso} className="wd" scope="col" aria-label={format.weekday(iso)}>{format.weekday(iso, format.persian ? "narrow" : "short").slice(0, 2)}</th>)}</tr></thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((iso) => (
                <td key={iso} role="gridcell" aria-selected={iso === value}>
                  <button type="button" disabled={off(iso)} tabIndex={iso === focus ? 0 : -1} aria-label={format.longDate(iso)} aria-current={iso === today() ? "date" : undefined}
                    className={["cd", dateParts(iso, calendar)[1] !== month && "out", new Date(iso).getUTCDay() === 5 && firstWeekday === 6 && "fri", iso === today() && "today", iso === value && "pick", off(iso) && "off"].filter(Boolean).join(" ")}
                    onClick={() => onPick(iso)}>
                    {format.digits(dateParts(iso, calendar)[2])}
                    <small lang={other.language}>{other.digits(dateParts(iso, other.calendar)[2])}</small>
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="ft">
        <button type="button" className="link lnk-b" onClick={() => onPick(today())}>{t("Today")}</button>
      </div>
    </>
  );
}
