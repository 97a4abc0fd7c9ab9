import { Link } from "react-router";
import { CardFace } from "./card.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

const MOST = 200;

/** Whether a card may go anywhere. */
export const liftable = (card) => Object.keys(card.moves).length > 0;

/** The cards of one column, or those of it in one lane, and what may be dropped here. `children` is the column's head;
    a lane's cells have none. */
export function BoardColumn({ column, cards = column.rows, carry, drawn, addTo, onMore, children }) {
  const t = useT();
  const label = t.message(column.label);
  const own = carry && column.rows.some((card) => card.id === carry.item.id);
  const open = carry && !own && column.value in carry.item.moves;
  const { slots, late, tab, place, onKeyDown, onPointerDown, onFocus } = drawn;
  const Box = children ? "section" : "div"; // a cell of a lane is no landmark of its own
  const many = column.more && column.rows.length < MOST;
  return (
    <Box className={`kb-col${carry && !own && !open ? " shut" : ""}`} data-column={column.value} role={children ? undefined : "group"} aria-label={label}>
      {children}
      {open && carry.target === column.value ? <div className="kan-drop"><span>{t("Let go: it moves to “{column}”", { column: label })}</span></div> : null}
      <ul>
        {cards.map((card) => {
          const row = column.rows.indexOf(card);
          return (
            <li key={card.id} data-card={card.id} tabIndex={place === tab.column && row === tab.row ? 0 : -1}
              className={`kan${liftable(card) ? " lifts" : ""}${carry?.item.id === card.id ? (carry.keys ? " held" : " from") : ""}`}
              onKeyDown={onKeyDown(card, place, row)} onFocus={(event) => event.target === event.currentTarget && onFocus(place, row)}
              onPointerDown={liftable(card) ? onPointerDown(card) : undefined}>
              <CardFace card={card} slots={slots} late={late(card)} />
            </li>
          );
        })}
      </ul>
      {onMore && many ? <button type="button" className="add" onClick={onMore}><Icon name="chevron-down" size="sm" />{t("Show more")}</button> : null}
      {addTo ? <Link className="add" to={addTo}><Icon name="plus" size="sm" />{t("Add")}</Link> : null}
      {children && !cards.length && !carry && !addTo ? <p className="none">{t("Nothing here")}</p> : null}
    </Box>
  );
}
