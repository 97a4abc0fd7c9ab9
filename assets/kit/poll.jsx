import { useEffect, useRef } from "react";

/** Asks again and again while it stands on the page, every `every` milliseconds, and not while the page is hidden. */
export function Poll({ every = 1000, onTick }) {
  const tick = useRef(onTick);
  tick.current = onTick;
  useEffect(() => {
    const timer = setInterval(() => document.hidden || tick.current?.(), every);
    return () => clearInterval(timer);
  }, [every]);
  return null;
}
