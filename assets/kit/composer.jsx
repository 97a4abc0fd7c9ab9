import { useEffect, useId, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { Avatar, personName } from "./avatar.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { toMarks, toNames, typedName } from "./mentions.js";
import { usePreferences } from "./store.js";

const WAIT = 120;

/* People whose name begins like what stands after the @. */
function usePeople(source, typed) {
  const [found, setFound] = useState([]);
  useEffect(() => {
    if (typed === null) { setFound([]); return undefined; }
    const abort = new AbortController();
    const timer = setTimeout(() => {
      fetch(`${source}?q=${encodeURIComponent(typed)}`, { credentials: "same-origin", signal: abort.signal })
        .then((response) => (response.ok ? response.json() : []))
        .then(setFound)
        .catch(() => {});
    }, WAIT);
    return () => { clearTimeout(timer); abort.abort(); };
  }, [source, typed]);
  return found;
}

/** Where a comment is written: @ names somebody, Enter sends, Shift Enter makes a line. `onSend(body)` answers whether it
    was taken; until then the text stays. */
export function Composer({ source, body = "", named = {}, autoFocus = false, onSend, onCancel, children }) {
  const t = useT();
  const { language } = usePreferences();
  const list = useId();
  const area = useRef(null);
  const picked = useRef(Object.entries(named).map(([id, name]) => ({ id, name: personName(name, language) })));
  const [text, setText] = useState(() => toNames(body, (id) => personName(named[id], language)));
  const [typed, setTyped] = useState(null);
  const [at, setAt] = useState(0);
  const [busy, setBusy] = useState(false);
  const people = usePeople(source, typed);
  const open = typed !== null && people.length > 0;

  const look = (value, caret) => { setTyped(typedName(value, caret)); setAt(0); };
  const choose = (person) => {
    const caret = area.current.selectionStart;
    const start = caret - typed.length;
    const name = personName(person.name, language);
    picked.current.push({ id: person.id, name });
    const next = `${text.slice(0, start)}${name} ${text.slice(caret)}`;
    flushSync(() => { setText(next); setTyped(null); }); // before the next key, which would land elsewhere
    area.current.focus();
    area.current.setSelectionRange(start + name.length + 1, start + name.length + 1);
  };
  const send = async () => {
    if (busy || !text.trim()) return;
    setBusy(true);
    const taken = await onSend(toMarks(text, picked.current));
    setBusy(false);
    if (taken) { setText(""); picked.current = []; }
  };
  const onKeyDown = (event) => {
    if (event.nativeEvent.isComposing) return;
    if (open && event.key === "ArrowDown") setAt((at + 1) % people.length);
    else if (open && event.key === "ArrowUp") setAt((at - 1 + people.length) % people.length);
    else if (open && (event.key === "Enter" || event.key === "Tab")) choose(people[at]);
    else if (open && event.key === "Escape") setTyped(null);
    else if (event.key === "Escape" && onCancel) onCancel();
    else if (event.key === "Enter" && !event.shiftKey) send();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="composer">
      <div className="input area">
        <textarea ref={area} rows={Math.min(6, text.split("\n").length + (text.length > 60 ? 1 : 0))} dir="auto" value={text} maxLength={4000} autoFocus={autoFocus}
          placeholder={t("Write, @ to mention")} aria-label={t("Comment")} aria-haspopup="listbox" aria-controls={list} aria-autocomplete="list"
          aria-activedescendant={open ? `${list}-${at}` : undefined} onKeyDown={onKeyDown} onBlur={() => setTyped(null)}
          onChange={(event) => { setText(event.target.value); look(event.target.value, event.target.selectionStart); }} />
        <ul className="menu" role="listbox" id={list} hidden={!open} aria-label={t("People")}>
          {people.map((person, k) => (
            <li key={person.id} id={`${list}-${k}`} role="option" aria-selected={k === at} className={`mi${k === at ? " on" : ""}`}
              onPointerMove={() => setAt(k)} onPointerDown={(event) => { event.preventDefault(); choose(person); }}>
              <Avatar name={person.name} size="s" /><bdi>{personName(person.name, language)}</bdi>
            </li>
          ))}
        </ul>
      </div>
      <div className="composer-f">
        {children}
        <span className="grow" />
        {onCancel ? <button type="button" className="btn s ghost" onClick={onCancel}>{t("Cancel")}</button> : null}
        <button type="button" className={`btn s${busy ? " busy" : ""}`} disabled={!text.trim()} onClick={send}><Icon name="send" size="sm" /><span>{t("Send")}</span></button>
      </div>
    </div>
  );
}
