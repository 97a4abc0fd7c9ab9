/* The calendar that a reader does not count in, small beside theirs: Jalali for readers of English, and the reverse.
   In words it is written in the reader's own script; alone in a cell, a day has the figures of its own calendar. */
import { dateParts, makeFormat } from "./format.js";

export function otherCalendarOf(format) {
  const calendar = format.persian ? "gregory" : "persian";
  const { digits } = makeFormat({ language: format.persian ? "en" : "fa" });
  const months = new Intl.DateTimeFormat(`${format.persian ? "fa" : "en"}-u-ca-${calendar}-nu-latn`, { month: "long", timeZone: "UTC" });
  const month = (iso) => months.formatToParts(Date.parse(iso)).find((part) => part.type === "month").value;
  const year = (iso) => format.digits(dateParts(iso, calendar)[0]);
  return {
    language: format.persian ? "en" : "fa",
    day: (iso) => digits(dateParts(iso, calendar)[2]),
    longDate: (iso) => [format.digits(dateParts(iso, calendar)[2]), month(iso), year(iso)].join(" "),
    /** The months from one day to another: "Aban – Azar 1405". */
    months: (from, to) => {
      if (month(from) === month(to)) return `${month(to)} ${year(to)}`;
      return year(from) === year(to) ? `${month(from)} – ${month(to)} ${year(to)}` : `${month(from)} ${year(from)} – ${month(to)} ${year(to)}`;
    },
  };
}
