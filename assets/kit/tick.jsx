import { useFieldValue } from "./use-field-value.js";

const isOn = (value) => value === true || value === "true" || value === "on";

/** On or off, at once. */
export function Switch({ name, value, label, onChange, disabled, ...aria }) {
  const [on, put, hidden] = useFieldValue(isOn(value), onChange);
  return (
    <>
      <button type="button" role="switch" className={`switch${disabled ? " is-off" : ""}`} aria-checked={on} aria-label={label} disabled={disabled}
        onClick={() => put(!on)} {...aria} />
      {name ? <input type="hidden" name={name} value={String(on)} ref={hidden} /> : null}
    </>
  );
}
