import { useLayoutEffect, useRef } from "react";
import { countBefore, placeAfter } from "./masks.js";

/** Keeps the caret where it was while a field's text is grouped: `[ref, keep]`, `keep(input, shown)` before it is shown. */
export function useMask(shown) {
  const input = useRef(null);
  const wanted = useRef(null);
  useLayoutEffect(() => {
    if (wanted.current === null || document.activeElement !== input.current) return;
    const place = wanted.current;
    wanted.current = null;
    input.current.setSelectionRange(place, place);
  }, [shown]);
  const keep = (element, next) => {
    const text = element.value;
    const atEnd = element.selectionStart === text.length;
    wanted.current = atEnd ? next.length : placeAfter(next, countBefore(text, element.selectionStart));
  };
  return [input, keep];
}
