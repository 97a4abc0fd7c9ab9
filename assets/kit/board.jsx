import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { BoardColumn, liftable } from "./board-column.jsx";
import { columnAt, KEYS, moved, nameOf, SAID } from "./board-moves.js";
import { BoardReason } from "./board-reason.jsx";
import { CardFace, slotsOf } from "./card.jsx";
import { useListedKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { KeyHints } from "./key-hints.jsx";
import { usePreferences } from "./store.js";
import { useAddress } from "./use-address.js";
import { placed, useCarry } from "./use-carry.js";
import { useMove } from "./use-move.js";
import { readJson, useViewData } from "./use-view-data.js";
import { ViewFailed } from "./view-failed.jsx";
import { GroupBy } from "./view-by.jsx";

const FURTHER = 24;

/** A list as columns by a choice; cards are carried by pointer, by touch or by keys (Space, arrows, Space). */
export default function Board({ by, stamp }) {
  const t = useT();
  const { language } = usePreferences();
  const navigate = useNavigate();
  const address = useAddress();
  const cards = useRef({});
  const shelf = useRef(null);
  const [at, setAt] = useState({ column: 0, row: 0 });
  const [said, setSaid] = useState("");
  const [asked, setAsked] = useState(null);
  const wanted = useRef(null); // the card that is to have the focus, and where it will be

  useListedKeys("rows", KEYS);
  const further = (value, n, signal) => readJson(address.ask("board", { column: value, cards: n }), signal).then((found) => found.columns[0]);
  const { data, error, reload, change } = useViewData(address.ask("board"), stamp, async (found, signal) => {
    const open = await Promise.all(Object.entries(cards.current).map(([value, n]) => further(value, n, signal)));
    return { ...found, columns: found.columns.map((column) => open.find((one) => one?.value === column.value) ?? column) };
  });
  const move = useMove(address.resource, reload);

  const columns = data?.columns ?? [];
  const placeOf = (id) => columns.findIndex((column) => column.rows.some((card) => card.id === id));
  const labelOf = (value) => t.message(columns.find((column) => column.value === value)?.label);
  const say = (text, card, value) => setSaid(t(text, { name: nameOf(card.title, language), column: labelOf(value) }));

  const drop = (card, to) => {
    const from = columns[placeOf(card.id)]?.value;
    if (to === from) return say(SAID.back, card, to);
    if (!(to in card.moves)) return say(SAID.no, card, to);
    if (card.moves[to]) return setAsked({ card, to, from, question: card.moves[to] });
    return settle(card, from, to);
  };
  const settle = (card, from, to, reason = "") => {
    setAsked(null);
    wanted.current = { id: card.id, column: to };
    change((old) => ({ ...old, columns: moved(old.columns, card, to) }));
    const text = { msgid: SAID.now, params: { name: nameOf(card.title, language), column: labelOf(to) } };
    setSaid(t.message(text));
    move({ id: card.id, by: data.by, column: to, version: card.version, reason }, { text, back: data.stepwise ? null : { column: from } }).then((done) => {
      if (!done) wanted.current = { id: card.id, column: from };
    });
    return undefined;
  };
  const carrier = useCarry({ targetAt: columnAt, onDrop: drop, onEnd: (card) => say(SAID.back, card) });
  const { carry } = carrier;
  useEffect(() => {
    if (carry?.target != null) say(carry.target in carry.item.moves || columns[placeOf(carry.item.id)]?.value === carry.target ? SAID.held : SAID.no, carry.item, carry.target);
  }, [carry?.target]);
  useEffect(() => {
    if (!wanted.current) return;
    const { id, column } = wanted.current;
    const element = shelf.current?.querySelector(`[data-column="${CSS.escape(column)}"] [data-card="${id}"]`);
    if (!element) return; // it comes with the next drawing
    element.focus({ preventScroll: true });
    element.scrollIntoView({ block: "nearest", inline: "nearest" });
    wanted.current = null;
  });

  const walk = (column, row) => {
    const there = Math.max(0, Math.min(columns.length - 1, column));
    const next = Math.max(0, Math.min(columns[there].rows.length - 1, row));
    wanted.current = { id: columns[there].rows[next]?.id, column: columns[there].value };
    setAt({ column: there, row: next });
  };
  /* To the next column that has cards, so that an empty one does not swallow the focus. */
  const sideways = (column, step, row) => {
    for (let next = column + step; next >= 0 && next < columns.length; next += step) {
      if (columns[next].rows.length) return walk(next, row);
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
  const more = async (column) => {
    cards.current[column.value] = column.rows.length + FURTHER;
    const found = await further(column.value, cards.current[column.value]).catch(() => null);
    if (found) change((old) => ({ ...old, columns: old.columns.map((one) => (one.value === found.value ? found : one)) }));
  };

  if (!data) return error ? <ViewFailed error={error} reload={reload} /> : <div className="kb" aria-busy="true">{[0, 1, 2, 3].map((n) => <div key={n} className="kb-col"><span className="skel late" /></div>)}</div>;
  const slots = slotsOf(data.fields, [data.by]);
  const sums = data.sums.map((key) => data.fields.find((field) => field.key === key)).filter(Boolean);
  const first = columns.findIndex((column) => column.rows.length);
  const tab = columns[at.column]?.rows[at.row] ? at : { column: first, row: 0 };
  return (
    <>
      <GroupBy by={by} value={data.by} />
      <div className="scroll" ref={shelf}>
        <div className={`kb${carry ? " carrying" : ""}`}>
          {columns.map((column, place) => (
            <BoardColumn key={column.value} column={column} sums={sums} slots={slots} carry={carry} place={place} tab={tab} first={first}
              onMore={() => more(column)} onKeyDown={onKeyDown} onPointerDown={carrier.onPointerDown} onFocus={(row) => setAt({ column: place, row })} />
          ))}
        </div>
      </div>
      {carry && !carry.keys ? (
        <div className="kan drag" aria-hidden="true" style={placed(carry, t.rtl)}><CardFace card={carry.item} slots={slots} /></div>
      ) : null}
      <BoardReason asked={asked} name={asked ? nameOf(asked.card.title, language) : ""} column={asked ? labelOf(asked.to) : ""}
        onGive={(reason) => settle(asked.card, asked.from, asked.to, reason)} onClose={() => setAsked(null)} />
      <div className="say">
        <span role="status">{said ? <b>{said}</b> : null}</span>
        <span className="grow" />
        {data.movable ? <KeyHints keys={[["Space", t("lift and drop")], ["← →", t("column")], ["↑ ↓", t("card")], ["Esc", t("put back")]]} /> : null}
      </div>
    </>
  );
}
