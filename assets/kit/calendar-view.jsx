import { useEffect, useRef, useState } from "react";
import { CalendarDay } from "./calendar-day.jsx";
import { CalendarEvent, carried, eventsBy } from "./calendar-event.jsx";
import { CalendarHours } from "./calendar-hours.jsx";
import { CalendarMonth } from "./calendar-month.jsx";
import { spansOf } from "./calendar-spans.js";
import { CalendarTools } from "./calendar-tools.jsx";
import { addDays, addMonths, daysBetween, firstWeekdayOf, todayIn, weekStart, weeksOfMonth } from "./days.js";
import { dateParts } from "./format.js";
import { useListedKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { mark } from "./mark.js";
import { otherCalendarOf } from "./other-calendar.js";
import { PartialNote } from "./partial-note.jsx";
import { usePreferences } from "./store.js";
import { nameOf } from "./texts.js";
import { useAddress } from "./use-address.js";
import { placed, useCarry } from "./use-carry.js";
import { useFormat } from "./use-format.js";
import { useMove } from "./use-move.js";
import { useNarrow } from "./use-narrow.js";
import { useViewData } from "./use-view-data.js";
import { ViewFailed } from "./view-failed.jsx";

const ROOM = { month: 3, week: 20, day: 20 };
const READ = { month: 3, week: 40, day: 4 };
const BARS = 6;
const SPAN = "span";
const KEYS = [
  { keys: "← → ↑ ↓", label: mark("Walk the days; carry what is lifted") }, { keys: "PgUp PgDn", label: mark("Turn the month") }, { keys: "Space", label: mark("Lift a record of the day, and drop it") },
];
const dayAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-day]")?.dataset.day ?? null;
const ISO = /^\d{4}-\d{2}-\d{2}$/;

const weeksShown = (on, zoom, calendar, first) => {
  if (zoom === "day") return [[on]];
  return zoom === "week" ? [Array.from({ length: 7 }, (_, d) => addDays(weekStart(on, first), d))] : weeksOfMonth(on, calendar, first);
};

/** A list as a calendar: the reader's calendar large, the other one small; a day's records beside it. Records that last
    (`spans`) are bars over their days, unless the address asks for one of their dates. */
export default function CalendarView({ by, spans, stamp }) {
  const t = useT();
  const format = useFormat();
  const state = usePreferences();
  const other = otherCalendarOf(format);
  const address = useAddress();
  const now = todayIn(state.timeZone);
  const on = ISO.test(address.get("on")) && !Number.isNaN(Date.parse(address.get("on"))) ? address.get("on") : now;
  const zoom = address.get("zoom") in ROOM ? address.get("zoom") : "month";
  const lasting = spans && ["", SPAN].includes(address.get("by"));
  const first = firstWeekdayOf(format, state);
  const weeks = weeksShown(on, zoom, format.calendar, first);
  const grid = useRef(null);
  const [said, setSaid] = useState("");
  const read = zoom === "day" ? weeksShown(on, "week", format.calendar, first) : weeks; // a day stands with its week
  const range = { from: read[0][0], to: read.at(-1).at(-1) };
  const { data, error, reload, change } = useViewData(lasting ? address.ask("timeline", range) : address.ask("calendar", { ...range, per_day: READ[zoom] }), stamp);
  const move = useMove(address.resource, reload);
  useListedKeys("rows", KEYS);
  const kinds = eventsBy(data?.fields ?? []);
  const days = lasting ? spansOf(data?.rows ?? [], read) : (data?.days ?? {});

  const dropped = (card, day) => {
    const name = nameOf(card.title, state.language);
    if (!lasting) return { sent: { by: data.by, day }, back: { day: card.day }, msgid: mark("{name} is now on {day}"), params: { name, day: format.longDate(day) } };
    const [start, end] = [card.from, card.to].map((edge) => addDays(edge, daysBetween(card.day, day)));
    const params = { name, from: format.longDate(start), to: format.longDate(end) };
    return { sent: { start, end }, back: { start: card.from, end: card.to }, msgid: mark("{name} is now from {from} to {to}"), params };
  };
  const drop = (card, day) => {
    if (day === card.day) return setSaid("");
    const { sent, back, msgid, params } = dropped(card, day);
    change((old) => (lasting
      ? { ...old, rows: old.rows.map((one) => (one.id === card.id ? { ...one, from: sent.start, to: sent.end } : one)) }
      : { ...old, days: carried(old.days, card, day) }));
    setSaid(t(msgid, params));
    move({ id: card.id, version: card.version, ...sent }, { text: { msgid, params }, back: () => back });
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
  const begin = (day) => (lasting ? { [data.start]: day, [data.end]: day } : { [data.by]: day });
  const addTo = data?.creates && data.movable ? (day) => `/r/${address.resource}/new?${new URLSearchParams(begin(day))}` : null;
  const drawn = {
    data, kinds, on, now, other, carrier, onDayKey, addTo, month: zoom === "month" ? dateParts(on, format.calendar)[1] : 0,
    rest: first === 6 ? 5 : 0, onPick: (day) => address.go({ on: day }),
  };
  const narrow = useNarrow();
  const hourly = zoom === "week" && data?.kind === "datetime" && !lasting && !narrow;
  const draw = (card) => <CalendarEvent card={card} data={data} kinds={kinds} carry={carry} whole slot onKeyDown={onEventKey(card)} onPointerDown={card.movable ? carrier.onPointerDown(card) : undefined} />;
  const ways = spans ? [{ key: SPAN, label: mark("Start to end") }, ...by] : by;
  return (
    <>
      <CalendarTools weeks={weeks} on={on} zoom={zoom} other={other} kinds={kinds} by={ways} value={lasting ? SPAN : data?.by} address={address} />
      {error && !data ? <ViewFailed error={error} reload={reload} /> : null}
      <div className={`cw${zoom === "day" ? " day" : ""}`}>
        {zoom === "day" ? null : (
          <div className="scroll">
            <CalendarMonth weeks={weeks} days={days} room={lasting ? Math.max(BARS, ROOM[zoom]) : ROOM[zoom]} zoom={zoom} bare={hourly} busy={!data} grid={grid} drawn={drawn} />
            {hourly ? <CalendarHours days={weeks[0]} found={days} by={data.by} now={now} draw={draw} onPick={drawn.onPick} /> : null}
          </div>
        )}
        <CalendarDay key={lasting ? SPAN : ""} day={on} now={now} data={data} days={days} lasting={lasting} kinds={kinds} address={address} stamp={stamp} carry={carry} other={other} first={first} addTo={addTo}
          onKeyDown={onEventKey} onPointerDown={carrier.onPointerDown} />
      </div>
      {lasting && data?.count > data?.rows.length ? <p className="lv-msg">{data.over ? t("The first {n} are shown, of more than {all}", { n: data.rows.length, all: data.count }) : t("The first {n} are shown, of {all}", { n: data.rows.length, all: data.count })}</p> : null}
      <PartialNote partial={data?.partial} />
      <span className="sr" role="status">{said}</span>
      {carry && !carry.keys ? <div className="ev-carried" aria-hidden="true" style={placed(carry, t.rtl)}><CalendarEvent card={carry.item} data={data} kinds={kinds} whole /></div> : null}
    </>
  );
}
