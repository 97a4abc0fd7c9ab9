import { useEffect, useState } from "react";
import { Command } from "cmdk";
import { Dialog as Radix } from "radix-ui";
import { useNavigate } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";

const WAIT = 150;

/* Records that match, grouped as the server groups them: `[{label, items: [{label, href, code, picture, icon}]}]`. */
function useFound(source, text) {
  const [groups, setGroups] = useState([]);
  useEffect(() => {
    if (text.trim().length < 2) return setGroups([]);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(`${source}?q=${encodeURIComponent(text.trim())}`, { signal: stop.signal, credentials: "same-origin" })
        .then((r) => (r.ok ? r.json() : []))
        .then((answer) => setGroups(answer.groups ?? answer))
        .catch(() => {});
    }, WAIT);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, text]);
  return groups;
}

/** The panel of the command palette: pages, actions and records, all by keyboard. */
export default function PalettePanel({ workspaces, actions, source, onClose }) {
  const t = useT();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const groups = useFound(source, text);
  const go = (href) => {
    onClose();
    navigate(href);
  };
  const pages = workspaces.flatMap((ws) => ws.entries);
  const page = (entry) => (
    <Command.Item key={entry.href} className="mi" value={`${t.message(entry.label)} ${entry.label?.msgid ?? entry.label}`} onSelect={() => go(entry.href)}>
      <Icon name={entry.icon} /><span>{t.message(entry.label)}</span>{entry.keys ? <kbd>{entry.keys}</kbd> : null}
    </Command.Item>
  );
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content className="pal" aria-describedby={undefined}>
          <Radix.Title className="sr">{t("Search or jump to…")}</Radix.Title>
          <Command label={t("Search or jump to…")} loop>
            <div className="q"><Icon name="search" size="lg" /><Command.Input value={text} onValueChange={setText} placeholder={t("A page, an item, a customer, an invoice")} /><kbd>Esc</kbd></div>
            <Command.List className="menu">
              <Command.Empty className="mi faint">{t("Nothing matches")}</Command.Empty>
              {groups.map((group) => (
                <Command.Group key={group.label?.msgid ?? group.label} heading={t.message(group.label)} forceMount>
                  {group.items.map((item) => (
                    <Command.Item key={item.href} className="mi" value={item.href} forceMount onSelect={() => go(item.href)}>
                      {item.picture ? <Jewel picture={item.picture} /> : <Icon name={item.icon ?? "file-text"} />}
                      <bdi className="cut">{item.label}</bdi>
                      {item.code ? <bdi className="code" dir="ltr">{item.code}</bdi> : null}
                    </Command.Item>
                  ))}
                </Command.Group>
              ))}
              {actions.length ? <Command.Group heading={t("Do")}>{actions.map(page)}</Command.Group> : null}
              <Command.Group heading={t("Pages")}>{pages.map(page)}</Command.Group>
            </Command.List>
            <div className="f"><span><kbd>↑↓</kbd>{t("move")}</span><span><kbd>↵</kbd>{t("open")}</span></div>
          </Command>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
