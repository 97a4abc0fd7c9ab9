import { useLayoutEffect, useRef } from "react";

const isTyping = (element) => Boolean(element?.closest?.("input, textarea, select, [contenteditable]"));
const isOverlaid = () => document.querySelector("[role=dialog][data-state=open]");
const nameOf = (event) => [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.code].filter(Boolean).join(" ");

/** Keys of the till: `{F3: run, "Alt ArrowUp": run, …}`. A key goes by its place, so that any layout works. What is
    typed while no field has the focus goes to `onText`, which gives the focus to the field for codes: a scanner types. */
export function useKeys(keys, onText) {
  const now = useRef({});
  now.current = { keys, onText };
  useLayoutEffect(() => {
    const onKeyDown = (event) => {
      if (isOverlaid()) return;
      const run = now.current.keys[nameOf(event)] ?? now.current.keys[event.key];
      const empty = !isTyping(event.target) || (event.target.dataset.find !== undefined && !event.target.value);
      if (run && (/^(F\d|Alt|Ctrl)/.test(nameOf(event)) || empty)) {
        event.preventDefault();
        if (!event.repeat || event.altKey) run();
      } else if (!isTyping(event.target) && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.altKey && !event.metaKey) {
        now.current.onText();
      }
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
}
