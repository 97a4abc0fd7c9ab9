/** Put a parameter into the page's address, or take it out, without leaving the page or telling anybody. */
export function putParam(name, value) {
  const url = new URL(location.href);
  if ((url.searchParams.get(name) ?? "") === value) return;
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(history.state, "", url);
}
