import { isFigure } from "./columns.js";
import { useT } from "./i18n.js";
import { TableHead } from "./table-head.jsx";
import { TableLines } from "./table-lines.jsx";
import { TableRow } from "./table-row.jsx";
import { useNarrow } from "./use-narrow.js";
import { useRows } from "./use-rows.js";
import { useScrollable } from "./use-scrollable.js";
import { useSelection } from "./use-selection.js";
import { Value } from "./value.jsx";

const WIDTHS = [120, 96, 138, 88, 110, 130];

function Skeleton({ columns, selection }) {
  return WIDTHS.map((width, k) => (
    <tr key={k}>
      {selection ? <td className="pick"><span className="skel box-s" /></td> : null}
      {columns.map((column, place) => (
        <td key={column.key} className={isFigure(column) ? "n" : undefined}>
          <span className="skel late" style={{ inlineSize: place ? width / 2 : width }} />
        </td>
      ))}
    </tr>
  ));
}

function Totals({ columns, totals, selection }) {
  const t = useT();
  return (
    <tfoot>
      <tr className="tot">
        {selection ? <td /> : null}
        {columns.map((column, place) => (
          <td key={column.key} className={isFigure(column) ? "n" : undefined}>
            {column.key in totals ? <Value value={totals[column.key]} kind={column.kind} currency={column.currency} bare />
              : place === 0 ? t("Total") : null}
          </td>
        ))}
      </tr>
    </tfoot>
  );
}

/** Rows and columns as the server describes them, as one table: sorted heads, chosen rows, all of it by keyboard. */
export function DataTable({
  columns = [], rows = [], hidden = [], caption, sort, direction = "asc", totals, loading = false, selectable = false,
  selected, opened, narrow = "lines", onSort, onSelect, onOpen, onPeek, children,
}) {
  const shown = columns.filter((column) => !hidden.includes(column.key));
  const selection = useSelection(rows, selected, onSelect);
  const chosen = selectable ? selection : null;
  const walk = useRows({ rows, onOpen, onPeek, toggle: chosen?.toggle });
  const small = useNarrow();
  const scroller = useScrollable();
  const blank = loading && !rows.length;

  if (!loading && !rows.length) return children ?? null;
  if (small && narrow === "lines" && !blank) return <TableLines columns={shown} rows={rows} selection={chosen} caption={caption} walk={walk} />;
  return (
    <div className="tbl-w" ref={scroller} aria-busy={loading}>
      <table className="tbl" aria-label={caption} data-cards={narrow === "cards" ? "" : undefined}>
        <TableHead columns={shown} selection={chosen} sort={sort} direction={direction} onSort={onSort} />
        <tbody ref={walk.body} onKeyDown={walk.onKeyDown} onClick={walk.onClick}>
          {blank ? <Skeleton columns={shown} selection={chosen} /> : rows.map((row, index) => (
            <TableRow key={row.id} row={row} index={index} columns={shown} selection={chosen} active={index === walk.at}
              opened={opened === row.id} onFocus={() => walk.setActive(index)} />
          ))}
        </tbody>
        {totals && Object.keys(totals).length ? <Totals columns={shown} totals={totals} selection={chosen} /> : null}
      </table>
    </div>
  );
}
