/* What a field shows while it is being typed in: pure. The caret is kept by what stands before it, not by its place. */
import { toLatin } from "./format.js";

const COUNTED = /[\d.+-]/;

/** How many letters that count stand before a place. */
export const countBefore = (text, place) => [...toLatin(text.slice(0, place))].filter((letter) => COUNTED.test(letter)).length;

/** The place after so many letters that count. */
export function placeAfter(text, count) {
  if (!count) return 0;
  const letters = [...toLatin(text)];
  let seen = 0;
  for (let n = 0; n < letters.length; n += 1) {
    if (COUNTED.test(letters[n])) seen += 1;
    if (seen === count) return n + 1;
  }
  return letters.length;
}

/** A figure being typed, its thousands grouped: digits as the reader writes them, at most `places` decimals, the rest
    as it was typed. What is no figure stays as it is, to be seen and mended. */
export function maskFigure(text, format, places) {
  const plain = toLatin(text).replace(/[\s,\u200e\u200f\u00a0]/g, "");
  const parts = plain.match(/^([-+]?)(\d*)(\.?)(\d*)$/);
  if (!parts) return text;
  const [, sign, whole, point, rest] = parts;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, format.persian ? "٬" : ",");
  const decimals = places == null ? rest : rest.slice(0, places);
  return format.digits(sign + grouped + (places === 0 ? "" : (point && (format.persian ? "٫" : ".")) + decimals));
}

/** A phone number being typed, in groups: 0912 345 6789, 021 888 12345, +98 912 345 6789. */
export function maskPhone(text, format) {
  const plain = toLatin(text).replace(/[^\d+]/g, "").replace(/(?!^)\+/g, "");
  const local = plain.match(/^(09\d{0,2}|0\d{0,2})(\d{1,3})?(\d+)?$/);
  const abroad = plain.match(/^(\+\d{1,2})(\d{1,3})?(\d{1,3})?(\d+)?$/);
  const parts = (local ?? abroad)?.slice(1).filter(Boolean);
  return format.digits(parts ? parts.join(" ") : plain);
}

/** What a phone field sends: Latin digits, a plus at the start, nothing else. */
export const plainPhone = (text) => toLatin(text).replace(/[^\d+]/g, "");

/** A date being typed in digits alone: a year first gets its strokes. What has strokes or words is left alone. */
export function maskDate(text, format) {
  const plain = toLatin(text);
  if (!/^\d{5,8}$/.test(plain)) return text;
  return format.digits([plain.slice(0, 4), plain.slice(4, 6), plain.slice(6)].filter(Boolean).join("/"));
}
