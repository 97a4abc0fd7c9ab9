/* Translating: pure, so that it runs under Node in tests as it runs in the browser. */
import { makeFormat } from "./format.js";

const LATIN = /[A-Za-z]/;
const AMOUNT = /^-?(0|[1-9]\d{0,11})(\.\d+)?$/;

/** `index` of the plural form that gettext's rule for this language names. */
const pluralIndex = (language, n) => (language === "fa" ? Number(n > 1) : Number(n !== 1));

/** A name kept in several languages, in this one, else in any it has. */
export const nameOf = (value, language) =>
  value && typeof value === "object" ? value[language] || Object.values(value).find(Boolean) || "" : String(value ?? "");

/** Build `t` for a state of preferences `{language, catalogue, numerals …}`. */
export function makeTranslator(state) {
  const { language, catalogue } = state;
  const format = makeFormat(state);

  // Text that runs the other way is isolated, or bidi would move the words around it.
  const shown = (value) => {
    if (value && typeof value === "object") return message(value);
    if (typeof value === "number" || AMOUNT.test(value)) return format.number(value);
    const text = String(value ?? "");
    return language === "fa" && LATIN.test(text) ? `\u2068${text}\u2069` : text;
  };
  const fill = (text, params) =>
    params ? text.replace(/\{(\w+)\}/g, (whole, name) => (name in params ? shown(params[name]) : whole)) : text;
  const found = (msgid) => {
    const text = catalogue?.[msgid];
    return Array.isArray(text) ? text[0] : text || msgid;
  };

  /** The text in the reader's language, `{name}` filled from `params`. */
  function t(msgid, params) {
    return fill(found(msgid ?? ""), params);
  }
  /** One text for one, another for many: `params.n` decides and is shown as `{n}`. */
  t.plural = (one, many, params) => {
    const forms = catalogue?.[one];
    const index = pluralIndex(language, Number(params.n));
    return fill(Array.isArray(forms) ? forms[Math.min(index, forms.length - 1)] : [one, many][Number(params.n) !== 1 ? 1 : 0], params);
  };
  /** What the server sent to be translated here: a msgid, or `{msgid, params}`. */
  function message(value) {
    if (value == null) return "";
    const { msgid, params } = typeof value === "object" ? value : { msgid: String(value) };
    return t(msgid, params);
  }
  t.message = message;
  /** A label inside a sentence: English writes it small there, unless it is an acronym. */
  t.noun = (value) => {
    const text = message(value);
    return language === "en" && /^[A-Z][a-z]/.test(text) ? text[0].toLowerCase() + text.slice(1) : text;
  };
  t.named = (value) => nameOf(value, language);
  t.language = language;
  t.rtl = language === "fa";
  return t;
}
