/* Keys of the page, and the list that "?" shows. Letters go by their place on the keyboard (`code`), so that a Persian
   layout works; text fields keep their letters. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";

const known = new Map();
const listeners = new Set();
let listed = [];

const told = () => {
  listed = [...known.values()];
  listeners.forEach((listener) => listener());
};
const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useKnownKeys = () => useSyncExternalStore(subscribe, () => listed, () => listed);

const isTyping = (element) => element?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]");
const isOverlaid = () => document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open]");

/** `keys` as shown, such as "N", "Ctrl S", "F8", "Ctrl ↵"; then what to do: `run`, or `to` an address, or `click` a selector. */
export function HotKey({ code, keys, label, ctrl = false, shift = false, anywhere = false, to, click, onPress }) {
  const navigate = useNavigate();
  const act = useRef(null);
  act.current = () => {
    if (to) navigate(to);
    else if (click) {
      const target = document.querySelector(click);
      if (target?.matches("input, textarea, select")) target.focus();
      else target?.click();
    }
    else onPress?.();
  };
  useEffect(() => {
    const mark = {};
    known.set(mark, { keys, label });
    told();
    const onKeyDown = (event) => {
      if (event.code !== code || event.repeat || event.altKey) return;
      if (ctrl !== (event.ctrlKey || event.metaKey) || (shift && !event.shiftKey)) return;
      if (!ctrl && !/^F\d/.test(code) && isTyping(event.target)) return;
      if (!anywhere && isOverlaid()) return;
      event.preventDefault();
      act.current();
    };
    addEventListener("keydown", onKeyDown);
    return () => {
      removeEventListener("keydown", onKeyDown);
      known.delete(mark);
      told();
    };
  }, [code, keys, JSON.stringify(label), ctrl, shift, anywhere]);
  return null;
}
