import { Link } from "react-router";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const LOOKS = { ok: "e-ok", no: "e-no", inf: "e-inf", info: "e-inf", wrn: "e-wrn", warn: "e-wrn", idle: "e-idle" };
const PLAIN = ["e-1", "e-2", "e-3", "e-4"];

/** What tells events apart: the first field with choices, each a shape and a colour. */
export function eventsBy(fields) {
  const field = fields.find((one) => one.kind === "choice");
  const choices = field?.choices ?? [];
  const plain = choices.filter((one) => !(one.tone in LOOKS)).map((one) => one.value);
  const look = (value) => LOOKS[choices.find((one) => one.value === value)?.tone] ?? PLAIN[Math.max(0, plain.indexOf(value)) % PLAIN.length];
  return { choices: choices.length <= 5 ? choices : [], look, of: (card) => (field ? look(card.values[field.key]) : PLAIN[0]) };
}

/** One record on its day: shape and colour of its state, its time where it has one, its name. */
export function CalendarEvent({ card, data, kinds, carry, tabIndex, onPointerDown, onKeyDown, note }) {
  const format = useFormat();
  const time = data.kind === "datetime" ? card.values[data.by] : null;
  const held = carry?.item.id === card.id;
  return (
    <Link className={`ev ${kinds.of(card)}${held ? " held" : ""}${card.movable ? " lifts" : ""}`} to={card.href} tabIndex={tabIndex} draggable={false}
      onPointerDown={onPointerDown} onKeyDown={onKeyDown}>
      {time ? <time dateTime={time}>{format.time(time)}</time> : null}
      <span><Value value={card.title || card.code} kind="text" /></span>
      {note}
    </Link>
  );
}

/** The days as they are once a record lies on another one. */
export function carried(days, card, to) {
  const { [card.day]: from, ...rest } = days;
  const left = from ? { ...from, count: from.count - 1, rows: from.rows.filter((one) => one.id !== card.id) } : { count: 0, rows: [] };
  const there = rest[to] ?? { count: 0, over: false, rows: [] };
  return { ...rest, [card.day]: left, [to]: { ...there, count: there.count + 1, rows: [...there.rows, card] } };
}
