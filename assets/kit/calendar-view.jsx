import { useEffect, useRef, useState } from "react";
import { CalendarDay } from "./calendar-day.jsx";
import { CalendarEvent, carried, eventsBy } from "./calendar-event.jsx";
import { CalendarTools } from "./calendar-tools.jsx";
import { addDays, addMonths, firstWeekdayOf, todayIn, weekStart, weeksOfMonth } from "./days.js";
import { dateParts } from "./format.js";
import { useListedKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { mark } from "./mark.js";
import { otherCalendarOf } from "./other-calendar.js";
import { usePreferences } from "./store.js";
import { useAddress } from "./use-address.js";
import { placed, useCarry } from "./use-carry.js";
import { useFormat } from "./use-format.js";
import { useMove } from "./use-move.js";
import { useViewData } from "./use-view-data.js";
import { ViewFailed } from "./view-failed.jsx";

const PER_DAY = { month: 3, week: 20 };
const KEYS = [
  { keys: "← → ↑ ↓", label: mark("Walk the days; carry what is lifted") }, { keys: "PgUp PgDn", label: mark("Turn the month") }, { keys: "Space", label: mark("Lift a record of the day, and drop it") },
];
const dayAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-day]")?.dataset.day ?? null;
const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** A list as a calendar: the reader's calendar large, the other one small; a day's records beside it. */
export default function CalendarView({ by, stamp }) {
  const t = useT();
  const format = useFormat();
  const state = usePreferences();
  const other = otherCalendarOf(format);
  const address = useAddress();
  const now = todayIn(state.timeZone);
  const on = ISO.test(address.get("on")) && !Number.isNaN(Date.parse(address.get("on"))) ? address.get("on") : now;
  const zoom = address.get("zoom") === "week" ? "week" : "month";
  const first = firstWeekdayOf(format, state);
  const weeks = zoom === "week" ? [Array.from({ length: 7 }, (_, d) => addDays(weekStart(on, first), d))] : weeksOfMonth(on, format.calendar, first);
  const grid = useRef(null);
  const [said, setSaid] = useState("");
  const range = { from: weeks[0][0], to: weeks.at(-1)[6], per_day: PER_DAY[zoom] };
  const { data, error, reload, change } = useViewData(address.ask("calendar", range), stamp);
  const move = useMove(address.resource, reload);
  useListedKeys("rows", KEYS);
  const month = dateParts(on, format.calendar)[1];
  const kinds = eventsBy(data?.fields ?? []);

  const drop = (card, day) => {
    const from = card.day;
    if (day === from) return setSaid("");
    const params = { name: typeof card.title === "object" ? card.title[state.language] ?? "" : card.title, day: format.longDate(day) };
    change((old) => ({ ...old, days: carried(old.days, card, day) }));
    const text = { msgid: mark("{name} is now on {day}"), params };
    setSaid(t.message(text));
    move({ id: card.id, by: data.by, day, version: card.version }, { text, back: { day: from } });
    return undefined;
  };
  const carrier = useCarry({ targetAt: dayAt, onDrop: drop, onEnd: () => setSaid(t("It stays where it was")) });
  const { carry } = carrier;
  useEffect(() => {
    if (carry?.keys) setSaid(t("Held over {day}", { day: format.longDate(carry.target) }));
  }, [carry?.target]);
  useEffect(() => {
    const walking = grid.current?.contains(document.activeElement) && document.activeElement.matches(".num");
    if (walking) grid.current.querySelector(".num[tabindex='0']")?.focus();
  }, [on, zoom]);

  const ahead = t.rtl ? -1 : 1;
  const stepOf = (event) => ({ ArrowRight: ahead, ArrowLeft: -ahead, ArrowDown: 7, ArrowUp: -7 })[event.key];
  const onDayKey = (event) => {
    const step = stepOf(event);
    const turned = { PageDown: 1, PageUp: -1 }[event.key];
    if (!step && !turned) return;
    event.preventDefault();
    address.go({ on: step ? addDays(on, step) : addMonths(on, turned, format.calendar) });
  };
  const onEventKey = (card) => (event) => {
    const held = carry?.keys && carry.item.id === card.id;
    if (event.key === " " && held) carrier.drop();
    else if (event.key === " " && card.movable) carrier.lift(card, card.day);
    else if (held && stepOf(event)) carrier.aim(addDays(carry.target, stepOf(event)));
    else if (held && event.key !== "Tab") event.preventDefault();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <CalendarTools weeks={weeks} on={on} zoom={zoom} other={other} kinds={kinds} by={by} value={data?.by} address={address} />
      {error && !data ? <ViewFailed error={error} reload={reload} /> : null}
      <div className="cw">
        <div className="scroll">
          <div className={`mon${carry ? " carrying" : ""}${zoom === "week" ? " one" : ""}`} ref={grid} aria-busy={!data}>
            {weeks[0].map((day) => (
              <div key={day} className={`wd${new Date(day).getUTCDay() === 5 && first === 6 ? " fri" : ""}`}>
                <span className="hide-s">{format.weekday(day)}</span>
                <span className="only-s" aria-hidden="true">{format.weekday(day, format.persian ? "narrow" : "short").slice(0, 2)}</span>
              </div>
            ))}
            {weeks.flat().map((day, place) => {
              const found = data?.days[day];
              const rest = found ? found.count - found.rows.length : 0;
              const parts = dateParts(day, format.calendar);
              const classes = ["dy", zoom === "month" && parts[1] !== month && "out", new Date(day).getUTCDay() === 5 && first === 6 && "fri", day === now && "today", day === on && "on", carry?.target === day && "drop"];
              return (
                <div key={day} data-day={day} className={classes.filter(Boolean).join(" ")} role="group" aria-label={format.longDate(day)}
                  onClick={(event) => !event.target.closest("a") && address.go({ on: day })}>
                  <header>
                    <button type="button" className="num" tabIndex={day === on ? 0 : -1} aria-pressed={day === on} aria-current={day === now ? "date" : undefined}
                      aria-label={t("{day}, {n} records", { day: format.longDate(day), n: found?.count ?? 0 })}
                      onKeyDown={onDayKey}>{format.digits(parts[2])}</button>
                    {parts[2] === 1 || place === 0 ? <span className="sm faint hide-s">{format.monthAndYear(day).split(" ")[0]}</span> : null}
                    <em lang={other.language} aria-hidden="true">{other.day(day)}</em>
                  </header>
                  {found?.rows.map((card) => (
                    <CalendarEvent key={card.id} card={{ ...card, day }} data={data} kinds={kinds} carry={carry} tabIndex={-1} onPointerDown={card.movable ? carrier.onPointerDown({ ...card, day }) : undefined} />
                  ))}
                  {rest > 0 ? <span className="more">{found.over ? t("and more than {n} others", { n: rest }) : t("+{n} more", { n: rest })}</span> : null}
                  {found ? <span className="dots" aria-hidden="true">{found.rows.slice(0, 4).map((card) => <u key={card.id} className={`ev-c ${kinds.of(card)}`} />)}</span> : null}
                </div>
              );
            })}
          </div>
        </div>
        <CalendarDay day={on} data={data} kinds={kinds} address={address} stamp={stamp} carry={carry} other={other} first={first} onKeyDown={onEventKey} onPointerDown={carrier.onPointerDown} />
      </div>
      <span className="sr" role="status">{said}</span>
      {carry && !carry.keys ? <div className="ev-carried" aria-hidden="true" style={placed(carry, t.rtl)}><CalendarEvent card={carry.item} data={data} kinds={kinds} /></div> : null}
    </>
  );
}
