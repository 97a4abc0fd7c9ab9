/* Exact arithmetic on decimal text. A float would lose the last rial of a large sale. */
const PLACES = 8;
const ONE = 10n ** BigInt(PLACES);

function units(text) {
  const [, sign, whole, part = ""] = String(text || "0").match(/^(-?)(\d*)\.?(\d*)$/) ?? [null, "", "0", ""];
  const value = BigInt(whole || "0") * ONE + BigInt(part.padEnd(PLACES, "0").slice(0, PLACES) || "0");
  return sign ? -value : value;
}

function text(value) {
  const size = value < 0n ? -value : value;
  const part = String(size % ONE).padStart(PLACES, "0").replace(/0+$/, "");
  return `${value < 0n ? "-" : ""}${size / ONE}${part ? `.${part}` : ""}`;
}

export const add = (...amounts) => text(amounts.reduce((sum, amount) => sum + units(amount), 0n));
export const subtract = (a, b) => text(units(a) - units(b));
export const negate = (a) => text(-units(a));
/** Below, at or above zero when `a` is less than, equal to or more than `b`. */
export const compare = (a, b) => (units(a) < units(b) ? -1 : Number(units(a) > units(b)));
export const isPositive = (a) => units(a) > 0n;
export const larger = (a, b) => (compare(a, b) >= 0 ? a : b);
export const smaller = (a, b) => (compare(a, b) <= 0 ? a : b);
