import { useState } from "react";
import { useT } from "../i18n.js";
import { Icon } from "../icon.jsx";
import { Jewel } from "../jewel.jsx";
import { Weight } from "../amount.jsx";
import { useFormat } from "../use-format.js";
import { nameOf } from "./names.js";
import { useSearch } from "./use-search.js";

function Found({ id, title, items, at, onTake, onPoint }) {
  const t = useT();
  const format = useFormat();
  if (!items.length) return null;
  return (
    <>
      <h3>{title}</h3>
      <ul id={id} role="listbox" aria-label={title}>
        {items.map((item, k) => (
          <li key={item.id} id={`${id}-${k}`} role="option" aria-selected={k === at} className={k === at ? "on" : ""}
            onPointerMove={() => onPoint?.(k)} onPointerDown={(event) => event.preventDefault()} onClick={() => onTake(item)}>
            <Jewel picture={item.picture} fineness={item.fineness} size="l" />
            <div>
              <p><bdi>{nameOf(item.name, t.language)}</bdi></p>
              <p className="faint xs">
                {item.unique ? <bdi className="code" dir="ltr">{item.sku}</bdi> : t("{n} left", { n: item.available })}
                {" · "}
                {Number(item.net_weight) ? <Weight value={item.net_weight} /> : format.number(item.fineness)}
              </p>
            </div>
            {k === at ? <kbd aria-hidden="true">↵</kbd> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Find a piece: a scanned code and Enter adds it at once; words search as they are typed. */
export function Find({ start, input, locked, onTake, onNone }) {
  const t = useT();
  const [text, setText] = useState("");
  const [category, setCategory] = useState("");
  const [at, setAt] = useState(0);
  const words = text.trim();
  const query = { branch: start.branch.id, ...(category ? { category } : {}) };
  const search = useSearch("items", text, query, { empty: Boolean(category) });
  const found = words || category ? search.answer?.items ?? [] : [];
  const walked = found.length || words || category ? found : start.popular;
  const list = found.length || words || category ? "pos-found" : "pos-often";

  const take = (item) => {
    setText("");
    setAt(0);
    onTake(item);
    input.current?.focus();
  };
  const enter = async () => {
    if (!words) return walked[at] ? take(walked[at]) : undefined;
    if (search.settled && walked[at] && !search.answer.exact) return take(walked[at]);
    setText("");
    try {
      const { items, exact } = await search.ask(words);
      const item = items.find((one) => one.id === exact) ?? (items.length === 1 ? items[0] : null);
      if (item) return take(item);
      if (items.length) return setText(words);
      return onNone(words);
    } catch (error) {
      setText(words);
      return onNone(words, error);
    }
  };
  const onKeyDown = (event) => {
    if (event.altKey || event.ctrlKey) return;
    if (event.key === "ArrowDown") setAt(Math.min(at + 1, walked.length - 1));
    else if (event.key === "ArrowUp") setAt(Math.max(at - 1, 0));
    else if (event.key === "Enter") enter();
    else if (event.key === "Escape" && text) setText("");
    else return;
    event.preventDefault();
  };
  return (
    <aside className="cat" aria-label={t("Find")}>
      <div className="cat-h">
        <div className="input">
          <Icon name="scan-barcode" />
          <input ref={input} data-find="" role="combobox" aria-expanded={walked.length > 0} aria-controls={list} aria-autocomplete="list" autoComplete="off"
            aria-activedescendant={walked[at] ? `${list}-${at}` : undefined} aria-label={t("Scan, name or code")} placeholder={t("Scan, name or code")}
            aria-keyshortcuts="F3" dir="auto" value={text} disabled={locked} onKeyDown={onKeyDown} onChange={(event) => { setText(event.target.value); setAt(0); }} />
          <kbd aria-hidden="true">F3</kbd>
        </div>
        {start.categories.length ? (
          <div className="row g1 chips" role="group" aria-label={t("Category")}>
            {[{ id: "", name: t("All") }, ...start.categories].map(({ id, name }) => (
              <button key={id} type="button" className={`chip${category === id ? " on" : ""}`} aria-pressed={category === id}
                onClick={() => { setCategory(id); setAt(0); input.current?.focus(); }}>{id ? <bdi>{nameOf(name, t.language)}</bdi> : name}</button>
            ))}
          </div>
        ) : null}
      </div>
      <div className={`cat-l${words || category ? " open" : ""}`}>
        {words && search.settled && !found.length ? <h3 role="status">{search.failed ? t("The server can’t be reached") : t("Nothing found for “{text}”", { text: words })}</h3> : null}
        <Found id="pos-found" items={found} at={list === "pos-found" ? at : -1} onTake={take} onPoint={setAt}
          title={t.plural("{n} found in {branch}", "{n} found in {branch}", { n: found.length, branch: nameOf(start.branch.name, t.language) })} />
        <div className="often"><Found id="pos-often" items={start.popular} at={list === "pos-often" && document.activeElement === input.current ? at : -1} onTake={take} title={t("Often sold")} /></div>
      </div>
    </aside>
  );
}
