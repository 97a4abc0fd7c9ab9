/* Keys of the page, the list that "?" shows, and what the palette offers of the page. Letters go by their place on the
   keyboard (`code`), so that a Persian layout works; text fields keep their letters. */
import { useEffect, useRef, useSyncExternalStore } from "react";
import { useNavigate } from "react-router";

const known = new Map();
const listeners = new Set();
let listed = [];

const told = () => {
  listed = [...known.values()].flat();
  listeners.forEach((listener) => listener());
};
const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const list = (mark, keys) => {
  known.set(mark, keys);
  told();
  return () => {
    known.delete(mark);
    told();
  };
};
const isTyping = (element) => element?.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], [role=textbox]");
const isOverlaid = () => document.querySelector("[role=dialog][data-state=open], [role=menu][data-state=open], [role=alertdialog][data-state=open]");

/** Whether a single letter is a key here, not a letter of a text or of an open menu. */
export const isFree = (element) => !isTyping(element) && !isOverlaid();

/** What is known at present: `[{keys, label, group, icon, run}]`. */
export const useKnownKeys = () => useSyncExternalStore(subscribe, () => listed, () => listed);

/** Name keys that a part handles by itself (`[{keys, label}]`), so that "?" shows them; `group` is "page", "rows", "everywhere" or "go". */
export function useListedKeys(group, keys) {
  const text = JSON.stringify(keys);
  useEffect(() => list({}, JSON.parse(text).map((key) => ({ ...key, group }))), [group, text]);
}

/** `keys` as shown, such as "N", "Ctrl S", "F8", "Ctrl ↵"; then what to do: `run`, or `to` an address, or `click` a
    selector. Without a `code` it is no key, only an act that the palette offers on this page. */
export function HotKey({ code = "", keys = "", label, icon = "", group = "page", ctrl = false, shift = false, anywhere = false, to, click, onPress }) {
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
    const unlist = list({}, [{ keys, label, icon, group, run: () => act.current() }]);
    const onKeyDown = (event) => {
      if (!code || event.code !== code || event.repeat || event.altKey) return;
      if (ctrl !== (event.ctrlKey || event.metaKey) || (shift && !event.shiftKey)) return;
      if (!ctrl && !/^F\d/.test(code) && isTyping(event.target)) return;
      if (!anywhere && isOverlaid()) return;
      event.preventDefault();
      act.current();
    };
    addEventListener("keydown", onKeyDown);
    return () => {
      removeEventListener("keydown", onKeyDown);
      unlist();
    };
  }, [code, keys, JSON.stringify(label), icon, group, ctrl, shift, anywhere]);
  return null;
}
