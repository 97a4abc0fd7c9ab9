import { useEffect, useRef } from "react";
import { isFree } from "./hot-keys.jsx";

const STEPS = { ArrowDown: 1, ArrowUp: -1 };
const PRESSED = "a, button";

/** Keys while a record is looked at beside the list and the focus is in there, or nowhere: ↑ ↓ walk on, Enter opens, Esc
    closes. The walk goes on from the record that is looked at, and when it closes the focus is on its row again. */
export function usePeekKeys({ rows, at, opened, onPeek, go, open, setActive }) {
  const last = useRef("");
  const place = rows.findIndex((row) => row.id === opened);
  useEffect(() => {
    const was = last.current;
    last.current = opened;
    if (!onPeek) return;
    if (place >= 0 && place !== at) setActive(place);
    if (was && !opened && document.activeElement === document.body) go(Math.max(0, rows.findIndex((row) => row.id === was)));
  }, [opened]);
  useEffect(() => {
    if (!opened || !onPeek) return undefined;
    const onKeyDown = (event) => {
      const { target } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || !isFree(target)) return;
      if (target !== document.body && !target.closest?.(".peek")) return;
      const next = place + (STEPS[event.key] ?? 0);
      if (event.key === "Escape") onPeek(opened);
      else if (event.key === "Enter" && place >= 0 && !target.closest(PRESSED)) open(rows[place]);
      else if (STEPS[event.key] && rows[next]) onPeek(rows[next].id);
      else if (!STEPS[event.key]) return;
      event.preventDefault();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });
}
