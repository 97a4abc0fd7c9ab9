import { useEffect, useRef, useState } from "react";

/** A field's own value: begins with what the server gave, follows it when that changes, and tells the form around it. */
export function useFieldValue(given, onChange) {
  const [value, setValue] = useState(given ?? "");
  const hidden = useRef(null);
  const changed = useRef(false);
  useEffect(() => setValue(given ?? ""), [given]);
  useEffect(() => {
    if (!changed.current) return;
    changed.current = false;
    hidden.current?.dispatchEvent(new Event("change", { bubbles: true }));
  }, [value]);
  const put = (next) => {
    if (next === value) return;
    changed.current = true;
    setValue(next);
    onChange?.(next);
  };
  return [value, put, hidden];
}
