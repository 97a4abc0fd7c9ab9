/* What the reader prefers, held once per tab and read by every part through useSyncExternalStore. */
import { useSyncExternalStore } from "react";

const KEY = "zarrin.preferences";
const ASKED = ["language", "theme", "density", "numerals", "rail"];
const DEFAULTS = {
  language: "en", theme: "system", density: "normal", numerals: "auto", rail: false,
  currency: "", calendar: "", timeZone: "", catalogue: null, ready: false,
};
const loaders = import.meta.glob("../i18n/*.js");
const inBrowser = typeof window !== "undefined";
const listeners = new Set();
let state = inBrowser ? { ...DEFAULTS, ...window.zarrin?.prefs } : DEFAULTS;

export const subscribe = (listener) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const preferences = () => state;
export const usePreferences = () => useSyncExternalStore(subscribe, preferences, () => DEFAULTS);

function change(patch) {
  state = { ...state, ...patch };
  listeners.forEach((listener) => listener());
}

async function catalogueOf(language) {
  const load = loaders[`../i18n/${language}.js`];
  try {
    return load ? (await load()).default : null;
  } catch {
    return null; // without its catalogue a language shows the source texts
  }
}

function applyToRoot() {
  Object.assign(window.zarrin.prefs, Object.fromEntries(ASKED.map((name) => [name, state[name]])));
  window.zarrin.apply();
}

/** Take over a choice for this page alone: nothing is stored, nothing is sent. */
export async function configure(patch) {
  const catalogue = patch.language && patch.language !== state.language ? await catalogueOf(patch.language) : state.catalogue;
  change({ ...patch, catalogue });
  applyToRoot();
}

/** The reader chooses: at once here, kept in this browser, and told to the server for the next device. */
export async function prefer(patch, { tell = true } = {}) {
  await configure(patch);
  try {
    const stored = JSON.parse(localStorage.getItem(KEY) || "{}");
    localStorage.setItem(KEY, JSON.stringify({ ...stored, ...patch }));
    const visit = JSON.parse(sessionStorage.getItem("zarrin.visit") || "{}");
    Object.keys(patch).forEach((name) => delete visit[name]);
    sessionStorage.setItem("zarrin.visit", JSON.stringify(visit));
  } catch {
    // private windows may refuse storage; the choice still holds until the page is closed
  }
  if (!tell) return;
  fetch("/api/preferences", {
    method: "POST", keepalive: true, credentials: "same-origin",
    headers: { "Content-Type": "application/json", "X-Requested-With": "zarrin" }, body: JSON.stringify(patch),
  }).catch(() => {});
}

/** What the server keeps for this person, taken over once per sign-in; a choice for the visit stays above it. */
export function adopt({ owner, ...kept }) {
  const visit = JSON.parse(sessionStorage.getItem("zarrin.visit") || "{}");
  const stored = JSON.parse(localStorage.getItem(KEY) || "{}");
  const shop = Object.fromEntries(["currency", "calendar", "timeZone"].filter((k) => kept[k]).map((k) => [k, kept[k]]));
  if (owner && stored.owner !== owner) {
    const mine = Object.fromEntries(ASKED.filter((k) => kept[k] && !visit[k]).map((k) => [k, kept[k]]));
    localStorage.setItem(KEY, JSON.stringify({ ...stored, ...mine, owner }));
    configure({ ...shop, ...mine });
  } else if (Object.entries(shop).some(([k, v]) => state[k] !== v)) {
    configure(shop);
  }
}

if (inBrowser && window.zarrin) {
  catalogueOf(state.language).then((catalogue) => change({ catalogue, ready: true }));
}
