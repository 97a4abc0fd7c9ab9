import { useId, useState } from "react";
import { Link, useLocation } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";

const isHere = (path, href) => (href === "/" ? path === "/" : path === href || path.startsWith(`${href}/`));

/** A page in the sidebar; the current one is marked for the eye and for screen readers. */
export function NavLink({ href, icon, label, count, onGo }) {
  const t = useT();
  const format = useFormat();
  const on = isHere(useLocation().pathname, href);
  return (
    <Link className={`nav-a${on ? " on" : ""}`} to={href} aria-current={on ? "page" : undefined} onClick={onGo} title={t.message(label)}>
      <Icon name={icon} />
      <span>{t.message(label)}</span>
      {count ? <em className="count">{format.integer(count)}</em> : null}
    </Link>
  );
}

function Workspace({ label, icon, entries, open, onToggle, onGo }) {
  const t = useT();
  const id = useId();
  return (
    <>
      <button type="button" className={`ws${open ? " open" : ""}`} aria-expanded={open} aria-controls={id} onClick={onToggle} title={t.message(label)}>
        <Icon name={icon} />
        <span>{t.message(label)}</span>
        <Icon name={open ? "chevron-down" : "chevron-right"} size="sm" />
      </button>
      <div className="ws-in" id={id} hidden={!open}>
        {entries.map((entry) => <NavLink key={entry.href} {...entry} onGo={onGo} />)}
      </div>
    </>
  );
}

/** All workspaces: `[{label, icon, entries: [{label, icon, href, count}]}]`; the one of the current page is open. */
export function Nav({ workspaces = [], onGo }) {
  const t = useT();
  const path = useLocation().pathname;
  const current = Math.max(0, workspaces.findIndex((ws) => ws.entries.some((entry) => isHere(path, entry.href))));
  const [chosen, setChosen] = useState({});
  const isOpen = (k) => chosen[k] ?? k === current;
  return (
    <nav className="nav" aria-label={t("Workspaces")}>
      {workspaces.map((ws, k) => (
        <Workspace key={ws.label?.msgid ?? ws.label} {...ws} open={isOpen(k)} onToggle={() => setChosen({ ...chosen, [k]: !isOpen(k) })} onGo={onGo} />
      ))}
    </nav>
  );
}

/** On a narrow screen the main pages stand at the foot, and the rest in a sheet. */
export function TabBar({ entries = [], more }) {
  const t = useT();
  const path = useLocation().pathname;
  return (
    <nav className="tabbar" aria-label={t("Main pages")}>
      {entries.map((entry) => {
        const on = isHere(path, entry.href);
        return (
          <Link key={entry.href} to={entry.href} className={on ? "on" : ""} aria-current={on ? "page" : undefined}>
            <Icon name={entry.icon} />
            <span>{t.message(entry.label)}</span>
          </Link>
        );
      })}
      {more}
    </nav>
  );
}
