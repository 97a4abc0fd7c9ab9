import { useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text }) {
  const t = useT();
  const [done, setDone] = useState(false);
  const copy = async () => {
    await navigator.clipboard?.writeText(text);
    setDone(true);
    setTimeout(() => setDone(false), 2000);
  };
  return (
    <button type="button" className="btn icon s ghost" aria-label={done ? t("Copied") : t("Copy")} onClick={copy}>
      <Icon name={done ? "check" : "copy"} />
    </button>
  );
}
