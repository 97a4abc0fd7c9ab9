/* Mentions stand in a comment as `@[id]`; people read and write `@Name`. Pure, so that it is tested under Node. */

const MARKED = /@\[([0-9a-f-]{36})\]/g;

/** A comment in parts: texts, and `{id}` for who is named. */
export function partsOf(body) {
  const parts = [];
  let at = 0;
  for (const found of body.matchAll(MARKED)) {
    if (found.index > at) parts.push(body.slice(at, found.index));
    parts.push({ id: found[1] });
    at = found.index + found[0].length;
  }
  if (at < body.length) parts.push(body.slice(at));
  return parts;
}

/** What people see while they write: names for marks. */
export const toNames = (body, nameOf) => partsOf(body).map((part) => (part.id ? `@${nameOf(part.id)}` : part)).join("");

/** What is sent: marks for the names of those who were picked, the longest names first. */
export function toMarks(text, picked) {
  const people = [...picked].sort((a, b) => b.name.length - a.name.length);
  return people.reduce((now, { id, name }) => now.replaceAll(`@${name}`, `@[${id}]`), text);
}

/** The name being typed before the caret after an `@`, or null. */
export function typedName(text, caret) {
  const found = /(?:^|[\s(«"،,])@([^\s@][^@\n]{0,30}|)$/u.exec(text.slice(0, caret));
  return found ? found[1] : null;
}
