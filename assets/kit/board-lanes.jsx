import { useState } from "react";
import { BoardColumn } from "./board-column.jsx";
import { Avatar } from "./card.jsx";
import { GroupName } from "./group-head.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";

/** The lanes of a board, one below the other under the same columns: those of a person, a choice, a month. The columns
    stand in the order of the lanes already; what is further down a column comes when more of it is read. */
export function BoardLanes({ lanes, columns, folded, style, field, draw, carry }) {
  const t = useT();
  const format = useFormat();
  const [closed, setClosed] = useState([]);
  const toggle = (key) => setClosed(closed.includes(key) ? closed.filter((one) => one !== key) : [...closed, key]);
  return lanes.map((lane) => {
    const open = !closed.includes(lane.key);
    const mine = new Set(lane.cards.map((card) => card.id));
    return (
      <section key={lane.key} className="lane-w">
        <h2 className="lane">
          <button type="button" className="grp-b" aria-expanded={open} onClick={() => toggle(lane.key)}>
            <Icon name={open ? "chevron-down" : "chevron-right"} size="sm" />
            {field.person && lane.title ? <Avatar name={lane.title} language={t.language} /> : null}
            <GroupName group={lane} column={field} />
            <span className="count" aria-label={t("{n} cards", { n: lane.cards.length })}>{format.integer(lane.cards.length)}</span>
          </button>
        </h2>
        {open ? (
          <div className="kb cells" style={style}>
            {columns.map((column, place) => (folded(column)
              ? <div key={column.value} className="kb-col folded" data-column={column.value} />
              : <BoardColumn key={column.value} column={column} cards={column.rows.filter((card) => mine.has(card.id))} carry={carry} drawn={draw(place)} />
            ))}
          </div>
        ) : null}
      </section>
    );
  });
}
