import { useSyncExternalStore } from "react";

const QUERY = "(max-width: 760px)";

/** Whether the window is as narrow as a phone. */
export const useNarrow = () =>
  useSyncExternalStore(
    (changed) => {
      const media = matchMedia(QUERY);
      media.addEventListener("change", changed);
      return () => media.removeEventListener("change", changed);
    },
    () => matchMedia(QUERY).matches,
    () => false,
  );
