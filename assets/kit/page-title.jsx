import { useEffect } from "react";
import { useT } from "./i18n.js";

/** The title of the window, in the reader's language. */
export function PageTitle({ text }) {
  const t = useT();
  const title = [text, t("Zarrin")].filter(Boolean).join(" · ");
  useEffect(() => {
    document.title = title;
  });
  return null;
}
