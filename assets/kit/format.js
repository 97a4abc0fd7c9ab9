/* Values as the reader writes them. Pure, and the same as the server's formatting (a test holds both equal).
   Amounts arrive as decimal text and stay text: Intl formats it exactly, a float would not. */

import { mark } from "./mark.js";

export const CURRENCIES = {
  IRR: { digits: 0, unit: mark("rial") },
  IRT: { digits: 0, unit: mark("toman") },
  USD: { digits: 2, unit: mark("dollar"), sign: "$" },
  EUR: { digits: 2, unit: mark("euro"), sign: "€" },
  AED: { digits: 2, unit: mark("dirham") },
  INR: { digits: 2, unit: mark("rupee"), sign: "₹" },
  TRY: { digits: 2, unit: mark("lira"), sign: "₺" },
  IQD: { digits: 0, unit: mark("dinar") },
};

const PERSIAN = "۰۱۲۳۴۵۶۷۸۹";
const KARATS = { 999.9: 24, 999: 24, 995: 24, 916: 22, 900: 21.6, 875: 21, 750: 18, 705: 17, 585: 14, 375: 9 };
const cache = new Map();

function intl(kind, locale, options) {
  const key = kind.name + locale + JSON.stringify(options);
  if (!cache.has(key)) cache.set(key, new kind(locale, options));
  return cache.get(key);
}

/** Karat of a fineness in parts per thousand: the usual name, else computed (750 → 18). */
export const karatOf = (fineness) => KARATS[Number(fineness)] ?? Math.round((Number(fineness) * 24) / 100) / 10;

/** Persian and Arabic digits and separators become Latin ones. */
export const toLatin = (text) =>
  String(text ?? "")
    .replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x06f0))
    .replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x0660))
    .replace(/٫/g, ".")
    .replace(/[٬،]/g, ",")
    .replace(/[−–]/g, "-");

/** What a person typed as a canonical decimal text; "" when empty, null when it is no number. */
export function parseNumber(text) {
  const plain = toLatin(text).replace(/[\s,\u200e\u200f\u00a0]/g, "").replace(/^([-+]?\d+)\/(\d+)$/, "$1.$2");
  if (plain === "") return "";
  if (!/^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain)) return null;
  const [, sign, whole, part = ""] = plain.match(/^([-+]?)(\d*)\.?(\d*)$/);
  return `${sign === "-" ? "-" : ""}${whole.replace(/^0+(?=\d)/, "") || "0"}${part ? `.${part}` : ""}`;
}

/** Year, month and day of an ISO date in a calendar. */
export function dateParts(iso, calendar) {
  const format = intl(Intl.DateTimeFormat, `en-u-ca-${calendar}-nu-latn`, {
    timeZone: "UTC", year: "numeric", month: "numeric", day: "numeric",
  });
  const part = Object.fromEntries(format.formatToParts(Date.parse(`${iso}T00:00:00Z`)).map((p) => [p.type, p.value]));
  return [part.year ?? part.relatedYear, part.month, part.day].map((v) => parseInt(v, 10));
}

/** The ISO date of a day in a calendar, or null where that calendar has no such day. */
export function isoOf(year, month, day, calendar) {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= 31)) return null;
  const inYear = calendar === "persian" ? (month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30) + day - 1 : 0;
  const guess = calendar === "persian" ? Date.UTC(year + 621, 2, 20) + inYear * 864e5 : Date.UTC(year, month - 1, day);
  for (const shift of [0, 1, 2, -1]) {
    const iso = new Date(guess + shift * 864e5).toISOString().slice(0, 10);
    if (dateParts(iso, calendar).join() === [year, month, day].join()) return iso;
  }
  return null;
}

