/* Moments as people type them, a day and a time of the shop's zone: pure. */
import { toLatin } from "./format.js";

const LOCAL = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/;

/** A stored instant, or what an input gave, as `{day, time}` of the shop's zone ("2026-11-21", "14:30"); `wrong` where it
    is neither. */
export function splitMoment(value, format) {
  if (!value) return { day: "", time: "" };
  const local = value.match(LOCAL);
  if (local) return { day: local[1], time: local[2] ?? "00:00" };
  if (INSTANT.test(value)) return { day: format.dayOf(value), time: toLatin(format.time(value)) };
  return { day: "", time: "", wrong: true };
}

/** "14:30" from "1430", "۹", "9.5" or "14:30"; "" when empty, null when it is no time of day. */
export function parseTime(text) {
  const plain = toLatin(text).trim();
  if (!plain) return "";
  const parts = plain.match(/^(\d{1,2})(?:[:.٫ ](\d{1,2}))?$/) ?? plain.match(/^(\d{1,2})(\d{2})$/);
  if (!parts) return null;
  const [hours, minutes] = [Number(parts[1]), Number(parts[2] ?? 0)];
  return hours < 24 && minutes < 60 ? [hours, minutes].map((n) => String(n).padStart(2, "0")).join(":") : null;
}

/** A typed day and time as the form sends them: without a time the day begins, without a day it is today; what can't be
    read stays as it was typed. */
export function joinMoment(dayText, timeText, format, now = new Date()) {
  const [day, time] = [format.parseDate(dayText), parseTime(timeText)];
  if (day === "" && time === "") return "";
  if (day === null || time === null) return `${dayText} ${timeText}`.trim();
  return `${day || format.dayOf(now)} ${time || "00:00"}`;
}

/** A time being typed in digits alone gets its colon. */
export function maskTime(text, format) {
  const plain = toLatin(text);
  if (!/^\d{3,4}$/.test(plain)) return text;
  const hours = plain.length === 3 && plain.slice(0, 2) > "23" ? 1 : 2;
  return format.digits(`${plain.slice(0, hours)}:${plain.slice(hours)}`);
}
