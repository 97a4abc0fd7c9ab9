import { useEffect, useRef } from "react";
import { ChildRow, hiddenIn } from "./child-row.jsx";
import { sumOf } from "./form-values.js";
import { useListedKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { mark } from "./mark.js";
import { useLines } from "./use-lines.js";
import { Value } from "./value.jsx";

const KEYS = [
  { keys: "Enter", label: mark("Next row of a table in a form, or a new one") },
  { keys: "↑↓", label: mark("Rows of a table in a form") },
  { keys: "Ctrl D", label: mark("Copy the row") },
];
const FIGURES = new Set(["number", "integer", "money", "weight", "percent", "fineness"]);

/** Records that are part of the one in the form, a row each: typed in, added, removed and put in order in place. */
export function ChildTable({ table, form, errors, warnings = {} }) {
  const t = useT();
  const lines = useLines(table, form);
  const order = useRef(null);
  useListedKeys("page", KEYS);
  useEffect(() => { order.current?.dispatchEvent(new Event("change", { bubbles: true })); }, [lines.text]);
  const isNew = (rowKey) => rowKey.startsWith("new-");
  const total = (key) => sumOf(lines.rows.map((rowKey) => form.valueOf(`${table.key}:${rowKey}:${key}`)));
  const { create, update, delete: removing } = table.verbs;
  return (
    <div className="lines">
      <input type="hidden" name={`${table.key}:order`} value={lines.text} ref={order} />
      <table className="tbl" data-cards="">
        <thead>
          <tr>
            {table.ordered ? <th><span className="sr">{t("Order")}</span></th> : null}
            {table.fields.map((field) => (
              <th key={field.key} className={FIGURES.has(field.kind) ? "n" : undefined}>{t.message(field.label)}{field.required ? <span className="req" aria-hidden="true"> *</span> : null}</th>
            ))}
            <th><span className="sr">{t("Remove")}</span></th>
          </tr>
        </thead>
        <tbody ref={lines.body} onKeyDown={lines.onKeyDown}>
          {lines.rows.map((rowKey, place) => (
            <ChildRow key={rowKey} table={table} rowKey={rowKey} place={place} cells={form.given} turns={form.turns} errors={errors} warnings={warnings} hidden={hiddenIn(table, rowKey, form.valueOf)}
              locked={!isNew(rowKey) && !update} removable={isNew(rowKey) || removing} onRemove={lines.remove} onGrip={lines.onGrip} onGripKey={lines.onGripKey} />
          ))}
          {lines.rows.length ? (
            <tr className="tot">
              {table.ordered ? <td /> : null}
              {table.fields.map((field, n) => (
                <td key={field.key} className={FIGURES.has(field.kind) ? "n" : undefined}>
                  {table.totals.includes(field.key) ? <Value value={total(field.key)} kind={field.kind} bare />
                    : n === 0 ? t.plural("{n} row", "{n} rows", { n: lines.rows.length }) : null}
                </td>
              ))}
              <td />
            </tr>
          ) : null}
        </tbody>
      </table>
      {table.unshown ? <p className="faint sm">{t.plural("{n} further row stands in its own list", "{n} further rows stand in their own list", { n: table.unshown })}</p> : null}
      {create ? (
        <div className="add">
          <button type="button" className="btn s ghost" onClick={() => lines.add()}><Icon name="plus" />{t("Add {what}", { what: t.noun(table.label_one) })}</button>
          <span className="faint sm hide-s"><kbd>{"Enter"}</kbd> {t("next row")} · <kbd>{"Ctrl D"}</kbd> {t("copy the row")}</span>
        </div>
      ) : null}
    </div>
  );
}
