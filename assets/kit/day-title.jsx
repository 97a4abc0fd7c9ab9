import { useFormat } from "./use-format.js";

/** The day in words, weekday first: "Saturday, 21 November 2026", «شنبه ۳۰ آبان ۱۴۰۵». */
export function DayTitle({ day }) {
  const format = useFormat();
  if (!day) return null;
  return <time dateTime={day}>{format.weekday(day)}{format.persian ? " " : ", "}{format.longDate(day)}</time>;
}

/** The name of a weekday alone. */
export function Weekday({ day }) {
  const format = useFormat();
  return day ? format.weekday(day) : null;
}
