import { lazy, Suspense, useEffect, useId, useRef, useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";
import { useFieldValue } from "./use-field-value.js";

const CreateDialog = lazy(() => import("./create-dialog.jsx"));
const WAIT = 150;

/* Options from an address (`source`, answered with `[{value, label, note, picture}]`), or given by the page after `onSearch`. */
function useOptions({ source, given, onSearch }) {
  const [found, setFound] = useState(null);
  const timer = useRef(0);
  const asked = useRef(0);
  useEffect(() => () => clearTimeout(timer.current), []);
  const search = (text) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(async () => {
      onSearch?.(text);
      if (!source) return;
      const turn = ++asked.current;
      const url = `${source}${source.includes("?") ? "&" : "?"}q=${encodeURIComponent(text)}`;
      const answer = await fetch(url, { credentials: "same-origin" }).then((r) => (r.ok ? r.json() : [])).catch(() => []);
      if (turn === asked.current) setFound(answer.items ?? answer);
    }, text ? WAIT : 0);
  };
  return [source ? found : given ?? [], search];
}

/** One of many, found by typing; text that is no choice is put back when the field is left. `create` names the resource
    of which a new one can be made on the way; `onPick` gets the whole option. */
export function Combobox({ name, value, text = "", source, options, onSearch, onChange, onPick, create, icon = "search", size = "", bad = false, placeholder, disabled, required, autoFocus, ...aria }) {
  const t = useT();
  const list = useId();
  const [chosen, put, hidden] = useFieldValue(value == null ? "" : String(value), onChange);
  const [label, setLabel] = useState(text);
  const [typed, setTyped] = useState(null);
  const [at, setAt] = useState(0);
  const [found, search] = useOptions({ source, given: options, onSearch });
  const [making, setMaking] = useState(null);
  useEffect(() => setLabel(text), [text, value]);
  const open = typed !== null;
  const offered = create && found ? [...found, { create: true }] : found ?? [];

  const choose = (option) => {
    if (option?.create) {
      setMaking(typed);
      setTyped(null);
      return;
    }
    setLabel(option?.label ?? "");
    setTyped(null);
    put(option ? String(option.value) : "");
    onPick?.(option);
  };
  const start = (words) => {
    setTyped(words);
    setAt(0);
    search(words);
  };
  const leave = () => {
    if (typed === "" && !required) choose(null);
    setTyped(null);
  };
  const onKeyDown = (event) => {
    const last = offered.length - 1;
    if (event.key === "ArrowDown") open ? setAt(Math.min(at + 1, last)) : start("");
    else if (event.key === "ArrowUp" && open) setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter" && open) offered[at] && choose(offered[at]);
    else if (event.key === "Escape" && open) setTyped(null);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className={["input", "combo", size, bad && "bad", disabled && "off"].filter(Boolean).join(" ")}>
      <Icon name={icon} />
      <input type="text" role="combobox" autoComplete="off" dir="auto" aria-expanded={open} aria-controls={list} aria-autocomplete="list" autoFocus={autoFocus}
        aria-activedescendant={open && offered[at] ? `${list}-${at}` : undefined} value={typed ?? label} placeholder={placeholder}
        disabled={disabled} required={required} onChange={(event) => start(event.target.value)} onKeyDown={onKeyDown} onBlur={leave}
        onFocus={(event) => event.target.select()} onClick={() => !open && start("")} {...aria} />
      {name ? <input type="hidden" name={name} value={chosen} data-label={label} ref={hidden} disabled={disabled} /> : null}
      <ul className="menu" role="listbox" id={list} hidden={!open} aria-label={aria["aria-label"] ?? t("Choices")}>
        {(found ?? []).map((option, k) => (
          <li key={option.value} id={`${list}-${k}`} role="option" aria-selected={k === at} className={`mi${k === at ? " on" : ""}`}
            onPointerMove={() => setAt(k)} onPointerDown={(event) => { event.preventDefault(); choose(option); }}>
            {option.picture ? <Jewel picture={option.picture} fineness={option.fineness} /> : null}
            <bdi className="cut">{option.label}</bdi>
            {option.note ? <bdi className="hint faint sm">{option.note}</bdi> : null}
          </li>
        ))}
        {open && create && found ? (
          <li id={`${list}-${found.length}`} role="option" aria-selected={at === found.length} className={`mi${at === found.length ? " on" : ""}`}
            onPointerMove={() => setAt(found.length)} onPointerDown={(event) => { event.preventDefault(); choose({ create: true }); }}>
            <Icon name="plus" />{typed ? t("Create “{text}”", { text: typed }) : t("Create a new one")}
          </li>
        ) : null}
        {found && !found.length && !create ? <li className="mi faint" role="option" aria-disabled="true" aria-selected="false">{t("Nothing matches")}</li> : null}
      </ul>
      {making !== null ? (
        <Suspense fallback={null}>
          <CreateDialog resource={create} text={making} onClose={() => setMaking(null)} onDone={(made) => { setMaking(null); choose(made); }} />
        </Suspense>
      ) : null}
    </div>
  );
}
