import { usePreferences } from "./store.js";

const TONES = ["", "a2", "a3", "a4"];

/** The name of a person, kept in several languages, in the reader's. */
export const personName = (name, language) => (name && typeof name === "object" ? name[language] || Object.values(name).find(Boolean) : name) || "";

const initials = (name) => name.split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("\u200c").toUpperCase();
const toneOf = (text) => TONES[[...text].reduce((sum, sign) => sum + sign.codePointAt(0), 0) % TONES.length];

/** The initials of a person; the tone is always the same for the same person. */
export function Avatar({ name, size = "" }) {
  const { language } = usePreferences();
  const shown = personName(name, language);
  return <span className={`ava ${size} ${toneOf(Object.values(name ?? {}).join("") || shown)}`} aria-hidden="true">{initials(shown)}</span>;
}
