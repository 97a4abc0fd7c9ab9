import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { liftable } from "./board-column.jsx";
import { useT } from "./i18n.js";

/** Walking and carrying the cards of a board by keys. `shelf` is the element around them; `columns` are those that can
    be walked into, in their order. Gives `{at, setAt, want, onKeyDown}`; `want({id, column})` focuses a card once it is
    drawn there. */
export function useBoardKeys({ shelf, columns, folded, carrier }) {
  const t = useT();
  const navigate = useNavigate();
  const [at, setAt] = useState({ column: 0, row: 0 });
  const wanted = useRef(null);
  const { carry } = carrier;
  const want = (card) => { wanted.current = card; };
  useEffect(() => {
    if (!wanted.current) return;
    const { id, column } = wanted.current;
    const element = shelf.current?.querySelector(`[data-column="${CSS.escape(column)}"] [data-card="${id}"]`);
    if (!element) return; // it comes with the next drawing
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    want(null);
  });

  const walk = (column, row) => {
    const there = Math.max(0, Math.min(columns.length - 1, column));
    const next = Math.max(0, Math.min(columns[there].rows.length - 1, row));
    want({ id: columns[there].rows[next]?.id, column: columns[there].value });
    setAt({ column: there, row: next });
  };
  /* To the next column that has cards to see, so that an empty one does not swallow the focus. */
  const sideways = (column, step, row) => {
    for (let next = column + step; next >= 0 && next < columns.length; next += step) {
      if (columns[next].rows.length && !folded(columns[next])) return walk(next, row);
    }
    return undefined;
  };
  const onKeyDown = (card, column, row) => (event) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const ahead = { ArrowRight: t.rtl ? -1 : 1, ArrowLeft: t.rtl ? 1 : -1 }[event.key];
    const held = carry?.keys && carry.item.id === card.id;
    const over = held ? columns.findIndex((one) => one.value === carry.target) : -1;
    if (event.key === " " && held) carrier.drop();
    else if (event.key === " " && liftable(card)) carrier.lift(card, columns[column].value);
    else if (held && ahead) carrier.aim(columns[Math.max(0, Math.min(columns.length - 1, over + ahead))].value);
    else if (held && event.key !== "Tab") event.preventDefault();
    else if (ahead) sideways(column, ahead, row);
    else if (event.key === "ArrowDown") walk(column, row + 1);
    else if (event.key === "ArrowUp") walk(column, row - 1);
    else if (event.key === "Home") walk(column, 0);
    else if (event.key === "End") walk(column, columns[column].rows.length - 1);
    else if (event.key === "Enter") navigate(card.href);
    else return;
    event.preventDefault();
  };
  const first = columns.findIndex((column) => column.rows.length && !folded(column));
  const tab = columns[at.column]?.rows[at.row] && !folded(columns[at.column]) ? at : { column: first, row: 0 };
  return { tab, setAt, want, onKeyDown };
}
