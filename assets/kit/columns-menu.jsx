import { useEffect, useRef, useState } from "react";
import { useT } from "./i18n.js";
import { Menu, MenuCheck, MenuHead } from "./menu.jsx";

const MOVES = { ArrowUp: -1, ArrowDown: 1 };
const shownOf = (keys, away) => keys.filter((key) => !away.includes(key));

/** Which columns a table shows and in which order: by ticks, by dragging, by Alt ↑ ↓. The first stays: it carries the
    row's link. Tells the keys of the shown ones in their order. */
export function ColumnsMenu({ columns = [], hidden = [], onChange }) {
  const t = useT();
  const given = columns.slice(1).map((column) => column.key);
  const [order, setOrder] = useState(given);
  const [away, setAway] = useState(hidden);
  const dragged = useRef(null);
  const told = useRef(null);
  const whole = given.join() + hidden.join();
  useEffect(() => {
    const same = given.length === order.length && given.every((key) => order.includes(key));
    const earlier = same && told.current !== null && shownOf(given, hidden).join() !== told.current;
    if (earlier) return; // the answer to a step before the last one, which is still under way
    told.current = null;
    setOrder(given);
    setAway(hidden);
  }, [whole]);

  const tell = (keys, without) => {
    setOrder(keys);
    setAway(without);
    const shown = shownOf(keys, without);
    told.current = shown.join() === shownOf(given, hidden).join() ? null : shown.join();
    onChange?.([columns[0].key, ...shown]);
  };
  const toggle = (key) => tell(order, away.includes(key) ? away.filter((k) => k !== key) : [...away, key]);
  const moved = (key, to) => {
    const rest = order.filter((k) => k !== key);
    rest.splice(Math.max(0, Math.min(to, rest.length)), 0, key);
    tell(rest, away);
  };
  const onKeyDown = (event, key) => {
    if (!event.altKey || !(event.key in MOVES)) return;
    event.preventDefault();
    let to = order.indexOf(key) + MOVES[event.key];
    while (away.includes(order[to])) to += MOVES[event.key];
    moved(key, to);
    const item = event.currentTarget;
    requestAnimationFrame(() => item.focus());
  };
  const drag = (key) => ({
    draggable: true,
    onDragStart: (event) => { dragged.current = key; event.dataTransfer.effectAllowed = "move"; },
    onDragOver: (event) => event.preventDefault(),
    onDrop: (event) => { event.preventDefault(); if (dragged.current && dragged.current !== key) moved(dragged.current, order.indexOf(key)); },
  });
  const byKey = Object.fromEntries(columns.map((column) => [column.key, column]));
  return (
    <Menu icon="columns-3" label={t("Columns")} look="btn icon s ghost hide-s only-cards">
      <MenuHead text={t("Columns; Alt ↑ ↓ moves one")} />
      {order.filter((key) => byKey[key]).map((key) => (
        <MenuCheck key={key} icon="grip-vertical" text={t.message(byKey[key].label)} checked={!away.includes(key)} onChange={() => toggle(key)}
          onKeyDown={(event) => onKeyDown(event, key)} {...drag(key)} />
      ))}
    </Menu>
  );
}
