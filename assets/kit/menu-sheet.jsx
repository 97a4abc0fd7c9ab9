import { useState } from "react";
import { Dialog } from "./dialog.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Nav } from "./nav.jsx";
import { leave } from "./post.js";
import { LanguageSwitch, ThemeSwitch } from "./switches.jsx";

/** All pages of a phone, in a sheet from the start side. */
export function MenuSheet({ workspaces, bar = false, user = "", signOut = "" }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className={bar ? undefined : "btn icon ghost only-s"} aria-label={bar ? undefined : t("Menu")} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <Icon name={bar ? "ellipsis" : "menu"} />
        {bar ? <span>{t("More")}</span> : null}
      </button>
      <Dialog open={open} title={t("Menu")} sheet onClose={() => setOpen(false)}>
        <Nav workspaces={workspaces} onGo={() => setOpen(false)} />
        <div className="side-foot">
          {user ? <p className="nav-a"><Icon name="user" /><bdi>{user}</bdi></p> : null}
          <div className="row"><LanguageSwitch long /><ThemeSwitch size="s" /></div>
          {signOut ? <button type="button" className="nav-a" onClick={() => leave(signOut)}><Icon name="log-out" /><span>{t("Sign out")}</span></button> : null}
        </div>
      </Dialog>
    </>
  );
}
