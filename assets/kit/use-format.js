import { makeFormat } from "./format.js";
import { usePreferences } from "./store.js";

const made = new WeakMap();

/** The formatting of the reader, as a hook. */
export function useFormat() {
  const state = usePreferences();
  if (!made.has(state)) made.set(state, makeFormat(state));
  return made.get(state);
}
