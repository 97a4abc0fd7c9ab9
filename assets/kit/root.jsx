import { useEffect } from "react";
import { Direction } from "radix-ui";
import { useT } from "./i18n.js";
import { usePreferences } from "./store.js";

/** Around the whole app: the direction for every part below, and the sign that the page may be shown. */
export function Root({ children }) {
  const t = useT();
  const { ready } = usePreferences();
  useEffect(() => {
    window.zarrin?.apply(); // should React have drawn the root element anew
    if (!ready) return;
    document.documentElement.setAttribute("data-ready", "");
    // the page was hidden while the browser looked for what wants the focus first
    if (document.activeElement === document.body) document.querySelector("[autofocus]")?.focus();
  }, [ready]);
  return <Direction.Provider dir={t.rtl ? "rtl" : "ltr"}>{children}</Direction.Provider>;
}
