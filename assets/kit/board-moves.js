/* What the board says and shows while a card goes from one column to another. */
import { mark } from "./mark.js";

export const SAID = {
  held: mark("{name} is held over “{column}”."), no: mark("{name} can't go to “{column}”."),
  back: mark("{name} is back in its place."), now: mark("{name} is now in “{column}”"),
  stuck: mark("No step leads back from here."), asks: mark("The way back asks for a reason: carry the card back yourself."),
};
export const KEYS = [
  { keys: "Space", label: mark("Lift the card, and drop it") },
  { keys: "← → ↑ ↓", label: mark("Walk the cards; carry the lifted one") },
  { keys: "↵", label: mark("Open the card") },
];

export const nameOf = (title, language) => (title && typeof title === "object" ? title[language] || Object.values(title)[0] : title) || "–";
export const columnAt = (x, y) => document.elementFromPoint(x, y)?.closest("[data-column]")?.dataset.column ?? null;

/** The columns as they are once a card lies in another one. */
export const moved = (columns, card, to) => columns.map((column) => {
  if (column.rows.some((one) => one.id === card.id)) return { ...column, count: column.count - 1, rows: column.rows.filter((one) => one.id !== card.id) };
  return column.value === to ? { ...column, count: column.count + 1, rows: [{ ...card, moves: {} }, ...column.rows] } : column;
});
