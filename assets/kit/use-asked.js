import { useEffect, useRef, useState } from "react";
import { asText, same } from "./form-values.js";

const WAIT = 350;

/** Asks the server, a moment after the last change, what some fields would follow to and what would come out. Answers
    to earlier questions are ignored. Gives `{suggested, results, warnings, waiting}`; `suggested` holds texts by name. */
export function useAsked({ form, follows, wanted, creating, answer, onAsk }) {
  const [suggested, setSuggested] = useState({});
  const [results, setResults] = useState(null);
  const [warnings, setWarnings] = useState({});
  const turn = useRef(0);
  const [waiting, setWaiting] = useState(false);
  const untouched = (name) => same(form.values[name], form.startOf(name)) || same(form.values[name], suggested[name]);
  const free = follows.filter((name) => (creating || !asText(form.origin[name])) && untouched(name));

  useEffect(() => {
    if (!form.ready || !(wanted || follows.length)) return undefined;
    const timer = setTimeout(() => {
      turn.current = Date.now();
      setWaiting(true);
      onAsk?.(form.values, form.changed, free, turn.current);
    }, WAIT);
    return () => clearTimeout(timer);
  }, [form.ready, JSON.stringify(form.values)]);

  useEffect(() => {
    if (!answer?.turn || answer.turn !== turn.current) return;
    const fresh = Object.entries(answer.suggested ?? {}).filter(([name]) => free.includes(name));
    const patch = Object.fromEntries(fresh.filter(([name, value]) => !same(asText(value), form.values[name])));
    if (Object.keys(patch).length) form.put(patch);
    setSuggested((had) => ({ ...had, ...Object.fromEntries(fresh.map(([name, value]) => [name, asText(value)])) }));
    setResults(answer.results ?? {});
    setWarnings(answer.warnings ?? {});
    setWaiting(false);
  }, [answer?.turn]);
  return { suggested, results, warnings, waiting, isSuggested: (name) => suggested[name] != null && same(form.values[name], suggested[name]) };
}
