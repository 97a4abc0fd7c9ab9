import { useEffect, useRef } from "react";
import { Control } from "./field-input.jsx";
import { headOf } from "./columns.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";

const plain = (value) => (value && typeof value === "object" ? value.id ?? "" : value == null ? "" : String(value));
const AT_ONCE = new Set(["choice", "boolean"]);

/** One cell being typed in: Enter keeps it, Esc gives it up, leaving it keeps what has changed. */
export function CellEditor({ row, column, cells }) {
  const t = useT();
  const format = useFormat();
  const box = useRef(null);
  const value = useRef(plain(row[column.key]));
  const done = useRef(false);
  useEffect(() => {
    const input = box.current?.querySelector("input:not([type=hidden]), select, textarea, button");
    input?.focus();
    input?.select?.();
  }, []);
  useEffect(() => {
    if (cells.error) {
      done.current = false;
      box.current?.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
    }
  }, [cells.error]);
  const keep = () => {
    if (done.current) return;
    if (value.current === plain(row[column.key])) return cells.close();
    done.current = true;
    cells.save(row, column, value.current);
  };
  const change = (next) => {
    value.current = String(next ?? "");
    if (AT_ONCE.has(column.edit.kind)) keep();
  };
  const onKeyDown = (event) => {
    event.stopPropagation();
    if (event.key === "Escape") cells.close();
    else if (event.key === "Enter" && !event.shiftKey) keep();
    else return;
    event.preventDefault();
  };
  const onBlur = (event) => {
    if (box.current?.contains(event.relatedTarget) || event.relatedTarget?.closest?.(".datepick")) return;
    if (!event.relatedTarget && box.current?.querySelector("[aria-expanded=true]")) return;
    if (!cells.error) keep();
  };
  const aria = { "aria-label": headOf(column, t, format), "aria-invalid": cells.error ? true : undefined };
  return (
    <div className="cell-in" ref={box} onKeyDown={onKeyDown} onBlur={onBlur} aria-busy={cells.busy}>
      <Control field={{ ...column.edit, autofocus: true }} value={row[column.key]} bad={Boolean(cells.error)} aria={aria} onChange={change} />
      {cells.error ? <span className="err cell-err" role="alert"><Icon name="circle-alert" size="sm" /><span>{t.message(cells.error)}</span></span> : null}
    </div>
  );
}
