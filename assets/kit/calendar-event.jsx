import { Link } from "react-router";
import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const LOOKS = { ok: "e-ok", no: "e-no", inf: "e-inf", info: "e-inf", wrn: "e-wrn", warn: "e-wrn", idle: "e-idle", pos: "e-ok", neg: "e-no" };
const PLAIN = ["e-1", "e-2", "e-3", "e-4"];
const PARTS = { start: " all a-s", middle: " all a-m", end: " all a-e" };

/** What tells events apart: the first field with choices, each a shape and a colour. */
export function eventsBy(fields) {
  const field = fields.find((one) => one.kind === "choice");
  const choices = field?.choices ?? [];
  const plain = choices.filter((one) => !(one.tone in LOOKS)).map((one) => one.value);
  const look = (value) => LOOKS[choices.find((one) => one.value === value)?.tone] ?? PLAIN[Math.max(0, plain.indexOf(value)) % PLAIN.length];
  const wordOf = (card) => choices.find((one) => one.value === card.values[field.key])?.label;
  return { choices: choices.length <= 5 ? choices : [], look, wordOf, of: (card) => (field ? look(card.values[field.key]) : PLAIN[0]) };
}

/** One record on its day: shape and colour of its state, its time where it has one, its name. Of a record that lasts it
    is a piece of its bar, named where the bar begins in the week; among the hours of a day it is a `slot`. */
export function CalendarEvent({ card, data, kinds, carry, tabIndex, whole = false, slot = false, onPointerDown, onKeyDown }) {
  const t = useT();
  const format = useFormat();
  const word = kinds.wordOf(card);
  const time = data.kind === "datetime" ? card.values[data.by] : null;
  const part = whole ? "" : PARTS[card.part] ?? "";
  const silent = part && !card.named;
  const classes = `ev ${kinds.of(card)}${slot ? " slot" : ""}${part}${part && card.named ? " lab" : ""}${carry?.item.id === card.id ? " held" : ""}${card.movable ? " lifts" : ""}`;
  return (
    <Link className={classes} to={card.href} tabIndex={silent ? -1 : tabIndex} aria-hidden={silent || undefined} draggable={false} title={word ? t.message(word) : undefined}
      onPointerDown={onPointerDown} onKeyDown={onKeyDown}>
      {time ? <time dateTime={time}>{format.time(time)}</time> : null}
      <span><Value value={card.title || card.code} kind="text" /></span>
      {word ? <small className="sr">{t.message(word)}</small> : null}
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
