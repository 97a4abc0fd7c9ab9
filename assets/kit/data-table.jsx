import { Fragment, useEffect } from "react";
import { putParam } from "./address.js";
import { isFigure } from "./columns.js";
import { GroupHead } from "./group-head.jsx";
import { useListedKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { mark } from "./mark.js";
import { SelectionBar } from "./selection-bar.jsx";
import { TableHead } from "./table-head.jsx";
import { TableLines } from "./table-lines.jsx";
import { TableRow } from "./table-row.jsx";
import { useAddress } from "./use-address.js";
import { useCells } from "./use-cells.js";
import { useGroups } from "./use-groups.js";
import { useNarrow } from "./use-narrow.js";
import { useOrder } from "./use-order.js";
import { useRows } from "./use-rows.js";
import { useScrollable } from "./use-scrollable.js";
import { useSelection } from "./use-selection.js";
import { Value } from "./value.jsx";

const MOVE = [{ keys: "Alt ← →", label: mark("Move the column, in its head") }];
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

/** Rows and columns as the server describes them, as one table: sorted heads, groups, chosen rows, cells that can be
    typed in, all of it by keyboard. `of` names the list that the rows are of: while the address names another one,
    its rows are on their way. */
export function DataTable({
  columns = [], rows = [], hidden = [], caption, sort, direction = "asc", totals, of, selectable = false,
  selected, opened = "", narrow = "lines", groups = [], group, widths, density, params, cleared = 0, acts = [], count = 0, over = false, answer,
  onSort, onSelect, onOpen, onPeek, onWiden, onArrange, onEdit, onAct, children,
}) {
  const { resource } = useAddress();
  const loading = of !== undefined && of !== resource;
  const [shown, move] = useOrder(columns.filter((column) => !hidden.includes(column.key)), group?.key, onArrange);
  const parted = useGroups(rows, groups, group);
  const selection = useSelection({ rows: parted.visible, selected, list: JSON.stringify(params ?? ""), cleared, onSelect });
  const chosen = selectable ? selection : null;
  const cells = useCells({ onEdit, answer });
  const walk = useRows({ rows: parted.visible, onOpen, onPeek, opened, selection: chosen });
  const small = useNarrow();
  useListedKeys("rows", move && !small ? MOVE : []);
  const scroller = useScrollable();
  const widen = onWiden && ((key, width) => onWiden({ ...Object.fromEntries(Object.entries(widths ?? {}).filter(([one]) => one !== key)), ...(width ? { [key]: width } : {}) }));
  useEffect(() => {
    if (onPeek && !loading) putParam("peek", opened);
  }, [opened, loading]);

  if (!loading && !rows.length) return children ?? null;
  const bar = chosen ? <SelectionBar selection={chosen} acts={acts} count={count} over={over} params={params} onAct={onAct} /> : null;
  if (small && narrow === "lines" && !loading) {
    return (
      <>
        <TableLines columns={shown} parted={parted} group={group} selection={chosen} caption={caption} walk={walk} />
        {bar}
      </>
    );
  }
  let index = -1;
  return (
    <>
      <div className="tbl-w" ref={scroller} aria-busy={loading} data-density={density || undefined}>
        <table className="tbl" aria-label={caption} data-cards={narrow === "cards" ? "" : undefined}>
          <TableHead columns={shown} selection={chosen} sort={sort} direction={direction} widths={widths} onSort={onSort} onWiden={widen} onMove={move} />
          <tbody ref={walk.body} onKeyDown={walk.onKeyDown} onClick={walk.onClick}>
            {loading ? <Skeleton columns={shown} selection={chosen} /> : parted.parts.map((part) => {
              const closed = parted.closed.includes(part.name);
              return (
                <Fragment key={part.name ?? ""}>
                  {part.group ? <GroupHead group={part.group} column={group} columns={shown} selection={chosen} closed={closed} onToggle={() => parted.toggle(part.name)} /> : null}
                  {closed ? null : part.rows.map((row) => {
                    index += 1;
                    const place = index;
                    return (
                      <TableRow key={row.id} row={row} index={place} columns={shown} selection={chosen} active={place === walk.at} cells={cells}
                        opened={opened === row.id} onFocus={() => walk.setActive(place)} />
                    );
                  })}
                </Fragment>
              );
            })}
          </tbody>
          {totals && Object.keys(totals).length ? <Totals columns={shown} totals={totals} selection={chosen} /> : null}
        </table>
      </div>
      {bar}
    </>
  );
}
