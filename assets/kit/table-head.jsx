import { useRef, useState } from "react";
import { headOf, isFigure } from "./columns.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Pick } from "./pick.jsx";
import { useFormat } from "./use-format.js";
import { useHeadDrag } from "./use-head-drag.js";

const ARIA = { asc: "ascending", desc: "descending" };
/* Each head lies above the next, since its edge reaches into it. */
const NARROWEST = 48;
const WIDEST = 800;
const STEP = 16;
const within = (width) => Math.round(Math.max(NARROWEST, Math.min(WIDEST, width)));

/* The edge of a head: dragged, or moved by ← and →; a double click gives the column its own width again. */
function Edge({ label, width, rtl, onMove, onDone }) {
  const t = useT();
  const from = useRef(null);
  const side = rtl ? -1 : 1;
  const down = (event) => {
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    from.current = { x: event.clientX, width: event.currentTarget.closest("th").offsetWidth };
  };
  const move = (event) => from.current && onMove(within(from.current.width + side * (event.clientX - from.current.x)));
  const up = () => {
    if (!from.current) return;
    from.current = null;
    onDone();
  };
  const key = (event) => {
    const step = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key];
    if (!step || event.altKey) return;
    event.preventDefault();
    onDone(within((width || event.currentTarget.closest("th").offsetWidth) + side * step));
  };
  return (
    <span className="th-e" role="separator" aria-orientation="vertical" tabIndex={0} aria-label={t("Width of {name}", { name: label })} aria-valuenow={width || 0}
      aria-valuemin={NARROWEST} aria-valuemax={WIDEST} onPointerDown={down} onPointerMove={move} onPointerUp={up} onPointerCancel={up} onKeyDown={key}
      onDoubleClick={() => onDone(0)} onClick={(event) => event.stopPropagation()} />
  );
}

function Head({ column, sort, direction, width, order, place, drag, onSort, onWiden }) {
  const t = useT();
  const format = useFormat();
  const [dragged, setDragged] = useState(null);
  const sorted = sort === column.key;
  const classes = [isFigure(column) && "n", sorted && "sorted", onWiden && "can-w", drag.over?.key === column.key && `over-${drag.over.side}`, drag.over?.held === column.key && "held"].filter(Boolean).join(" ");
  const label = headOf(column, t, format);
  const shown = dragged ?? width ?? column.width;
  const style = { zIndex: order, ...(shown ? { inlineSize: shown, minInlineSize: shown, maxInlineSize: shown } : {}) };
  const done = (given) => {
    const next = given ?? dragged;
    setDragged(null);
    if (next != null) onWiden(column.key, next);
  };
  const inside = column.sortable && onSort ? (
    <button type="button" className="th-b" onClick={() => onSort(column.key)}>
      {label}
      {sorted ? <Icon name={direction === "desc" ? "arrow-down" : "arrow-up"} size="sm" /> : null}
    </button>
  ) : label;
  return (
    <th scope="col" className={classes} style={style} data-k={column.key} aria-sort={sorted ? ARIA[direction] : undefined} {...drag.props(column.key, place)}>
      {inside}
      {onWiden ? <Edge label={label} width={shown} rtl={t.rtl} onMove={setDragged} onDone={done} /> : null}
    </th>
  );
}

/** The head of a table: choose all, then one head for each column. `widths` are those people gave, by key; `onWiden`
    gets a key and a width, 0 for the column's own; `onMove` a key and its new place among the columns. */
export function TableHead({ columns, selection, widths = {}, onMove, ...acts }) {
  const t = useT();
  const drag = useHeadDrag(onMove, t.rtl);
  return (
    <thead>
      <tr>
        {selection ? (
          <th className="pick" scope="col">
            <Pick checked={selection.all} mixed={selection.some} onChange={selection.toggleAll} label={t("Select all rows on this page")} />
          </th>
        ) : null}
        {columns.map((column, place) => <Head key={column.key} column={column} place={place} drag={drag} order={columns.length - place + 1} width={widths[column.key]} {...acts} />)}
      </tr>
    </thead>
  );
}
