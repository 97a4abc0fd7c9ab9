import { useEffect, useRef, useState } from "react";

/** The columns of a table in the order people give them: at once here, then as `onArrange` has told the server. The
    first stays where it is, since it carries the row's link; the one that parts the list (`parting`) is left out, since
    its heads say it, and keeps its place. Gives the columns and `move(key, to)`. */
export function useOrder(columns, parting, onArrange) {
  const away = columns.findIndex((column, place) => place && column.key === parting);
  const shown = columns.filter((_column, place) => place !== away);
  const given = shown.map((column) => column.key);
  const [order, setOrder] = useState(null);
  const told = useRef([]);
  useEffect(() => {
    // Answers come one by one: what was told last holds until its own has come, or something else was asked for.
    told.current = told.current.slice(told.current.indexOf(given.join()) + 1 || Infinity);
    if (!told.current.length) setOrder(null);
  }, [given.join()]);
  const keys = order?.length === given.length ? order : given;
  const byKey = new Map(shown.map((column) => [column.key, column]));
  const move = (key, to) => {
    const from = keys.indexOf(key);
    if (from < 1 || to < 1 || to >= keys.length || to === from) return;
    const next = keys.filter((one) => one !== key);
    next.splice(to, 0, key);
    setOrder(next);
    told.current.push(next.join());
    onArrange(away < 0 ? next : [...next.slice(0, away), parting, ...next.slice(away)]);
  };
  return [keys.map((key) => byKey.get(key)).filter(Boolean), onArrange ? move : null];
}