/** The formatting of a reader: `{language, numerals, timeZone, currency}`. */
export function makeFormat({ language = "en", numerals = "auto", timeZone = "", currency = "" } = {}) {
  const persian = language === "fa";
  const persianDigits = numerals === "persian" || (numerals !== "latin" && persian);
  const digitSystem = persianDigits ? "arabext" : "latn";
  const locale = `${persian ? "fa-IR" : "en-US"}-u-nu-${digitSystem}`;
  const calendar = persian ? "persian" : "gregory";
  const dates = `${persian ? "fa-IR" : "en-GB"}-u-ca-${calendar}-nu-${digitSystem}`;
  const zone = timeZone || undefined;
  const minus = persian ? "\u200e\u2212" : "\u2212"; // kept before its number when the line runs from the right

  const digits = (text) => (persianDigits ? String(text).replace(/\d/g, (d) => PERSIAN[d]) : String(text));
  const number = (value, { min = 0, max = 6, sign = "negative" } = {}) => {
    if (value === "" || value == null || Number.isNaN(Number(value))) return "";
    return intl(Intl.NumberFormat, locale, {
      minimumFractionDigits: min, maximumFractionDigits: Math.max(min, max), signDisplay: sign, roundingMode: "halfEven",
    }).format(value).replace(/^\u200e?[-\u2212]\u200e?/, minus);
  };
  const dated = (iso, options) => intl(Intl.DateTimeFormat, dates, { timeZone: "UTC", ...options }).format(Date.parse(`${iso}T00:00:00Z`));
  const part = (iso, options, type) =>
    intl(Intl.DateTimeFormat, dates, { timeZone: "UTC", ...options }).formatToParts(Date.parse(`${iso}T00:00:00Z`)).find((p) => p.type === type)?.value;
  const dayOf = (moment) =>
    intl(Intl.DateTimeFormat, "en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(new Date(moment));

  const date = (iso) =>
    !iso ? "" : dated(String(iso).slice(0, 10), persian
      ? { year: "numeric", month: "2-digit", day: "2-digit" }
      : { day: "2-digit", month: "short", year: "numeric" });
  const longDate = (iso) =>
    !iso ? "" : [part(iso, { day: "numeric" }, "day"), part(iso, { month: "long" }, "month"), digits(dateParts(iso, calendar)[0])].join(" ");
  const time = (moment) => {
    if (!moment) return "";
    if (/^\d\d:\d\d/.test(moment)) return digits(String(moment).slice(0, 5));
    return digits(intl(Intl.DateTimeFormat, "en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" }).format(new Date(moment)));
  };

  return {
    language, persian, calendar, digits, number, date, longDate, time,
    integer: (value) => number(value, { max: 0 }),
    weight: (value) => number(value, { min: 3, max: 3 }),
    percent: (value) => (number(value, { max: 2 }) ? number(value, { max: 2 }) + (persianDigits ? "٪" : "%") : ""),
    /** The figure alone; its unit is `currencyOf(code).unit`, to be translated. */
    money: (value, code = currency) => number(value, { min: CURRENCIES[code]?.digits ?? 0, max: CURRENCIES[code]?.digits ?? 2 }),
    currencyOf: (code = currency) => CURRENCIES[code || currency] ?? { digits: 2, unit: code || currency },
    datetime: (moment) => (moment ? `${date(dayOf(moment))} ${time(moment)}` : ""),
    dayOf,
    dayAndMonth: (iso) => [part(iso, { day: "numeric" }, "day"), part(iso, { month: persian ? "long" : "short" }, "month")].join(" "),
    monthAndYear: (iso) => [part(iso, { month: "long" }, "month"), digits(dateParts(iso, calendar)[0])].join(" "),
    weekday: (iso, width = "long") => dated(iso, { weekday: width }),
    phone: (value) => digits(String(value ?? "").replace(/^(0\d{3})(\d{3})(\d{4})$/, "$1 $2 $3")),
    /** What a number field shows while it is not being typed in: grouped, all decimals kept. */
    typed: (value) => {
      const parsed = parseNumber(value);
      return parsed ? number(parsed, { min: (parsed.split(".")[1] || "").length, max: 12 }) : digits(value ?? "");
    },
    /** What a person typed as a date, in this reader's calendar: ISO text, "" when empty, null when it is none. */
    parseDate: (text, today = new Date().toISOString().slice(0, 10)) => parseDate(text, calendar, today),
  };
}

/** "27 8", "1405/8/27", "2026-11-21": day first without a year, year first with one. */
export function parseDate(text, calendar, today) {
  const plain = toLatin(text).trim();
  if (!plain) return "";
  const found = plain.split(/[^\d]+/).filter(Boolean).map(Number);
  const thisYear = dateParts(today, calendar)[0];
  if (found.length === 2) return isoOf(thisYear, found[1], found[0], calendar);
  if (found.length !== 3) return null;
  const [a, b, c] = found;
  const [year, month, day] = a > 31 ? [a, b, c] : [c < 100 ? Math.floor(thisYear / 100) * 100 + c : c, b, a];
  if (calendar === "persian" && year > 1700) return isoOf(year, month, day, "gregory");
  if (calendar === "gregory" && year < 1600) return isoOf(year, month, day, "persian");
  return isoOf(year, month, day, calendar);
}
