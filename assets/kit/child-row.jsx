import { memo } from "react";
import { Control } from "./field-input.jsx";
import { applies } from "./form-values.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/* A cell: the control of its field alone, named by its column and row for those who can't see them. */
function Cell({ field, name, value, turn, error, warning, place, off }) {
  const t = useT();
  const label = t.message(field.label);
  const aria = { "aria-label": t("{label}, row {n}", { label, n: place + 1 }), "aria-invalid": error ? true : undefined, "aria-describedby": error ? `${name}-err` : warning ? `${name}-warn` : undefined };
  return (
    <td className={["in", error && "bad", field.kind === "choice" && "ch"].filter(Boolean).join(" ")} data-l={label}>
      {off ? <span className="faint">–</span> : <Control key={turn} field={{ ...field, key: name }} value={value} bad={Boolean(error)} aria={aria} />}
    </td>
  );
}

/** One line of a child table, and under it what is wrong with its cells, or to be thought of. `cells` are what its inputs begin with. */
export const ChildRow = memo(function ChildRow({ table, rowKey, place, cells, turns, errors, warnings, hidden, locked, removable, onRemove, onGrip, onGripKey }) {
  const t = useT();
  const name = (field) => `${table.key}:${rowKey}:${field.key}`;
  const wrong = table.fields.filter((field) => errors[name(field)]);
  const warned = table.fields.filter((field) => warnings[name(field)] && !errors[name(field)]);
  return (
    <>
      <tr data-row={rowKey}>
        {table.ordered ? (
          <td className="grip">
            <button type="button" className="btn icon s ghost" aria-label={t("Move row {n}", { n: place + 1 })} onPointerDown={(event) => onGrip(event, rowKey)} onKeyDown={(event) => onGripKey(event, rowKey)}>
              <Icon name="grip-vertical" size="sm" />
            </button>
          </td>
        ) : null}
        {table.fields.map((field) => (
          <Cell key={field.key} field={locked ? { ...field, readonly: true } : field} name={name(field)} value={cells[name(field)]} turn={turns[name(field)] ?? 0}
            error={errors[name(field)]} warning={warnings[name(field)]} place={place} off={hidden.includes(field.key)} />
        ))}
        <td className="grip">
          {removable ? (
            <button type="button" className="btn icon s ghost" aria-label={t("Remove row {n}", { n: place + 1 })} onClick={() => onRemove(rowKey)}><Icon name="x" size="sm" /></button>
          ) : null}
        </td>
      </tr>
      {wrong.length ? (
        <tr className="er">
          {table.ordered ? <td /> : null}
          <td colSpan={table.fields.length + 1}>
            {wrong.map((field) => (
              <span className="err" key={field.key} id={`${name(field)}-err`}><Icon name="circle-alert" size="sm" /><span>{t.message(field.label)}: {t.message(errors[name(field)])}</span></span>
            ))}
          </td>
        </tr>
      ) : null}
      {warned.length ? (
        <tr className="er wr">
          {table.ordered ? <td /> : null}
          <td colSpan={table.fields.length + 1} role="status">
            {warned.map((field) => (
              <span className="warned" key={field.key} id={`${name(field)}-warn`}><Icon name="triangle-alert" size="sm" /><span>{t.message(field.label)}: {t.message(warnings[name(field)])}</span></span>
            ))}
          </td>
        </tr>
      ) : null}
    </>
  );
}, (a, b) => a.table === b.table && a.place === b.place && a.errors === b.errors && a.warnings === b.warnings && a.locked === b.locked && a.removable === b.removable
  && a.hidden.join() === b.hidden.join()
  && a.table.fields.every(({ key }) => {
    const name = `${a.table.key}:${a.rowKey}:${key}`;
    return a.cells[name] === b.cells[name] && a.turns[name] === b.turns[name];
  }));

/** The fields of a line that aren't asked for with what it holds. */
export function hiddenIn(table, rowKey, valueOf) {
  const fields = Object.fromEntries(table.fields.map((field) => [field.key, field]));
  return table.fields.filter((field) => !applies(field, fields, (key) => valueOf(`${table.key}:${rowKey}:${key}`))).map((field) => field.key);
}
