import { FLIP, ICONS } from "./icons.js";

/** A Lucide icon by name; decoration only, so whatever holds it has the words. */
export function Icon({ name, size = "", className = "" }) {
  const classes = ["ic", FLIP.has(name) && "flip", size, className].filter(Boolean).join(" ");
  const inside = { __html: ICONS[name] ?? '<circle cx="12" cy="12" r="9"/>' };
  return <svg className={classes} viewBox="0 0 24 24" aria-hidden="true" dangerouslySetInnerHTML={inside} />;
}
