/* What this person looked at and looked for, kept in this browser alone, under the person's name, until signing out. */
import { forgetDrafts } from "./drafts.js";

const KEY = "zarrin.recent";
const KEPT = { records: 8, searches: 4 };
const NOTHING = { records: [], searches: [] };

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key)) ?? {};
  } catch {
    return {};
  }
};
const ownerNow = () => read("zarrin.preferences").owner ?? "";

/** `{records: [{href, label, icon}], searches: [text]}`, the latest first; nothing of anybody else. */
export function recent() {
  const { owner, ...kept } = read(KEY);
  return owner && owner === ownerNow() ? { ...NOTHING, ...kept } : NOTHING;
}

function keep(kind, item, same) {
  const owner = ownerNow();
  if (!owner) return;
  const before = recent();
  const items = [item, ...before[kind].filter((other) => !same(other))].slice(0, KEPT[kind]);
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...before, [kind]: items, owner }));
  } catch {
    // without storage nothing is remembered
  }
}

export const visited = (record) => keep("records", record, (other) => other.href === record.href);
export const searched = (text) => keep("searches", text, (other) => other === text);

/** Forgets all that is kept of this person here, drafts of forms too. */
export function forget() {
  forgetDrafts();
  try {
    localStorage.removeItem(KEY);
  } catch {
    // without storage there is nothing to forget
  }
}
