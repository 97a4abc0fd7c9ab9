/* Texts, looked up in the browser: the catalogue of the language is one small module, loaded when it is in use. */
import { makeTranslator } from "./texts.js";
import { usePreferences, preferences } from "./store.js";

const made = new WeakMap();

function translatorOf(state) {
  if (!made.has(state)) made.set(state, makeTranslator(state));
  return made.get(state);
}

/** A hook that gives `t(msgid, params)`, with `t.plural(one, many, params)` and `t.message(value)`. */
export const useT = () => translatorOf(usePreferences());

/** The same outside a component, for what happens at a click. */
export const currentT = () => translatorOf(preferences());
