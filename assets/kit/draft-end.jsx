import { useEffect } from "react";
import { dropDraft } from "./drafts.js";

/** Drops a draft once its form has been saved: `saved` is its name. Stands outside the form, which is gone by then. */
export function DraftEnd({ saved }) {
  useEffect(() => {
    if (saved) dropDraft(saved);
  }, [saved]);
  return null;
}
