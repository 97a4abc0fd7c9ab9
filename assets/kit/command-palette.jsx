import { useState } from "react";
import { flushSync } from "react-dom";
import { GoKeys } from "./go-keys.jsx";
import { HotKey } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { FRAME } from "./palette-items.js";
import { PalettePanel } from "./palette-panel.jsx";
import { leave } from "./post.js";
import { prefer, preferences } from "./store.js";

const FRAME_ACTS = (signOut) => [
  { label: FRAME.language, icon: "languages", run: () => prefer({ language: preferences().language === "fa" ? "en" : "fa" }) },
  { label: FRAME.theme, icon: "moon", run: () => prefer({ theme: document.documentElement.dataset.theme === "dark" ? "light" : "dark" }) },
  { label: FRAME.keys, icon: "keyboard", run: () => dispatchEvent(new CustomEvent("zarrin:keys")) },
  ...(signOut ? [{ label: FRAME.leave, icon: "log-out", run: () => leave(signOut) }] : []),
];

/** Find and do: the field of the top bar, and Ctrl K from anywhere. */
export function CommandPalette({ workspaces = [], actions = [], source = "/api/search", signOut = "" }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  // At once, not at the next frame: the key after Ctrl K already belongs to the field.
  const show = () => flushSync(() => setOpen(true));
  return (
    <>
      <button type="button" className="search-b" aria-label={t("Search or jump to…")} aria-haspopup="dialog" aria-keyshortcuts="Control+K" onClick={show}>
        <Icon name="search" /><span>{t("Search or jump to…")}</span><kbd>Ctrl K</kbd>
      </button>
      <HotKey code="KeyK" keys="Ctrl K" label="Search or jump to a page" group="everywhere" ctrl anywhere onPress={show} />
      <GoKeys workspaces={workspaces} />
      {open ? <PalettePanel workspaces={workspaces} actions={[...actions, ...FRAME_ACTS(signOut)]} source={source} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
