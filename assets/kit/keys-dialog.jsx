import { useEffect, useState } from "react";
import { Dialog } from "./dialog.jsx";
import { useKnownKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** The list of keys, opened by "?" or from the foot of the sidebar. */
export function KeysDialog() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const page = useKnownKeys();
  useEffect(() => {
    const onKeyDown = (event) => {
      if ((event.key !== "?" && event.key !== "؟") || event.target.closest?.("input, textarea, select")) return;
      event.preventDefault();
      setOpen(true);
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, []);
  const always = [
    { keys: "Ctrl K", label: t("Search or jump to a page") },
    { keys: "J K ↑ ↓", label: t("Walk the rows") },
    { keys: "↵", label: t("Open the row") },
    { keys: "X", label: t("Select the row") },
    { keys: "Esc", label: t("Close, go back") },
    { keys: "?", label: t("Show this list") },
  ];
  const seen = new Set();
  const all = [...page.map((k) => ({ ...k, label: t.message(k.label) })), ...always].filter((k) => !seen.has(k.keys) && seen.add(k.keys));
  return (
    <>
      <button type="button" className="nav-a" onClick={() => setOpen(true)} title={t("Keyboard")}>
        <Icon name="keyboard" /><span>{t("Keyboard")}</span><kbd>?</kbd>
      </button>
      <Dialog open={open} title={t("Keyboard")} icon="keyboard" onClose={() => setOpen(false)}>
        <dl className="dialog-b keys-l">
          {all.map((k) => <div key={k.keys}><dt><kbd>{k.keys}</kbd></dt><dd>{k.label}</dd></div>)}
        </dl>
      </Dialog>
    </>
  );
}
