import { useCallback, useEffect, useRef, useState } from "react";
import { asText, changedNames, same, snapshot } from "./form-values.js";

const nameOf = (element) => element?.closest?.(".input")?.querySelector("[name]")?.name;

/* Inputs that are drawn anew lose the focus: the one that had it gets it back. */
function keepFocus() {
  const name = nameOf(document.activeElement);
  if (!name) return;
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    const input = document.getElementsByName(name)[0]?.closest(".input");
    input?.querySelector("input:not([type=hidden]), select, textarea, button")?.focus();
  });
}

/** What is typed in the form with this id, read from its inputs at each change.
    `origin` is what the server gave, `given` what the inputs begin with; `put` gives some of them anew. */
export function useForm(id, values) {
  const [origin, setOrigin] = useState(values);
  const [given, setGiven] = useState(values);
  const [turns, setTurns] = useState({});
  const [now, setNow] = useState(null);
  const before = useRef({});
  const look = useCallback(() => {
    const element = document.getElementById(id);
    if (element) setNow(snapshot(element));
    return element;
  }, [id]);

  useEffect(() => {
    const element = document.getElementById(id);
    // Inputs settle in effects of their own after their values arrive: the starting point is taken one frame later.
    const frame = requestAnimationFrame(() => {
      const first = snapshot(element);
      before.current = first.values;
      setNow(first);
    });
    // Not at once: drawing anew before an input has heard of its own change would take the letter back.
    let timer = 0;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(look);
    };
    element.addEventListener("input", later);
    element.addEventListener("change", later);
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      element.removeEventListener("input", later);
      element.removeEventListener("change", later);
    };
  }, [id, look]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => before.current && now && look());
    return () => cancelAnimationFrame(frame);
  }, [given, turns]);

  const startOf = (name) => before.current[name] ?? asText(origin[name]);
  return {
    origin, given, turns, startOf, look,
    ready: now !== null,
    values: now?.values ?? {},
    labels: now?.labels ?? {},
    valueOf: (name) => now?.values[name] ?? asText(given[name]),
    changed: now ? changedNames(now.values, startOf) : [],
    /** Give some inputs other values; they are drawn anew. */
    put: (patch) => {
      keepFocus();
      setGiven((had) => ({ ...had, ...patch }));
      setTurns((had) => ({ ...had, ...Object.fromEntries(Object.keys(patch).map((name) => [name, (had[name] ?? 0) + 1])) }));
    },
    /** Values that come with a new line: they count as its beginning. */
    begin: useCallback((patch) => {
      setOrigin((had) => ({ ...patch, ...had }));
      setGiven((had) => ({ ...had, ...patch }));
    }, []),
    /** Begin from what is stored now, keeping what is typed. */
    rebase: (stored) => {
      before.current = Object.fromEntries(Object.entries(before.current).filter(([name]) => same(asText(stored[name]), asText(origin[name]))));
      setOrigin(stored);
    },
    setOrder: useCallback((key, rows) => setGiven((had) => ({ ...had, [`${key}:order`]: rows.join(" ") })), []),
  };
}
