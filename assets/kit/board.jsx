import { useEffect, useRef, useState } from "react";
import { BoardColumn } from "./board-column.jsx";
import { BoardHead, FoldedColumn } from "./board-head.jsx";
import { BoardLanes } from "./board-lanes.jsx";
import { LimitDialog } from "./board-limit.jsx";
import { limitsOf, withLimit } from "./board-limits.js";
import { columnAt, KEYS, moved, nameOf, SAID } from "./board-moves.js";
import { BoardReason } from "./board-reason.jsx";
import { CardFace, latenessOf, slotsOf } from "./card.jsx";
import { todayIn } from "./days.js";
import { useListedKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { KeyHints } from "./key-hints.jsx";
import { PartialNote } from "./partial-note.jsx";
import { partsOf } from "./parts-of.js";
import { usePreferences } from "./store.js";
import { useAddress } from "./use-address.js";
import { useBoardKeys } from "./use-board-keys.js";
import { placed, useCarry } from "./use-carry.js";
import { useFormat } from "./use-format.js";
import { useMove } from "./use-move.js";
import { readJson, useViewData } from "./use-view-data.js";
import { ViewFailed } from "./view-failed.jsx";
import { GroupBy } from "./view-by.jsx";

const FURTHER = 24;

/** A list as columns by a choice, in lanes where the address parts it; cards are carried by pointer, by touch or by keys
    (Space, arrows, Space). */
export default function Board({ by, stamp }) {
  const t = useT();
  const format = useFormat();
  const { language, timeZone } = usePreferences();
  const address = useAddress();
  const cards = useRef({});
  const shelf = useRef(null);
  const [said, setSaid] = useState("");
  const [asked, setAsked] = useState(null);
  const [limited, setLimited] = useState(null);

  useListedKeys("rows", KEYS);
  const further = (value, n, signal) => readJson(address.ask("board", { column: value, cards: n }), signal).then((found) => found.columns[0]);
  const { data, error, reload, change } = useViewData(address.ask("board"), stamp, async (found, signal) => {
    const open = await Promise.all(Object.entries(cards.current).map(([value, n]) => further(value, n, signal)));
    return { ...found, columns: found.columns.map((column) => open.find((one) => one?.value === column.value) ?? column) };
  });
  const move = useMove(address.resource, reload);

  const field = data?.group && data.group.key !== data.by ? data.group : null;
  const lanes = field ? partsOf(data.columns.flatMap((column) => column.rows), field, { calendar: format.calendar, language }) : [];
  const order = new Map(lanes.flatMap((lane) => lane.cards).map((card, n) => [card.id, n]));
  const columns = (data?.columns ?? []).map((column) => (field ? { ...column, rows: [...column.rows].sort((a, b) => order.get(a.id) - order.get(b.id)) } : column));
  const shut = address.get("shut").split(",");
  const folded = (column) => shut.includes(column.value || "-");
  const fold = (column) => address.go({ shut: [...shut.filter((one) => one && one !== (column.value || "-")), ...(folded(column) ? [] : [column.value || "-"])].join(",") });
  const limits = limitsOf(address.get("limits"));
  const limitOf = (column) => limits.of(column.value);
  const setLimit = (column, n) => address.go({ limits: withLimit(address.get("limits"), column.value, n) });
  const columnOf = (id) => columns.find((column) => column.rows.some((card) => card.id === id))?.value;
  const labelOf = (value) => t.message(columns.find((column) => column.value === value)?.label);
  const say = (text, card, value) => setSaid(t(text, { name: nameOf(card.title, language), column: labelOf(value) }));

  const drop = (card, to) => {
    const from = columnOf(card.id);
    if (to === from) return say(SAID.back, card, to);
    if (!(to in card.moves)) return say(SAID.no, card, to);
    if (card.moves[to]) return setAsked({ card, to, from, question: card.moves[to] });
    return settle(card, from, to);
  };
  const carrier = useCarry({ targetAt: columnAt, onDrop: drop, onEnd: (card) => say(SAID.back, card) });
  const { carry } = carrier;
  const keys = useBoardKeys({ shelf, columns, folded, carrier });
  const settle = (card, from, to, reason = "") => {
    setAsked(null);
    keys.want({ id: card.id, column: to });
    change((old) => ({ ...old, columns: moved(old.columns, card, to) }));
    const text = { msgid: SAID.now, params: { name: nameOf(card.title, language), column: labelOf(to) } };
    setSaid(t.message(text));
    const back = ({ moves }) => (moves?.[from] === "" ? { column: from, reason: "" } : null);
    const stuck = ({ moves }) => (from in (moves ?? {}) ? SAID.asks : SAID.stuck);
    move({ id: card.id, by: data.by, column: to, version: card.version, reason }, { text, back, stuck }).then((done) => {
      if (!done) keys.want({ id: card.id, column: from });
    });
    return undefined;
  };
  useEffect(() => {
    if (carry?.target != null) say(carry.target in carry.item.moves || columnOf(carry.item.id) === carry.target ? SAID.held : SAID.no, carry.item, carry.target);
  }, [carry?.target]);
  const more = async (column) => {
    cards.current[column.value] = column.rows.length + FURTHER;
    const found = await further(column.value, cards.current[column.value]).catch(() => null);
    if (found) change((old) => ({ ...old, columns: old.columns.map((one) => (one.value === found.value ? found : one)) }));
  };

  if (!data) return error ? <ViewFailed error={error} reload={reload} /> : <div className="kb" aria-busy="true">{[0, 1, 2, 3].map((n) => <div key={n} className="kb-col"><span className="skel late" /></div>)}</div>;
  const slots = slotsOf(data.fields, [data.by, field?.key]);
  const late = latenessOf(data.plan, todayIn(timeZone));
  const sums = data.sums.map((key) => data.fields.find((one) => one.key === key)).filter(Boolean);
  const draw = (place) => ({ slots, late, place, tab: keys.tab, onKeyDown: keys.onKeyDown, onPointerDown: carrier.onPointerDown, onFocus: (column, row) => keys.setAt({ column, row }) });
  const adds = (column) => (data.adds.includes(column.value) ? `/r/${address.resource}/new${data.stepwise ? "" : `?${new URLSearchParams({ [data.by]: column.value })}`}` : "");
  const style = { gridTemplateColumns: columns.map((column) => (folded(column) ? "48px" : "minmax(232px, 1fr)")).join(" ") };
  return (
    <>
      <GroupBy by={by} value={data.by} icon="kanban" text={(name) => t("Columns by {name}", { name: t.noun(name) })} />
      <div className="scroll" ref={shelf}>
        <div className={`kb${carry ? " carrying" : ""}${field ? " heads" : ""}`} style={style}>
          {columns.map((column, place) => {
            if (folded(column)) return <FoldedColumn key={column.value} column={column} limit={limitOf(column)} carry={carry} onUnfold={() => fold(column)} />;
            const head = <BoardHead column={column} sums={sums} limit={limitOf(column)} addTo={adds(column)} onFold={() => fold(column)} onLimit={() => setLimited({ column, limit: limitOf(column) })} />;
            if (field) return <div key={column.value} className="kb-col">{head}</div>;
            return <BoardColumn key={column.value} column={column} carry={carry} drawn={draw(place)} addTo={adds(column)} onMore={() => more(column)}>{head}</BoardColumn>;
          })}
        </div>
        <BoardLanes lanes={lanes} columns={columns} folded={folded} style={style} field={field} draw={draw} carry={carry} />
        {field && columns.some((column) => column.more) ? <button type="button" className="add wide" onClick={() => columns.filter((column) => column.more).forEach(more)}>{t("Show more")}</button> : null}
        <PartialNote partial={data.partial} />
      </div>
      {carry && !carry.keys ? (
        <div className="kan drag" aria-hidden="true" style={placed(carry, t.rtl)}><CardFace card={carry.item} slots={slots} late={late(carry.item)} /></div>
      ) : null}
      <BoardReason asked={asked} name={asked ? nameOf(asked.card.title, language) : ""} column={asked ? labelOf(asked.to) : ""}
        onGive={(reason) => settle(asked.card, asked.from, asked.to, reason)} onClose={() => setAsked(null)} />
      <LimitDialog asked={limited} onGive={setLimit} onClose={() => setLimited(null)} />
      <div className="say">
        <span role="status">{said ? <b>{said}</b> : null}</span>
        <span className="grow" />
        {data.movable ? <KeyHints keys={[["Space", t("lift and drop")], ["← →", t("column")], ["↑ ↓", t("card")], ["Esc", t("put back")]]} /> : null}
      </div>
    </>
  );
}
