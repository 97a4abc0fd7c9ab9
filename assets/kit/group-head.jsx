import { isFigure } from "./columns.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const DAYS = new Set(["date", "datetime"]);
const ADDED = new Set(["money", "weight"]);

/* The sum of a column in a group; a dash where there is none, which says why. */
function Sum({ column, sums }) {
  const t = useT();
  const value = sums[column.key];
  if (value != null) return <Value value={value} kind={column.kind} currency={column.currency} bare empty="" />;
  if (!ADDED.has(column.kind)) return null;
  const why = column.key in sums ? t("Amounts in several currencies have no sum") : t("This column is not added up");
  return <span className="faint" title={why}>–<span className="sr">{why}</span></span>;
}

/** What a group is called: by its choice, its reference, its month, yes or no. `column` is the field that parts the list. */
export function GroupName({ group, column }) {
  const t = useT();
  const format = useFormat();
  const { value, title } = group;
  if (column.kind === "bool" && value != null) return `${t.message(column.label)}: ${value ? t("Yes") : t("No")}`;
  if (value == null) return <span className="faint">{t("Without {name}", { name: t.message(column.label) })}</span>;
  if (DAYS.has(column.kind)) return format.monthAndYear(value);
  const choice = column.choices?.find((one) => one.value === value);
  return choice ? t.message(choice.label) : <Value value={title ?? value} kind="text" bare />;
}

/** The head of a group: press it to close or open; its count, and its sums under their columns. */
export function GroupHead({ group, column, columns, selection, closed, onToggle }) {
  const t = useT();
  const format = useFormat();
  const first = columns.findIndex((one) => one.key in (group.sums ?? {}));
  const span = (first < 0 ? columns.length : Math.max(first, 1)) + (selection ? 1 : 0);
  const rest = first < 0 ? [] : columns.slice(Math.max(first, 1));
  return (
    <tr className="grp">
      <th scope="rowgroup" colSpan={span}>
        <button type="button" className="grp-b" aria-expanded={!closed} onClick={onToggle}>
          <Icon name={closed ? "chevron-right" : "chevron-down"} />
          <GroupName group={group} column={column} />
          {group.count == null ? null : <span className="count" aria-label={t("{n} rows", { n: group.count })}>{format.integer(group.count)}</span>}
        </button>
      </th>
      {rest.map((one) => (
        <td key={one.key} className={isFigure(one) ? "n" : undefined}>
          <Sum column={one} sums={group.sums} />
        </td>
      ))}
    </tr>
  );
}
