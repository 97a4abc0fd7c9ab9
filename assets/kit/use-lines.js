import { useRef } from "react";
import { flushSync } from "react-dom";
import { asText } from "./form-values.js";
import { newKey } from "./new-key.js";

const CELL = "input:not([type=hidden]), select, textarea, button[role=switch]";

/** The lines of one child table: which there are, in which order, and how keys and pointer change that. */
export function useLines(table, form) {
  const body = useRef(null);
  const text = asText(form.given[`${table.key}:order`]);
  const rows = text.split(" ").filter(Boolean);
  const live = useRef(rows);
  live.current = rows;
  const setRows = (next) => {
    form.setOrder(table.key, next);
    live.current = next;
  };
  const focus = (rowKey, column) => {
    const row = body.current?.querySelector(`tr[data-row="${CSS.escape(rowKey)}"]`);
    row?.querySelectorAll("td")[column]?.querySelector(CELL)?.focus();
  };
  const first = table.ordered ? 1 : 0;
  const add = (from, column = first) => {
    const rowKey = `new-${newKey()}`;
    const value = (field) => (from ? form.values[`${table.key}:${from}:${field.key}`] : field.default) ?? "";
    const label = (field) => (from ? form.labels[`${table.key}:${from}:${field.key}`] : null);
    const at = from ? live.current.indexOf(from) + 1 : live.current.length;
    flushSync(() => { // the next key already belongs to the new line
      form.begin(Object.fromEntries(table.fields.map((field) => [
        `${table.key}:${rowKey}:${field.key}`, label(field) && value(field) ? { id: value(field), label: label(field) } : value(field),
      ])));
      setRows([...live.current.slice(0, at), rowKey, ...live.current.slice(at)]);
    });
    focus(rowKey, column);
  };
  const move = (rowKey, to) => {
    const rest = live.current.filter((key) => key !== rowKey);
    const place = Math.max(0, Math.min(rest.length, to));
    setRows([...rest.slice(0, place), rowKey, ...rest.slice(place)]);
  };
  const walk = (event, step) => {
    const cell = event.target.closest("td");
    const rowKey = cell.parentNode.dataset.row;
    const column = [...cell.parentNode.children].indexOf(cell);
    const next = live.current[live.current.indexOf(rowKey) + step];
    event.preventDefault();
    if (next) focus(next, column);
    else if (step > 0 && event.key === "Enter" && table.verbs.create) add(null, column);
  };
  return {
    body, rows, text, add, remove: (rowKey) => setRows(live.current.filter((key) => key !== rowKey)),
    onKeyDown: (event) => {
      const cell = event.target.closest?.("td.in");
      if (!cell) return;
      const plain = event.target.matches("input:not([role=combobox])");
      if (event.key === "Enter" && !event.target.matches("textarea, button")) walk(event, event.shiftKey ? -1 : 1);
      else if (event.key === "ArrowDown" && plain && !event.altKey) walk(event, 1);
      else if (event.key === "ArrowUp" && plain) walk(event, -1);
      else if (event.ctrlKey && event.code === "KeyD" && table.verbs.create) {
        event.preventDefault();
        add(cell.parentNode.dataset.row, [...cell.parentNode.children].indexOf(cell));
      }
    },
    onGripKey: (event, rowKey) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!step) return;
      event.preventDefault();
      move(rowKey, live.current.indexOf(rowKey) + step);
      const grip = event.currentTarget;
      requestAnimationFrame(() => grip.focus());
    },
    onGrip: (event, rowKey) => {
      event.preventDefault();
      const grip = event.currentTarget;
      grip.focus();
      grip.setPointerCapture(event.pointerId);
      grip.onpointermove = (at) => {
        const lines = [...body.current.querySelectorAll("tr[data-row]")];
        const over = lines.findIndex((line) => at.clientY < line.getBoundingClientRect().bottom);
        const place = over < 0 ? lines.length - 1 : over;
        if (live.current[place] !== rowKey) move(rowKey, place);
      };
      grip.onpointerup = grip.onpointercancel = () => { grip.onpointermove = null; };
    },
  };
}
