import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

/* A key as a label reads: "fine_grams" is "Fine grams". */
const labelOf = (key) => (key.charAt(0).toUpperCase() + key.slice(1)).replace(/[_-]+/g, " ");
const FIGURE = /^\d+(\.\d+)?$/;

/* A code such as "half-up:1", its words as the choices have them; any other text as it is. */
function Words({ text, choices }) {
  const t = useT();
  const format = useFormat();
  const wordOf = (word) => choices.find((choice) => choice.value === word);
  const words = text.split(":");
  if (!words.some(wordOf)) return <bdi>{text}</bdi>;
  return words.map((word) => (wordOf(word) ? t.message(wordOf(word).label) : FIGURE.test(word) ? format.number(word) : word)).join(" ");
}

/** What a program keeps as JSON, as people read it: a list of names and values, lists parted by commas. `choices` are
    the words of its keys and codes. */
export function JsonValue({ value, choices = [] }) {
  const t = useT();
  if (value === null || value === "") return "–";
  if (typeof value === "boolean") return value ? t("Yes") : t("No");
  if (Array.isArray(value)) return value.map((one, k) => <span key={k}>{k ? t(", ") : ""}<JsonValue value={one} choices={choices} /></span>);
  if (typeof value !== "object") return <Words text={String(value)} choices={choices} />;
  const entries = Object.entries(value);
  const nameOf = (key) => choices.find((choice) => choice.value === key)?.label ?? labelOf(key);
  return entries.length ? (
    <dl className="json">
      {entries.map(([key, one]) => <div key={key}><dt>{t.message(nameOf(key))}</dt><dd><JsonValue value={one} choices={choices} /></dd></div>)}
    </dl>
  ) : "–";
}
