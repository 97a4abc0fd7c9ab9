import { Fragment } from "react";
import { Link } from "react-router";
import { slotsOf } from "./columns.js";
import { GroupName } from "./group-head.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";
import { Pick } from "./pick.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

/** The rows of a list on a narrow screen: two lines each, and a third where there is something to warn of. */
export function TableLines({ columns, parted, group, selection, caption, walk }) {
  const t = useT();
  const format = useFormat();
  const slots = slotsOf(columns);
  const picture = columns.find((c) => c.thumb)?.thumb ?? columns.find((c) => c.kind === "picture")?.key;
  const sub = columns.find((c) => c.sub)?.sub;
  const drawn = (row, column, bare = false, empty = "") =>
    column ? <Value value={row[column.key]} kind={column.kind} choices={column.choices} currency={row.currency ?? column.currency} bare={bare} empty={empty} quiet /> : null;
  const warnings = columns.filter((column) => column.kind === "warning");
  const summed = [slots.end, slots.under].find((column) => column && column.key in (parted.parts[0]?.group?.sums ?? {}));
  const line = (row, index) => (
        <li key={row.id} data-row={index} className={selection?.has(row.id) ? "sel" : undefined}>
          {selection ? <Pick checked={selection.has(row.id)} onChange={() => selection.toggle(row.id)} label={t("Select this row")} /> : null}
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
          {warnings.map((column) => (row[column.key] ? <p key={column.key} className="m-w">{drawn(row, column)}</p> : null))}
        </li>
  );
  let index = -1;
  return (
    <ul className="m-rows" aria-label={caption} ref={walk.body} onKeyDown={walk.onKeyDown} onClick={walk.onClick}>
      {parted.parts.map((part) => (
        <Fragment key={part.name ?? ""}>
          {part.group ? (
            <li className="g">
              <button type="button" className="grp-b" aria-expanded={!parted.closed.includes(part.name)} onClick={() => parted.toggle(part.name)}>
                <Icon name={parted.closed.includes(part.name) ? "chevron-right" : "chevron-down"} />
                <GroupName group={part.group} column={group} />
                {part.group.count == null ? null : <span className="count">{format.integer(part.group.count)}</span>}
              </button>
              {summed && part.group.sums ? <span>{drawn(part.group.sums, summed)}</span> : null}
            </li>
          ) : null}
          {parted.closed.includes(part.name) ? null : part.rows.map((row) => line(row, (index += 1)))}
        </Fragment>
      ))}
    </ul>
  );
}
