import { useState } from "react";
import { Dialog } from "./dialog.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Nav } from "./nav.jsx";

/** All pages of a phone, in a sheet from the start side. */
export function MenuSheet({ workspaces, bar = false }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={bar ? "tab-m" : "btn icon ghost only-s"} aria-label={bar ? undefined : t("Menu")} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name={bar ? "ellipsis" : "menu"} />
        {bar ? <span>{t("More")}</span> : null}
      </button>
      <Dialog open={open} title={t("Menu")} sheet onClose={() => setOpen(false)}>
        <Nav workspaces={workspaces} onGo={() => setOpen(false)} />
      </Dialog>
    </>
  );
}
