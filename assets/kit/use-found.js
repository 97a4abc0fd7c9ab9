import { useEffect, useState } from "react";

const WAIT = 90;
const LEAST = 2;

/** Records that match, grouped as the server groups them: `[{label, icon, all, items: [{label, href, code, icon}]}]`;
    `busy` until the answer to the last letters has come. */
export function useFound(source, text) {
  const [answer, setAnswer] = useState({ text: "", groups: [] });
  const asked = text.trim();
  const enough = asked.length >= LEAST;
  useEffect(() => {
    if (!enough) return undefined;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(`${source}?q=${encodeURIComponent(asked)}`, { signal: stop.signal, credentials: "same-origin" })
        .then((r) => (r.ok ? r.json() : []))
        .then((groups) => setAnswer({ text: asked, groups }))
        .catch(() => stop.signal.aborted || setAnswer({ text: asked, groups: [] }));
    }, WAIT);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [source, asked, enough]);
  return { groups: enough ? answer.groups : [], busy: enough && answer.text !== asked };
}
