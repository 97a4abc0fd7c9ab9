import { useEffect } from "react";
import { visited } from "./recent.js";

/** Remembers that this record was looked at, for the palette: `place` is its address after /r/, `label` its title. */
export function Visited({ place, label, icon }) {
  const known = JSON.stringify(label ?? "");
  useEffect(() => {
    if (place && label) visited({ href: `/r/${place}`, label, icon });
  }, [place, known, icon]);
  return null;
}
