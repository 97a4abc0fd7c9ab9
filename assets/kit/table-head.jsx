import { headOf, isFigure } from "./columns.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Pick } from "./pick.jsx";
import { useFormat } from "./use-format.js";

const ARIA = { asc: "ascending", desc: "descending" };

function Head({ column, sort, direction, onSort }) {
  const t = useT();
  const format = useFormat();
  const sorted = sort === column.key;
  const classes = [isFigure(column) && "n", sorted && "sorted"].filter(Boolean).join(" ");
  const label = headOf(column, t, format);
  const style = column.width ? { inlineSize: column.width } : undefined;
  if (!column.sortable || !onSort) return <th scope="col" className={classes} style={style}>{label}</th>;
  return (
    <th scope="col" className={classes} style={style} aria-sort={sorted ? ARIA[direction] : undefined}>
      <button type="button" className="th-b" onClick={() => onSort(column.key)}>
        {label}
        {sorted ? <Icon name={direction === "desc" ? "arrow-down" : "arrow-up"} size="sm" /> : null}
      </button>
    </th>
  );
}

/** The head of a table: choose all, then one head for each column. */
export function TableHead({ columns, selection, ...sorting }) {
  const t = useT();
  return (
    <thead>
      <tr>
        {selection ? (
          <th className="pick" scope="col">
            <Pick checked={selection.all} mixed={selection.some} onChange={selection.toggleAll} label={t("Select all rows on this page")} />
          </th>
        ) : null}
        {columns.map((column) => <Head key={column.key} column={column} {...sorting} />)}
      </tr>
    </thead>
  );
}
