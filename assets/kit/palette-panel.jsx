import { useEffect, useId, useRef, useState } from "react";
import { Dialog as Radix } from "radix-ui";
import { useNavigate } from "react-router";
import { useKnownKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { actsOf, groupsOf, pageActsOf, pagesOf } from "./palette-items.js";
import { PaletteList } from "./palette-list.jsx";
import { recent, searched } from "./recent.js";
import { useFound } from "./use-found.js";

const LEAP = 6;

/** One field for everything: records, pages, acts, what was looked at before. All by keyboard, on the ARIA pattern
    "combobox with a list"; the field is there in the very moment the palette opens, so that no letter is lost. */
export function PalettePanel({ workspaces, actions, source, onClose }) {
  const t = useT();
  const list = useId();
  const navigate = useNavigate();
  const known = useKnownKeys();
  const [typed, setTyped] = useState("");
  const [point, setPoint] = useState(0);
  const [recents] = useState(recent);
  const entered = useRef(false);
  const { groups: found, busy } = useFound(source, typed);
  const type = (text) => {
    setTyped(text);
    setPoint(0);
    entered.current = false;
  };
  const groups = groupsOf(t, {
    typed, found, recents, go: navigate, retype: type,
    pages: pagesOf(t, workspaces, navigate), acts: actsOf(t, actions, navigate), pageActs: pageActsOf(t, known),
  });
  const items = groups.flatMap((group) => group.items);
  const at = Math.min(point, Math.max(0, items.length - 1));

  const choose = (item, apart = false) => {
    if (item.stays) return item.run();
    if (typed.trim() && item.name !== undefined) searched(typed.trim());
    if (apart && item.href) return window.open(item.href, "_blank", "noopener");
    onClose();
    setTimeout(item.run); // after the focus is back where it was
  };
  // Enter before the answer has come: what comes first is opened then.
  useEffect(() => {
    if (busy || !entered.current) return;
    entered.current = false;
    if (items.length) choose(items[0]);
  }, [busy]);

  const onKeyDown = (event) => {
    if (event.nativeEvent.isComposing) return;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: LEAP, PageUp: -LEAP };
    if (event.key in steps && items.length) {
      const next = at + steps[event.key];
      const leap = Math.abs(steps[event.key]) > 1;
      setPoint(leap ? Math.max(0, Math.min(items.length - 1, next)) : (next + items.length) % items.length);
    } else if (event.key === "Enter") {
      if (busy && point === 0 && !groups[0]?.near) entered.current = true;
      else if (items[at]) choose(items[at], event.ctrlKey || event.metaKey);
    } else return;
    event.preventDefault();
  };
  return (
    <Radix.Root open onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content className="pal" aria-describedby={undefined}>
          <Radix.Title className="sr">{t("Search or jump to…")}</Radix.Title>
          <div className="q">
            <Icon name="search" size="lg" />
            <input type="text" role="combobox" autoFocus autoComplete="off" autoCapitalize="off" spellCheck={false} enterKeyHint="go" dir="auto" aria-label={t("Search or jump to…")}
              aria-expanded={items.length > 0} aria-controls={list} aria-autocomplete="list" aria-activedescendant={items.length ? `${list}-${at}` : undefined}
              placeholder={t("A page, an item, a customer, an invoice")} value={typed} onChange={(event) => type(event.target.value)} onKeyDown={onKeyDown} />
            <Radix.Close className="btn icon s ghost" aria-label={t("Close")}><Icon name="x" /></Radix.Close>
          </div>
          <PaletteList id={list} groups={groups} at={at} onPoint={setPoint} onChoose={choose} />
          {!items.length && !busy ? <p className="none faint">{t("Nothing matches")}</p> : null}
          <p className="sr" role="status">{busy ? "" : t.plural("{n} found", "{n} found", { n: items.length })}</p>
          <div className="f"><span><kbd>↑↓</kbd>{t("move")}</span><span><kbd>↵</kbd>{t("open")}</span><span><kbd>Ctrl ↵</kbd>{t("open in a new tab")}</span><span><kbd>Esc</kbd>{t("close")}</span></div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
