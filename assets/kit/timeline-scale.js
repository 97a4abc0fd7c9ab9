/* The scale of a timeline: the steps it is divided into at each zoom, in the reader's calendar. Pure. */
import { addDays, addMonths, daysBetween, monthStart, weekStart } from "./days.js";
import { dateParts } from "./format.js";

const STEPS = { day: 21, week: 10, month: 12, quarter: 8, year: 5 };
const DAYS = { day: 1, week: 7 };
const MONTHS = { month: 1, quarter: 3, year: 12 };

/** `{edges, from, to, at, days}`: the first days of the steps and of what follows; `at(iso)` is a day's place in percent. */
export function scaleOf(on, zoom, calendar, firstWeekday) {
  const count = STEPS[zoom] ?? STEPS.week;
  const begin = beginOf(on, zoom, calendar, firstWeekday);
  const next = (n) => (zoom in MONTHS ? addMonths(begin, n * MONTHS[zoom], calendar) : addDays(begin, DAYS[zoom] * n));
  const edges = Array.from({ length: count + 1 }, (_, n) => next(n));
  const days = daysBetween(edges[0], edges[count]);
  return { edges, from: edges[0], to: addDays(edges[count], -1), days, at: (iso) => (daysBetween(edges[0], iso) / days) * 100 };
}

function beginOf(on, zoom, calendar, firstWeekday) {
  if (zoom in DAYS) return zoom === "day" ? on : weekStart(on, firstWeekday);
  const first = monthStart(on, calendar);
  return addMonths(first, -((dateParts(first, calendar)[1] - 1) % MONTHS[zoom]), calendar);
}

/** A day some steps later or earlier. */
export function shifted(on, zoom, steps, calendar) {
  return zoom in MONTHS ? addMonths(on, steps * MONTHS[zoom], calendar) : addDays(on, DAYS[zoom] * steps);
}
