/* Days and months of a calendar: pure, ISO in and out. */
import { dateParts, isoOf } from "./format.js";

export const DAY = 864e5;
export const addDays = (iso, days) => new Date(Date.parse(iso) + days * DAY).toISOString().slice(0, 10);
export const daysBetween = (from, to) => Math.round((Date.parse(to) - Date.parse(from)) / DAY);
export const todayIn = (timeZone) => new Intl.DateTimeFormat("en-CA", timeZone ? { timeZone } : {}).format(new Date());
/** Saturday for readers of Persian and for shops that count in Jalali, Monday for others: as `Date` numbers weekdays. */
export const firstWeekdayOf = (format, state) => (format.persian || state.calendar === "jalali" ? 6 : 1);

/** The same day of another month, or that month's last day. */
export function addMonths(iso, months, calendar) {
  const [year, month, day] = dateParts(iso, calendar);
  const index = year * 12 + month - 1 + months;
  for (let d = day; d > 27; d -= 1) {
    const found = isoOf(Math.floor(index / 12), (index % 12) + 1, d, calendar);
    if (found) return found;
  }
  return isoOf(Math.floor(index / 12), (index % 12) + 1, Math.min(day, 28), calendar);
}

export function monthStart(iso, calendar) {
  const [year, month] = dateParts(iso, calendar);
  return isoOf(year, month, 1, calendar);
}

export const weekStart = (iso, firstWeekday) => addDays(iso, -((new Date(iso).getUTCDay() - firstWeekday + 7) % 7));

/** The weeks of the month a day is in, whole ones: seven ISO days each. */
export function weeksOfMonth(iso, calendar, firstWeekday) {
  const first = monthStart(iso, calendar);
  const start = weekStart(first, firstWeekday);
  const weeks = Math.ceil(daysBetween(start, addMonths(first, 1, calendar)) / 7);
  return Array.from({ length: weeks }, (_, w) => Array.from({ length: 7 }, (_, d) => addDays(start, w * 7 + d)));
}
