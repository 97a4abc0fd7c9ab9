import { Link } from "react-router";
import { CellEditor } from "./cell-editor.jsx";
import { headOf, isFigure } from "./columns.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";
import { Pick } from "./pick.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

/** A cell's value; the title's cell carries the row's link, its picture and its code. */
export function Cell({ row, column, link }) {
  const value = (
    <Value value={row[column.key]} kind={column.kind} choices={column.choices} currency={row.currency ?? column.currency}
      href={column.href_key ? row[column.href_key] : undefined} fineness={row.fineness} bare={isFigure(column) || link} quiet />
  );
  if (!link) return value;
  const picture = column.thumb ? row[column.thumb] : null;
  const sub = column.sub ? row[column.sub] : null;
  return (
    <div className="cell-i">
      {picture ? <Jewel picture={picture} fineness={row.fineness} /> : null}
      {row.href ? <Link className="row-a" to={row.href}>{value}</Link> : value}
      {sub ? <bdi className="code" dir="ltr">{sub}</bdi> : null}
    </div>
  );
}

/* A cell that can be typed in: → from the row comes to its pen, Enter or a press opens it. */
function EditCell({ row, column, link, cells, head }) {
  const t = useT();
  if (cells.isOpen(row, column)) return <CellEditor row={row} column={column} cells={cells} />;
  return (
    <div className="cell-e">
      <Cell row={row} column={column} link={link} />
      <button type="button" className="pen" tabIndex={-1} aria-label={t("Change {name}", { name: head })} onClick={(event) => cells.start(row, column, event.currentTarget)}>
        <Icon name="pencil" size="sm" />
      </button>
    </div>
  );
}

/** One row of a table. */
export function TableRow({ row, index, columns, active, opened, selection, cells, onFocus }) {
  const t = useT();
  const format = useFormat();
  const chosen = selection?.has(row.id) ?? false;
  const classes = [chosen && "sel", opened && "open", row.tone, row.href && "can-open"].filter(Boolean).join(" ");
  return (
    <tr data-row={index} tabIndex={active ? 0 : -1} className={classes} aria-selected={selection ? chosen : undefined} onFocus={onFocus}>
      {selection ? (
        <td className="pick">
          <Pick checked={chosen} onChange={(event) => selection.toggle(row.id, event.nativeEvent.shiftKey)} label={t("Select this row")} />
        </td>
      ) : null}
      {columns.map((column, place) => {
        const head = headOf(column, t, format);
        const typed = cells && column.edit;
        const names = [isFigure(column) && "n", column.strong && "strong", column.wrap && "wrap", typed && cells.isOpen(row, column) && "edit"];
        return (
          <td key={column.key} className={names.filter(Boolean).join(" ")} data-l={head}>
            {typed ? <EditCell row={row} column={column} link={place === 0} cells={cells} head={head} /> : <Cell row={row} column={column} link={place === 0} />}
          </td>
        );
      })}
    </tr>
  );
}
