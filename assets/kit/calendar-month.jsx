import { Link } from "react-router";
import { CalendarEvent } from "./calendar-event.jsx";
import { linesOf } from "./calendar-spans.js";
import { dateParts } from "./format.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";

const FRIDAY = 5;
const weekdayOf = (day) => new Date(day).getUTCDay();

/** One day of the month: its number in both calendars, what lies on it, how much more there is, and a way to add. */
function Day({ day, week, days, place, room, bare, drawn }) {
  const t = useT();
  const format = useFormat();
  const { data, kinds, on, now, month, other, rest, carrier, onDayKey, onPick, addTo } = drawn;
  const { carry } = carrier;
  const found = days[day];
  const parts = dateParts(day, format.calendar);
  const { lines, rest: more } = bare ? { lines: [], rest: 0 } : linesOf(found, week, days, room);
  const classes = ["dy", month && parts[1] !== month && "out", weekdayOf(day) === FRIDAY && rest === FRIDAY && "fri", day === now && "today", day === on && "on", carry?.target === day && "drop"];
  return (
    <div data-day={day} className={classes.filter(Boolean).join(" ")} role="group" aria-label={format.longDate(day)} onClick={(event) => !event.target.closest("a") && onPick(day)}>
      <header>
        <button type="button" className="num" tabIndex={day === on ? 0 : -1} aria-pressed={day === on} aria-current={day === now ? "date" : undefined}
          aria-label={t("{day}, {n} records", { day: format.longDate(day), n: found?.count ?? 0 })} onKeyDown={onDayKey}>{format.digits(parts[2])}</button>
        {parts[2] === 1 || place === 0 ? <span className="sm faint hide-s">{format.monthAndYear(day).split(" ")[0]}</span> : null}
        {addTo ? <Link className="btn icon s ghost put" tabIndex={-1} to={addTo(day)} aria-label={t("Add on {day}", { day: format.longDate(day) })}><Icon name="plus" size="sm" /></Link> : null}
        <em lang={other.language} aria-hidden="true">{other.day(day)}</em>
      </header>
      {lines.map((card, n) => (card
        ? <CalendarEvent key={card.id} card={{ ...card, day }} data={data} kinds={kinds} carry={carry} tabIndex={-1} onPointerDown={card.movable ? carrier.onPointerDown({ ...card, day }) : undefined} />
        : <span key={`gap-${n}`} className="gap" />))}
      {more > 0 ? <button type="button" className="more" tabIndex={-1} onClick={() => onPick(day)}>{found.over ? t("and more than {n} others", { n: more }) : t("+{n} more", { n: more })}</button> : null}
      {found && !bare ? <span className="dots" aria-hidden="true">{found.rows.slice(0, 4).map((card) => <u key={card.id} className={`ev-c ${kinds.of(card)}`} />)}</span> : null}
    </div>
  );
}

/** Whole weeks under the names of their days; `bare` without what lies on them. */
export function CalendarMonth({ weeks, days, room, zoom, bare = false, busy, grid, drawn }) {
  const format = useFormat();
  const { carrier, rest } = drawn;
  return (
    <div className={`mon${carrier.carry ? " carrying" : ""}${zoom === "week" ? " one" : ""}${bare ? " bare" : ""}`} ref={grid} aria-busy={busy}>
      {weeks[0].map((day) => (
        <div key={day} className={`wd${weekdayOf(day) === FRIDAY && rest === FRIDAY ? " fri" : ""}`}>
          <span className="hide-s">{format.weekday(day)}</span>
          <span className="only-s" aria-hidden="true">{format.weekday(day, format.persian ? "narrow" : "short").slice(0, 2)}</span>
        </div>
      ))}
      {weeks.map((week, w) => week.map((day, d) => <Day key={day} day={day} week={week} days={days} place={w * week.length + d} room={room} bare={bare} drawn={drawn} />))}
    </div>
  );
}
