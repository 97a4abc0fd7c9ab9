import { useT } from "./i18n.js";

/* A key as a label reads: "fine_grams" is "Fine grams". */
const labelOf = (key) => (key.charAt(0).toUpperCase() + key.slice(1)).replace(/[_-]+/g, " ");

/** What a program keeps as JSON, as people read it: a list of names and values, lists parted by commas. */
export function JsonValue({ value }) {
  const t = useT();
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return value ? t("Yes") : t("No");
  if (Array.isArray(value)) return value.map((one, k) => <span key={k}>{k ? t(", ") : ""}<JsonValue value={one} /></span>);
  if (typeof value !== "object") return <bdi>{String(value)}</bdi>;
  const entries = Object.entries(value);
  return entries.length ? (
    <dl className="json">
      {entries.map(([key, one]) => <div key={key}><dt>{t.message(labelOf(key))}</dt><dd><JsonValue value={one} /></dd></div>)}
    </dl>
  ) : "–";
}
