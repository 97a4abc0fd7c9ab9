import { Link } from "react-router";
import { CalendarEvent } from "./calendar-event.jsx";
import { CalendarHours } from "./calendar-hours.jsx";
import { CardValue, slotsOf } from "./card.jsx";
import { addDays, weekStart } from "./days.js";
import { dateParts } from "./format.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { KeyHints } from "./key-hints.jsx";
import { useFormat } from "./use-format.js";
import { useScrollable } from "./use-scrollable.js";
import { useViewData } from "./use-view-data.js";

/* What stands under a record of the day: how long it lasts, and its first values. */
function About({ card, slots, lasting }) {
  const t = useT();
  const format = useFormat();
  const shown = [slots.who, slots.figure, ...slots.marks].filter((field) => field && card.values[field.key] != null);
  return (
    <p className="faint sm">
      {lasting && card.open ? <span>{t("from {from} on", { from: format.dayAndMonth(card.from) })}</span> : lasting && card.from !== card.to ? <span>{t("{from} to {to}", { from: format.dayAndMonth(card.from), to: format.dayAndMonth(card.to) })}</span> : null}
      {shown.map((field) => <CardValue key={field.key} card={card} field={field} bare={field.kind === "reference"} />)}
    </p>
  );
}

/** The chosen day beside the month: its week, and all its records, by their hours where they have a time of day; they
    can be lifted by keys to another day. `now` is today. */
export function CalendarDay({ day, now, data, days, lasting, kinds, address, stamp, carry, other, first, addTo, onKeyDown, onPointerDown }) {
  const t = useT();
  const format = useFormat();
  const one = useViewData(lasting ? "" : address.ask("calendar", { from: day, to: day, per_day: 100 }), stamp);
  const found = lasting ? days[day] : one.data?.days[day];
  const read = lasting ? data : one.data;
  const week = Array.from({ length: 7 }, (_, n) => addDays(weekStart(day, first), n));
  const slots = slotsOf(data?.fields ?? [], [data?.by, data?.start, data?.end]);
  const shelf = useScrollable();
  const draw = (slot) => (card) => (
    <>
      <CalendarEvent card={card} data={data ?? read} kinds={kinds} carry={carry} whole slot={slot} onKeyDown={onKeyDown(card)} onPointerDown={card.movable ? onPointerDown(card) : undefined} />
      <About card={card} slots={slots} lasting={lasting} />
    </>
  );
  const timed = read?.kind === "datetime" && !lasting;
  const movable = found?.rows.some((card) => card.movable);
  return (
    <aside className="ag" aria-label={t("The day")}>
      <div>
        <div className="ag-h">
          <div className="faint sm">{other.longDate(day)}</div>
          <h2>{format.weekday(day)}{format.persian ? " " : ", "}{format.longDate(day).split(" ").slice(0, 2).join(" ")}</h2>
        </div>
        <div className="wk">
          {week.map((iso) => (
            <button key={iso} type="button" className={[iso === day && "on", new Date(iso).getUTCDay() === 5 && first === 6 && "fri"].filter(Boolean).join(" ")}
              aria-current={iso === day ? "date" : undefined} onClick={() => address.go({ on: iso })}>
              <small>{format.weekday(iso, format.persian ? "narrow" : "short").slice(0, 2)}</small>
              <b>{format.digits(dateParts(iso, format.calendar)[2])}</b>
              <i aria-hidden="true">{(days[iso]?.rows ?? []).slice(0, 4).map((card) => <u key={card.id} />)}</i>
              <span className="sr">{t("{n} records", { n: days[iso]?.count ?? 0 })}</span>
            </button>
          ))}
        </div>
      </div>
      <div className="scroll" ref={shelf}>
        {timed ? <CalendarHours days={[day]} found={{ [day]: found }} by={read.by} now={now} draw={draw(true)} />
          : found?.rows.length ? <ul className="ag-l">{found.rows.map((card) => <li key={card.id}>{draw(false)({ ...card, day })}</li>)}</ul> : null}
        {read && !found?.rows.length && !timed ? <p className="none">{t("Nothing on this day")}</p> : null}
        {found?.over ? <p className="none">{t("The first {n} are shown", { n: found.rows.length })}</p> : null}
        {addTo ? <Link className="add" to={addTo(day)}><Icon name="plus" size="sm" />{t("Add")}</Link> : null}
        {movable ? <KeyHints keys={[["Space", t("lift and drop")], ["← → ↑ ↓", t("day")], ["Esc", t("put back")]]} /> : null}
      </div>
    </aside>
  );
}
