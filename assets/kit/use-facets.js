import { useEffect, useState } from "react";

/** How many rows of the list at this address each choice has: `{counts: [{value, title, count}], over}`, null until it is
    known and where it can't be. Asked once, when somebody looks. */
export function useFacets(url) {
  const [counted, setCounted] = useState(null);
  useEffect(() => {
    if (!url) return undefined;
    const abort = new AbortController();
    fetch(`${url}${location.search}`, { credentials: "same-origin", signal: abort.signal })
      .then((response) => (response.ok ? response.json() : null))
      .then(setCounted)
      .catch(() => {}); // without counts one chooses all the same
    return () => abort.abort();
  }, [url]);
  return counted;
}
