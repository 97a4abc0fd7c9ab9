import { useT } from "./i18n.js";
import { mark } from "./mark.js";
import { useFormat } from "./use-format.js";

/** The choices of a closed set with their counts in their labels, where they are known. */
export function withCounts(choices, counted) {
  if (!choices || !counted || counted.over) return choices;
  const counts = Object.fromEntries(counted.counts.map((one) => [one.value, one.count]));
  return choices.map((choice) => ({
    ...choice,
    label: { msgid: mark("{choice} ({n})"), params: { choice: typeof choice.label === "string" ? { msgid: choice.label, params: {} } : choice.label, n: counts[choice.value] ?? 0 } },
  }));
}

/** The records that most rows refer to, each with how many; one is chosen by pressing it. */
export function Facets({ counted, without = [], onPick }) {
  const t = useT();
  const format = useFormat();
  if (!counted) return null;
  if (counted.over) return <p className="faint sm">{t("The list is too long to be counted; find one by typing.")}</p>;
  const shown = counted.counts.filter((one) => !without.includes(one.value));
  if (!shown.length) return null;
  return (
    <div className="row g1 wrap facets" role="group" aria-label={t("Most frequent")}>
      {shown.map((one) => (
        <button type="button" className="btn s" key={one.value} onClick={() => onPick({ value: one.value, label: t.named(one.title) })}>
          <bdi>{t.named(one.title)}</bdi>
          <span className="faint">{format.integer(one.count)}</span>
        </button>
      ))}
    </div>
  );
}
