import { useId, useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFieldValue } from "./use-field-value.js";

const TONES = { pos: "ok", neg: "no", info: "inf", warn: "wrn" };
const BREAK = /[,،;؛\n]+/;
const split = (text) => String(text ?? "").split(BREAK).map((part) => part.trim()).filter(Boolean);
const same = (a, b) => a.localeCompare(b, undefined, { sensitivity: "base" }) === 0;

/** The names in a value as it comes: `[{name}]`, `[name]` or a text with commas. */
export const tagNames = (value) => (Array.isArray(value) ? value.map((one) => one?.name ?? one) : split(value));

/* The tags there are already, asked for when the field is first entered. */
function useKnown(source) {
  const [known, setKnown] = useState(null);
  const ask = async () => {
    if (known || !source) return;
    setKnown([]);
    const answer = await fetch(source, { credentials: "same-origin" }).then((r) => (r.ok ? r.json() : [])).catch(() => []);
    setKnown((answer.items ?? answer).map((one) => one.label));
  };
  return [known ?? [], ask];
}

/** Several words, typed or taken from those there are: Enter or a comma sets one, Backspace takes the last away. */
export function TagsInput({ name, value, source, onChange, bad = false, placeholder, disabled, autoFocus, id, required, ...aria }) {
  const t = useT();
  const list = useId();
  const [text, put, hidden] = useFieldValue(tagNames(value).join(", "), onChange);
  const [typed, setTyped] = useState("");
  const [known, ask] = useKnown(source);
  const tags = split(text);
  const set = (names) => put(names.filter((one, at) => names.findIndex((other) => same(other, one)) === at).join(", "));
  const take = (words) => {
    set([...tags, ...split(words)]);
    setTyped("");
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && typed.trim()) {
      event.preventDefault();
      take(typed);
    } else if (event.key === "Backspace" && !typed && tags.length) {
      set(tags.slice(0, -1));
    }
  };
  const onInput = (event) => {
    const words = event.target.value;
    if (BREAK.test(words) || known.includes(words)) take(words);
    else setTyped(words);
  };
  return (
    <div className={`input tags-in${bad ? " bad" : ""}`}>
      {tags.map((tag) => (
        <span className="chip" key={tag}>
          <bdi>{tag}</bdi>
          <button type="button" className="x" disabled={disabled} aria-label={t("Take the tag {name} away", { name: tag })} onClick={() => set(tags.filter((one) => one !== tag))}><Icon name="x" size="sm" /></button>
        </span>
      ))}
      <input id={id} type="text" value={typed} list={list} disabled={disabled} autoFocus={autoFocus} autoComplete="off" placeholder={tags.length ? undefined : placeholder ?? t("Type a tag, then Enter")}
        onFocus={ask} onChange={onInput} onKeyDown={onKeyDown} onBlur={() => typed.trim() && take(typed)} {...aria} />
      <datalist id={list}>{known.filter((one) => !tags.includes(one)).map((one) => <option key={one} value={one} />)}</datalist>
      {name ? <input type="hidden" name={name} value={text} ref={hidden} /> : null}
    </div>
  );
}

/** Tags as a value: each a badge of its tone. */
export function Tags({ value }) {
  return (
    <span className="tags-v">
      {[value].flat().map((one) => <span className={`badge ${TONES[one.tone] ?? "plain"}`} key={one.name ?? one}><bdi>{one.name ?? one}</bdi></span>)}
    </span>
  );
}
