import { CardFace } from "./card.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const DOTS = { ok: "ok", no: "no", inf: "inf", info: "inf", wrn: "wrn", warn: "wrn", pos: "ok", neg: "no" };

/** Whether a card may go anywhere. */
export const liftable = (card) => Object.keys(card.moves).length > 0;

function Head({ column, sums }) {
  const t = useT();
  const format = useFormat();
  const count = format.integer(column.count);
  const shown = sums.filter((field) => column.sums[field.key] != null);
  return (
    <div className="kb-h">
      <h2>
        <span className={`badge dot ${DOTS[column.tone] ?? ""}`} aria-hidden="true" />
        <span>{t.message(column.label)}</span>
        <span className="n">{column.over ? t("over {n}", { n: column.count }) : count}</span>
      </h2>
      {shown.length ? (
        <div className="g">
          {shown.map((field) => <span key={field.key} title={t.message(field.label)}><Value value={column.sums[field.key]} kind={field.kind} currency={field.currency} /></span>)}
        </div>
      ) : null}
    </div>
  );
}

/** One column of a board: its head, its cards, what may be dropped here, and further cards. */
export function BoardColumn({ column, sums, slots, carry, place, tab, onMore, onKeyDown, onPointerDown, onFocus }) {
  const t = useT();
  const label = t.message(column.label);
  const own = carry && column.rows.some((card) => card.id === carry.item.id);
  const open = carry && !own && column.value in carry.item.moves;
  return (
    <section className={`kb-col${carry && !own && !open ? " shut" : ""}`} data-column={column.value} aria-label={label}>
      <Head column={column} sums={sums} />
      {open && carry.target === column.value ? <div className="kan-drop"><span>{t("Let go: it moves to “{column}”", { column: label })}</span></div> : null}
      <ul>
        {column.rows.map((card, row) => (
          <li key={card.id} data-card={card.id} tabIndex={place === tab.column && row === tab.row ? 0 : -1}
            className={`kan${liftable(card) ? " lifts" : ""}${carry?.item.id === card.id ? (carry.keys ? " held" : " from") : ""}`}
            onKeyDown={onKeyDown(card, place, row)} onFocus={(event) => event.target === event.currentTarget && onFocus(row)}
            onPointerDown={liftable(card) ? onPointerDown(card) : undefined}>
            <CardFace card={card} slots={slots} />
          </li>
        ))}
      </ul>
      {column.more && column.rows.length < 200 ? <button type="button" className="add" onClick={onMore}><Icon name="chevron-down" size="sm" />{t("Show more")}</button> : null}
      {!column.rows.length && !carry ? <p className="none">{t("Nothing here")}</p> : null}
    </section>
  );
}
