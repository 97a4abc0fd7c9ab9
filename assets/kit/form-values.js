/* The values of a form: pure, so that they can be tested by themselves. A form is a flat record of texts by the names
   of its inputs; a line's inputs are named `children:line:field`, the order of the lines `children:order`. */

/** A value of the server as the form has it: references by id, yes and no as words. */
export function asText(value) {
  if (value == null) return "";
  if (Array.isArray(value)) return value.map((one) => one?.name ?? one).join(", ");
  if (typeof value === "object") return String(value.id ?? value.value ?? JSON.stringify(value));
  return String(value);
}

/** Whether two texts mean the same; a switch that is off is an empty value. */
export const same = (one, other) => (one === "false" ? "" : one ?? "") === (other === "false" ? "" : other ?? "");

/** What a form holds now, and the words shown for references: `{values, labels}`. */
export function snapshot(form) {
  const values = Object.fromEntries([...new FormData(form).entries()].filter(([, value]) => typeof value === "string"));
  const labels = Object.fromEntries([...form.querySelectorAll("input[data-label]")].map((input) => [input.name, input.dataset.label]));
  return { values, labels };
}

/** The names of what differs from the start (`startOf(name)`, a text). */
export const changedNames = (values, startOf) => Object.keys(values).filter((name) => !same(values[name], startOf(name)));

/** A typed text as an input takes it back: references with their words. */
export const asGiven = (name, text, labels) => (labels?.[name] != null && text ? { id: text, label: labels[name] } : text);

export const isOrder = (name) => name.endsWith(":order");
const words = (text) => asText(text).split(" ").filter(Boolean);

/** The order of lines after two people changed it: mine, with the other's new lines at the end and their removed ones gone. */
export function mergeOrder(base, mine, theirs) {
  const [was, own, other] = [words(base), words(mine), words(theirs)];
  const kept = own.filter((key) => other.includes(key) || !was.includes(key));
  return [...kept, ...other.filter((key) => !was.includes(key) && !own.includes(key))].join(" ");
}

/** Two versions of a form brought together. `base` is what both began with and `theirs` what is stored now, as the server
    gave them; `mine` are texts. `taken` are the names only the other changed, `conflicts` those changed by both. */
export function merge({ base, theirs, mine, startOf }) {
  const changed = changedNames(mine, startOf);
  const differs = (name) => !same(asText(theirs[name]), asText(base[name]));
  const taken = Object.keys(theirs).filter((name) => differs(name) && !changed.includes(name));
  const kept = changed.filter((name) => isOrder(name) || name in theirs || !(name in base));
  const conflicts = kept.filter((name) => !isOrder(name) && differs(name) && !same(asText(theirs[name]), mine[name]));
  return { changed: kept, taken, conflicts };
}

/** The sum of decimal texts, exact. */
export function sumOf(texts) {
  const parts = texts.filter((text) => /^-?\d*\.?\d+$|^-?\d+\.$/.test(text ?? "")).map((text) => text.split("."));
  const places = Math.max(0, ...parts.map(([, part = ""]) => part.length));
  const whole = ([int, part = ""]) => BigInt((int === "-" ? "-0" : int || "0") + part.padEnd(places, "0"));
  const total = parts.reduce((sum, part) => sum + (part[0].startsWith("-") && !/[1-9]/.test(part[0]) ? -whole([part[0].slice(1), part[1]]) : whole(part)), 0n);
  const digits = String(total < 0n ? -total : total).padStart(places + 1, "0");
  return (total < 0n ? "-" : "") + (places ? `${digits.slice(0, -places)}.${digits.slice(-places)}` : digits);
}

/** Whether a field is asked for: `when` is `[name, [values]]`, `valueOf(name)` the present text. */
export function applies(field, fields, valueOf) {
  if (!field?.when) return true;
  const [name, wanted] = field.when;
  return applies(fields[name], fields, valueOf) && wanted.includes(valueOf(name) ?? "");
}
