import { useCallback, useEffect, useRef, useState } from "react";

/** Reads JSON; throws what a problem document says, to be shown. */
export async function readJson(url, signal) {
  const response = await fetch(url, { credentials: "same-origin", signal });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(answer.title), { said: answer.message ?? answer.title });
  return answer;
}

/** The data behind `url` (none without one), read again when `stamp` changes or `reload()` is called; what was there stays until the new
    has come. `complete(data, signal)` may fetch more before it is shown. */
export function useViewData(url, stamp, complete) {
  const [state, setState] = useState({ data: null, error: null, loading: true });
  const [again, setAgain] = useState(0);
  const finish = useRef(complete);
  finish.current = complete;
  useEffect(() => {
    if (!url) return undefined;
    const abort = new AbortController();
    setState((old) => ({ ...old, loading: true }));
    readJson(url, abort.signal)
      .then((data) => finish.current?.(data, abort.signal) ?? data)
      .then((data) => abort.signal.aborted || setState({ data, error: null, loading: false })) // cut off, a body reads as nothing
      .catch((error) => abort.signal.aborted || setState((old) => ({ ...old, error, loading: false })));
    return () => abort.abort();
  }, [url, stamp, again]);
  const reload = useCallback(() => setAgain((n) => n + 1), []);
  const change = useCallback((edit) => setState((old) => (old.data ? { ...old, data: edit(old.data) } : old)), []);
  return { ...state, reload, change };
}
