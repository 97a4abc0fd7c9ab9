import { useT } from "./i18n.js";
import { Value } from "./value.jsx";

/** A whole and the parts it is made of, in words and as a bar. */
export function PartsBar({ data }) {
  const t = useT();
  const { whole, parts } = data;
  return (
    <div className="pbar">
      <div className="row wrap sm">
        <span>{t.message(whole.label)} <Value value={whole.value} kind={whole.kind} /></span>
        <span className="grow" />
        <span className="faint">{parts.map((one, k) => <span key={one.label}>{k ? " + " : ""}{t.message(one.label)} <Value value={one.value} kind={one.kind} bare /></span>)}</span>
      </div>
      <div className="pbar-b" aria-hidden="true">{parts.map((one) => <i key={one.label} style={{ flexGrow: Number(one.value) }} />)}</div>
    </div>
  );
}
