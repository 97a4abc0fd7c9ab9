/* Cards parted by the field that the address names: the lanes of a board, the groups of a timeline. Pure. */
import { monthStart } from "./days.js";
import { nameOf } from "./texts.js";

const DAYS = ["date", "datetime"];

/* What a card is parted by: `{value, title}`, as the head of a group takes it. */
function partOf(card, field, calendar) {
  const value = card.values[field.key];
  if (value == null || value === "") return { value: null };
  if (typeof value === "object") return { value: value.id, title: value.label };
  return { value: DAYS.includes(field.kind) ? monthStart(value.slice(0, 10), calendar) : value };
}

/** `[{key, value, title, cards}]`: choices in their own order, others by name; those without a value last. */
export function partsOf(cards, field, { calendar, language }) {
  const found = new Map();
  cards.forEach((card) => {
    const part = partOf(card, field, calendar);
    const key = String(part.value);
    if (!found.has(key)) found.set(key, { key, ...part, cards: [] });
    found.get(key).cards.push(card);
  });
  const choices = (field.choices ?? []).map((choice) => choice.value);
  const place = (part) => (part.value == null ? Infinity : choices.indexOf(part.value));
  const name = (part) => String(nameOf(part.title ?? part.value, language) ?? "");
  return [...found.values()].sort((a, b) => place(a) - place(b) || name(a).localeCompare(name(b), language));
}
