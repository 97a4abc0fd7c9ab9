import { karatOf } from "./format.js";
import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

/** The hallmark chip: fineness | karat in a chamfered punch, its base line tinted by karat. */
export function Hallmark({ fineness, solo = false }) {
  const format = useFormat();
  const t = useT();
  if (!fineness) return null;
  const karat = karatOf(fineness);
  return (
    <span className={`hm k${Math.round(karat)}${solo ? " solo" : ""}`}>
      <b>{format.number(fineness, { max: 1 })}</b>
      <i>{t("{karat}K", { karat })}</i>
    </span>
  );
}
