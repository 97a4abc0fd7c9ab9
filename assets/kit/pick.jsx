import { useEffect, useRef } from "react";

/** A real checkbox in our own drawing; `mixed` when only some of what it stands for are chosen. */
export function Pick({ checked, mixed = false, onChange, label }) {
  const input = useRef(null);
  useEffect(() => {
    if (input.current) input.current.indeterminate = mixed && !checked;
  }, [mixed, checked]);
  return (
    <label className="pick-l">
      <input ref={input} type="checkbox" className="tick" checked={checked} onChange={onChange} aria-label={label} />
    </label>
  );
}
