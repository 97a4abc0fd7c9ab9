/* Toasts that begin in the browser (a failed POST, a copied id); those of the server come as a list of the session. */
import { useSyncExternalStore } from "react";

let toasts = [];
let number = 0;
const listeners = new Set();
const put = (next) => {
  toasts = next;
  listeners.forEach((listener) => listener());
};

/** `{kind: "ok" | "error" | "info", text, detail, action, run}`; text as a msgid or `{msgid, params}`; `run` is what `action` does. */
export const pushToast = (toast) => put([...toasts, { id: `here-${(number += 1)}`, kind: "ok", ...toast }]);
export const dropToast = (id) => put(toasts.filter((toast) => toast.id !== id));

const EMPTY = [];
export const useLocalToasts = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
    () => EMPTY,
  );
