import { useEffect } from "react";
import { adopt } from "./store.js";

/** Brings what the server keeps for the person who signed in: language, theme, the shop's currency. Draws nothing. */
export function Adopt(kept) {
  const key = JSON.stringify(kept);
  useEffect(() => {
    if (kept.owner) adopt(kept);
  }, [key]);
  return null;
}
