import { useEffect, useRef, useState } from "react";

/** The chosen rows, held in the browser; `list` names the list they are of, `cleared` changes when they are given up.
    `every` means all that the list finds, on whatever page. */
export function useSelection({ rows, selected, list = "", cleared = 0, onSelect }) {
  const [chosen, setChosen] = useState(selected ?? []);
  const [every, setEvery] = useState(false);
  const last = useRef(null);
  const key = (selected ?? []).join();
  useEffect(() => {
    setChosen(selected ?? []);
    setEvery(false);
    last.current = null;
  }, [key, list, cleared]);
  const put = (ids) => {
    setChosen(ids);
    setEvery(false);
    onSelect?.(ids);
  };
  const ids = rows.map((row) => row.id);
  /** Choose or leave one; with `range` all from the last one to this. */
  const toggle = (id, range = false) => {
    const [from, to] = [ids.indexOf(last.current), ids.indexOf(id)];
    const between = range && from >= 0 && to >= 0 ? ids.slice(Math.min(from, to), Math.max(from, to) + 1) : null;
    last.current = id;
    if (between) put([...new Set([...chosen, ...between])]);
    else put(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  };
  const here = ids.filter((id) => chosen.includes(id)).length;
  const takePage = () => put([...new Set([...chosen, ...ids])]);
  const toggleAll = () => (here === ids.length ? put(chosen.filter((id) => !ids.includes(id))) : takePage());
  const has = (id) => every || chosen.includes(id);
  return {
    chosen, every, has, toggle, toggleAll, takePage, takeEvery: () => setEvery(true), clear: () => put([]),
    all: rows.length > 0 && (every || here === rows.length), some: every || here > 0,
  };
}
