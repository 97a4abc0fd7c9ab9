import { Link } from "react-router";
import { slotsOf } from "./columns.js";
import { useT } from "./i18n.js";
import { Jewel } from "./jewel.jsx";
import { Pick } from "./pick.jsx";
import { Value } from "./value.jsx";

/** The rows of a list on a narrow screen: two lines each. */
export function TableLines({ columns, rows, selection, caption, walk }) {
  const t = useT();
  const slots = slotsOf(columns);
  const picture = columns.find((c) => c.thumb)?.thumb ?? columns.find((c) => c.kind === "picture")?.key;
  const sub = columns.find((c) => c.sub)?.sub;
  const drawn = (row, column, bare = false, empty = "") =>
    column ? <Value value={row[column.key]} kind={column.kind} choices={column.choices} currency={row.currency ?? column.currency} bare={bare} empty={empty} quiet /> : null;
  return (
    <ul className="m-rows" aria-label={caption} ref={walk.body} onKeyDown={walk.onKeyDown} onClick={walk.onClick}>
      {rows.map((row, index) => (
        <li key={row.id} data-row={index} className={selection?.chosen.includes(row.id) ? "sel" : undefined}>
          {selection ? <Pick checked={selection.chosen.includes(row.id)} onChange={() => selection.toggle(row.id)} label={t("Select this row")} /> : null}
          {picture ? <Jewel picture={row[picture]} fineness={row.fineness} size="l" /> : null}
          <div className="m-t">
            <p>{row.href ? <Link to={row.href}>{drawn(row, slots.title, true, "–")}</Link> : drawn(row, slots.title, true, "–")}</p>
            <p className="row g1 faint sm">
              {drawn(row, slots.chip)}
              {sub && row[sub] ? <bdi className="code" dir="ltr">{row[sub]}</bdi> : drawn(row, slots.note, true)}
            </p>
          </div>
          <div className="end">
            <p className="strong">{drawn(row, slots.end)}</p>
            <p className="faint sm">{drawn(row, slots.under)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
