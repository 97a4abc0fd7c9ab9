import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

/** Money with its currency: the sign before the figure where a language does so, else the word after it. */
export function Money({ value, currency, bare = false }) {
  const format = useFormat();
  const t = useT();
  const figure = format.money(value, currency);
  if (!figure) return null;
  const { unit, sign } = format.currencyOf(currency);
  if (bare || !unit) return <span className="amt">{figure}</span>;
  if (sign && !format.persian) return <span className="amt">{figure.replace(/^([-\u2212\u200e]*)/, `$1${sign}`)}</span>;
  return <span className="amt">{figure}{"\u00a0"}<span className="unit">{t(unit)}</span></span>;
}

/** Grams, always three decimals. */
export function Weight({ value, bare = false }) {
  const format = useFormat();
  const t = useT();
  const figure = format.weight(value);
  if (!figure) return null;
  if (bare) return <span className="amt">{figure}</span>;
  return <span className="amt">{figure}{"\u00a0"}<span className="unit">{t("g")}</span></span>;
}
