import { useEffect, useRef, useState } from "react";
import { get } from "./api.js";

const WAIT = 120;

/** Results of a search as one types. `ask(text)` gives the answer for a text at once, from what is already here or anew. */
export function useSearch(path, text, query, { empty = false } = {}) {
  const [state, setState] = useState({ text: null, answer: null });
  const turn = useRef(0);
  const key = JSON.stringify(query);
  const load = async (words) => {
    const mine = ++turn.current;
    const answer = await get(path, { ...query, q: words });
    if (mine === turn.current) setState({ text: words, answer, key });
    return answer;
  };
  useEffect(() => {
    if (!text.trim() && !empty) {
      turn.current += 1;
      setState({ text: null, answer: null });
      return undefined;
    }
    const timer = setTimeout(() => load(text.trim()).catch(() => setState({ text, answer: null, failed: true })), text ? WAIT : 0);
    return () => clearTimeout(timer);
  }, [text, key, empty]);
  const ask = (words) => (state.text === words && state.key === key && state.answer ? state.answer : load(words));
  return { answer: state.answer, failed: Boolean(state.failed), settled: state.text === text.trim(), ask };
}
