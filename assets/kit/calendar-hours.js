/* The hours that days of a calendar show. Pure. */
const FIRST = 9;
const LAST = 18;

/** The hours of a working day, and all that lie before or after it where one of `taken` does. */
export function hoursOf(taken) {
  const from = Math.min(FIRST, ...taken);
  const to = Math.max(LAST, ...taken);
  return Array.from({ length: to - from + 1 }, (_, n) => from + n);
}
