/* The conditions of a list as a tree: `{word: "and" | "or", parts: […]}`, a part again a group, or `{text, …}`. A
   place in it is the list of indexes that lead there. All of it is plain and pure. */

export const MAX_DEPTH = 3;

export const isGroup = (part) => Array.isArray(part?.parts);

const at = (tree, place) => place.reduce((part, index) => part.parts[index], tree);

function changed(tree, place, change) {
  if (!place.length) return change(tree);
  const [index, ...rest] = place;
  return { ...tree, parts: tree.parts.map((part, k) => (k === index ? changed(part, rest, change) : part)) };
}

/** With another part at the end of the group at `place`. */
export const added = (tree, place, part) => changed(tree, place, (group) => ({ ...group, parts: [...group.parts, part] }));

/** With another part in the place of one. */
export const replaced = (tree, place, part) => changed(tree, place, () => part);

/** Without a part; a group that is left empty goes too. */
export function removed(tree, place) {
  const above = place.slice(0, -1);
  const next = changed(tree, above, (group) => ({ ...group, parts: group.parts.filter((_part, k) => k !== place.at(-1)) }));
  return above.length && !at(next, above).parts.length ? removed(next, above) : next;
}

/** "and" becomes "or" and back. Of all conditions, "or" makes a group of them. */
export function turned(tree, place) {
  if (!place.length) return { word: "and", parts: [{ word: "or", parts: tree.parts }] };
  return changed(tree, place, (group) => ({ ...group, word: group.word === "and" ? "or" : "and" }));
}

/** As the server takes it: `["and", "field=value", ["or", …]]`. */
export const written = (tree) => [tree.word, ...tree.parts.map((part) => (isGroup(part) ? written(part) : part.text))];

/** A condition as text: `field=value`, `field.operator=value`. */
export const textOf = (field, op, raw) => `${field}${op === "eq" ? "" : `.${op}`}=${raw}`;

/** The value of a condition from what its form holds; "" when nothing was given. */
export function rawOf(op, form) {
  const value = String(form.get("value") ?? "").trim();
  if (op === "is_empty") return "1";
  if (op === "in") return form.getAll("value").flatMap((one) => String(one).split(/[,،]/)).map((one) => one.trim()).filter(Boolean).join(",");
  if (op !== "between") return value;
  const end = String(form.get("end") ?? "").trim();
  return value || end ? `${value}..${end}` : "";
}
