import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** The columns of a file beside the fields they fill: `columns` is `[{number, head, samples, target}]`, `targets`
    `[{key, label, required}]`. `onMatch` gets the column's number and the field's key, empty for none. */
export function MappingTable({ columns = [], targets = [], disabled = false, caption, onMatch }) {
  const t = useT();
  const taken = new Set(columns.map((column) => column.target).filter(Boolean));
  return (
    <div className="tbl-w">
      <table className="tbl map-t" aria-label={caption} data-cards="">
        <thead>
          <tr><th>{t("Column in the file")}</th><th>{t("First values")}</th><th>{t("Field")}</th></tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.number}>
              <td data-l={t("Column in the file")} className="medium"><bdi>{column.head || "–"}</bdi></td>
              <td data-l={t("First values")} className="faint"><bdi>{column.samples.filter(Boolean).join(t(", ")) || "–"}</bdi></td>
              <td data-l={t("Field")}>
                <div className={`input sel-i s${column.target ? "" : " none"}`}>
                  <select value={column.target} disabled={disabled} aria-label={t("Field for the column {name}", { name: column.head })}
                    onChange={(event) => onMatch?.(String(column.number), event.target.value)}>
                    <option value="">{t("Leave out")}</option>
                    {targets.map((target) => (
                      <option key={target.key} value={target.key}>
                        {t.message(target.label)}{target.required ? " *" : ""}{taken.has(target.key) && target.key !== column.target ? " ✓" : ""}
                      </option>
                    ))}
                  </select>
                  <Icon name="chevron-down" />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
