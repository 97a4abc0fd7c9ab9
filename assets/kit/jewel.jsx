import { DRAWINGS } from "./drawings.js";
import { karatOf } from "./format.js";

/** The picture of a piece: a photograph by its address, or the drawing of its kind, tinted by its fineness. */
export function Jewel({ picture, fineness, size = "" }) {
  const tint = fineness ? { color: `var(--karat-${Math.round(karatOf(fineness))}, var(--gold-edge))` } : undefined;
  if (picture?.startsWith("/")) {
    return <span className={`thumb ${size}`}><img src={picture} alt="" loading="lazy" /></span>;
  }
  const inside = { __html: DRAWINGS[picture] ?? DRAWINGS.bar };
  return (
    <span className={`thumb ${size}`} style={tint}>
      <svg className="jewel" viewBox="0 0 64 64" aria-hidden="true" dangerouslySetInnerHTML={inside} />
    </span>
  );
}
