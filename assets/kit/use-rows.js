import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { useListedKeys } from "./hot-keys.jsx";
import { mark } from "./mark.js";
import { usePeekKeys } from "./use-peek-keys.js";

const MOVES = { ArrowDown: 1, KeyJ: 1, ArrowUp: -1, KeyK: -1 };

const WALK = [{ keys: "J K ↑ ↓", label: mark("Walk the rows") }, { keys: "↵", label: mark("Open the row") }];
const PEEK = { keys: "Space", label: mark("Look at the row beside the list") };
const SELECT = [{ keys: "X", label: mark("Select the row") }, { keys: "Shift ↑ ↓", label: mark("Select several rows") }];

/* From a row to the pens of its cells and back, in the direction of reading. */
function toCell(event, row) {
  const pens = [...row.querySelectorAll(".pen")];
  const forward = (event.code === "ArrowRight") !== (getComputedStyle(row).direction === "rtl");
  const next = pens.indexOf(event.target) + (forward ? 1 : -1);
  if (next >= pens.length) return;
  (pens[next] ?? row).focus();
}

/* On the head of a group: forward opens it, back closes it. */
function toggleGroup(event) {
  const forward = (event.code === "ArrowRight") !== (getComputedStyle(event.target).direction === "rtl");
  if (forward !== (event.target.getAttribute("aria-expanded") === "true")) event.target.click();
}

/** Walking rows by keyboard: J K ↑ ↓ Home End, Enter opens, Space peeks (or selects), X selects, Shift more; ← → reach
    the cells that can be typed in, and close and open a group in its head. While a record is peeked at (`opened`), the peek follows. */
export function useRows({ rows, onOpen, onPeek, opened = "", selection }) {
  const [active, setActive] = useState(0);
  const body = useRef(null);
  const navigate = useNavigate();
  const at = Math.min(active, Math.max(0, rows.length - 1));

  useListedKeys("rows", rows.length ? [...WALK, ...(onPeek ? [PEEK] : []), ...(selection ? SELECT : [])] : []);
  const open = (row) => {
    if (onOpen) onOpen(row.id);
    else if (row.href) navigate(row.href);
  };
  const go = (index) => {
    const next = Math.max(0, Math.min(rows.length - 1, index));
    setActive(next);
    const element = body.current?.querySelectorAll("[data-row]")[next];
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "nearest" });
    if (opened && onPeek && rows[next] && rows[next].id !== opened) onPeek(rows[next].id);
  };
  /* To the next row or head of a group. */
  const walk = (event, by) => {
    const stops = [...body.current.querySelectorAll("[data-row], .grp-b")];
    const here = stops.indexOf(event.target.closest("[data-row], .grp-b"));
    const next = stops[here + by];
    if (here < 0) go(at + by);
    else if (next?.matches(".grp-b")) next.focus();
    else if (next) go(Number(next.dataset.row));
  };
  const onKeyDown = (event) => {
    if (event.target.closest("input, select, textarea, [contenteditable]") && event.target.type !== "checkbox") return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const row = rows[at];
    const head = event.target.matches(".grp-b");
    if (head && (event.code === "Space" || event.code === "Enter" || event.code === "KeyX")) return;
    if (event.code in MOVES && event.shiftKey && selection && rows[at]) {
      if (!selection.has(row.id)) selection.toggle(row.id);
      const next = rows[at + MOVES[event.code]];
      if (next) selection.toggle(next.id, true);
      go(at + MOVES[event.code]);
    } else if (event.code in MOVES) walk(event, MOVES[event.code]);
    else if (head && event.code.startsWith("Arrow")) toggleGroup(event);
    else if (event.code === "ArrowRight" || event.code === "ArrowLeft") toCell(event, event.target.closest("[data-row]") ?? event.currentTarget);
    else if (event.code === "Escape" && event.target.matches(".pen")) event.target.closest("[data-row]").focus();
    else if (event.code === "Escape" && opened && onPeek) onPeek(opened);
    else if (event.code === "Escape" && selection?.some) selection.clear();
    else if (event.code === "Home") go(0);
    else if (event.code === "End") go(rows.length - 1);
    else if (event.code === "Enter" && event.target.hasAttribute("data-row")) open(row);
    else if (event.code === "Space" && event.target.hasAttribute("data-row") && (onPeek || selection)) (onPeek ? onPeek(row.id) : selection.toggle(row.id));
    else if (event.code === "KeyX" && selection) selection.toggle(row.id, event.shiftKey);
    else return;
    event.preventDefault();
  };
  usePeekKeys({ rows, at, opened, onPeek, go, open, setActive });
  useEffect(() => {
    const enter = (event) => {
      if (document.activeElement !== document.body || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.code !== "KeyJ" && event.code !== "KeyK") return;
      if (body.current?.contains(document.querySelector("[data-row]"))) go(at); // the first table of the page
    };
    addEventListener("keydown", enter);
    return () => removeEventListener("keydown", enter);
  });
  const onClick = (event) => {
    const element = event.target.closest("[data-row]");
    if (!element || event.target.closest("a, button, input, label") || String(getSelection())) return;
    const index = Number(element.dataset.row);
    setActive(index);
    open(rows[index]);
  };
  return { at, go, setActive, body, onKeyDown, onClick };
}
