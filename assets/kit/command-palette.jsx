import { lazy, Suspense, useState } from "react";
import { HotKey } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

const Panel = lazy(() => import("./palette-panel.jsx"));

/** Find and do: the field of the top bar, and Ctrl K from anywhere. The panel is loaded when first opened. */
export function CommandPalette({ workspaces = [], actions = [], source = "/api/search" }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="search-b" aria-label={t("Search or jump to…")} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name="search" /><span>{t("Search or jump to…")}</span><kbd>Ctrl K</kbd>
      </button>
      <HotKey code="KeyK" keys="Ctrl K" label="Search or jump to a page" ctrl anywhere onPress={() => setOpen(true)} />
      {open ? <Suspense fallback={null}><Panel workspaces={workspaces} actions={actions} source={source} onClose={() => setOpen(false)} /></Suspense> : null}
    </>
  );
}
