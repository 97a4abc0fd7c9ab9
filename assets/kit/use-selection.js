import { useEffect, useState } from "react";

/** The chosen rows: at once here, then told to the page. */
export function useSelection(rows, selected, onSelect) {
  const [chosen, setChosen] = useState(selected ?? []);
  const key = (selected ?? []).join();
  useEffect(() => setChosen(selected ?? []), [key]);
  const put = (ids) => {
    setChosen(ids);
    onSelect?.(ids);
  };
  const toggle = (id) => put(chosen.includes(id) ? chosen.filter((c) => c !== id) : [...chosen, id]);
  const here = rows.filter((row) => chosen.includes(row.id)).length;
  const toggleAll = () => {
    const ids = rows.map((row) => row.id);
    put(here === rows.length ? chosen.filter((id) => !ids.includes(id)) : [...new Set([...chosen, ...ids])]);
  };
  return { chosen, toggle, toggleAll, all: rows.length > 0 && here === rows.length, some: here > 0 };
}
