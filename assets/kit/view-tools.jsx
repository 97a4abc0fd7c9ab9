import { useEffect, useState } from "react";
import { createPortal } from "react-dom";

/** What a view puts into the filter bar of its list: at its `start` or its `end`. */
export function ViewTools({ at, children }) {
  const [place, setPlace] = useState(null);
  useEffect(() => setPlace(document.getElementById(`view-${at}`)), [at]);
  return place ? createPortal(children, place) : null;
}
