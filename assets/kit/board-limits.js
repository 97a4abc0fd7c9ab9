/* How many cards a column of a board should hold, as the address has it: `active:3,on_hold:2`. Pure. */
const nameOf = (value) => value || "-";

/** The limits by the values of their columns; what can't be read is none. */
export function limitsOf(text) {
  const pairs = text.split(",").map((part) => [part.slice(0, part.lastIndexOf(":")), Number(part.slice(part.lastIndexOf(":") + 1))]);
  const known = new Map(pairs.filter(([name, n]) => name && Number.isInteger(n) && n > 0));
  return { of: (value) => known.get(nameOf(value)) ?? 0, known };
}

/** The limits as the address has them with another one for a column, or without it where `n` is 0. */
export function withLimit(text, value, n) {
  const { known } = limitsOf(text);
  if (n > 0) known.set(nameOf(value), n);
  else known.delete(nameOf(value));
  return [...known].map(([name, most]) => `${name}:${most}`).join(",");
}
