import { hoursOf } from "./calendar-hours.js";
import { useT } from "./i18n.js";
import { splitMoment } from "./moments.js";
import { useFormat } from "./use-format.js";

/** Days by their hours, side by side: what happened at ten stands beside ten, and an hour is as tall as what lies in it.
    `found` is what each day has, `draw(card)` one record; `now` is today, where a line says what time it is. */
export function CalendarHours({ days, found, by, now, draw, onPick }) {
  const t = useT();
  const format = useFormat();
  const timeOf = (moment) => splitMoment(moment, format).time;
  const hourOf = (card) => Number(timeOf(card.values[by]).slice(0, 2));
  const cards = days.map((day) => (found[day]?.rows ?? []).map((card) => ({ ...card, day })));
  const clock = timeOf(new Date().toISOString());
  const [hour, minute] = clock.split(":").map(Number);
  const taken = days.includes(now) ? [...cards.flat().map(hourOf), hour] : cards.flat().map(hourOf);
  const rest = days.map((day) => (found[day]?.count ?? 0) - (found[day]?.rows.length ?? 0));
  const style = { gridTemplateColumns: `48px repeat(${days.length}, minmax(0, 1fr))` };
  return (
    <div className="hrs">
      {hoursOf(taken).map((each) => (
        <div key={each} className="hr" style={style}>
          <span className="h">{format.digits(`${String(each).padStart(2, "0")}:00`)}</span>
          {cards.map((some, n) => {
            const here = some.filter((card) => hourOf(card) === each);
            if (!here.length) return <div key={days[n]} className="hc" data-day={days[n]} />;
            return <ul key={days[n]} className="hc" data-day={days[n]}>{here.map((card) => <li key={card.id}>{draw(card)}</li>)}</ul>;
          })}
          {each === hour && days.includes(now) ? <span className="nowl" aria-hidden="true" style={{ insetBlockStart: `${minute / 0.6}%` }}><em>{format.digits(clock)}</em></span> : null}
        </div>
      ))}
      {onPick && rest.some((n) => n > 0) ? (
        <div className="hr" style={style}>
          <span className="h" />
          {days.map((day, n) => <div key={day} className="hc">{rest[n] > 0 ? <button type="button" className="more" onClick={() => onPick(day)}>{found[day].over ? t("and more than {n} others", { n: rest[n] }) : t("+{n} more", { n: rest[n] })}</button> : null}</div>)}
        </div>
      ) : null}
    </div>
  );
}
