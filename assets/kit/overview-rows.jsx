import { Link } from "react-router";
import { useT } from "./i18n.js";
import { Value } from "./value.jsx";

/** The first rows of a list, their titles leading to the records. */
export function OverviewRows({ card }) {
  const t = useT();
  if (!card.rows.length) return <p className="card-b faint">{card.empty ? t.message(card.empty) : t("Nothing here")}</p>;
  return (
    <div className="tbl-w">
      <table className="tbl" data-cards="">
        <caption className="sr">{t.message(card.label)}</caption>
        <thead>
          <tr>
            <th scope="col">{t(card.label_one)}</th>
            {card.columns.map((column) => <th key={column.key} scope="col" className={column.align === "end" ? "n" : undefined}>{t(column.label)}</th>)}
          </tr>
        </thead>
        <tbody>
          {card.rows.map((row) => (
            <tr key={row.id}>
              <td><Link className="row-a" to={row.href}><Value value={row.title} kind="text" /></Link></td>
              {card.columns.map((column) => (
                <td key={column.key} className={column.align === "end" ? "n" : undefined} data-l={t(column.label)}>
                  <Value value={row[column.key]} kind={column.kind} choices={column.choices} currency={row.currency} quiet />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
