import { useLocation, useNavigate } from "react-router";

const PLACE = ["by", "on", "zoom", "after", "before", "peek"];

/** The address of a list as its views read it: its parameters, and other addresses made from them. `usual` is the view
    where it names none. */
export function useAddress(usual = "") {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const params = new URLSearchParams(search);
  const to = (changes) => {
    const next = new URLSearchParams(search);
    Object.entries(changes).forEach(([name, value]) => (value ? next.set(name, value) : next.delete(name)));
    const text = next.toString();
    return pathname + (text ? `?${text}` : "");
  };
  return {
    resource: pathname.split("/")[2] ?? "",
    view: params.get("view") || usual || "table",
    get: (name) => params.get(name) || "",
    /** The address with some parameters changed; an empty value takes one away. */
    to,
    go: (changes) => navigate(to(changes), { replace: true, preventScrollReset: true }),
    /** The address of the list in another view, from its beginning. */
    toView: (view) => to({ ...Object.fromEntries(PLACE.map((name) => [name, ""])), view: view === "table" && !usual ? "" : view }),
    /** What a view asks the server for: the list's own parameters and `extra`. */
    ask: (view, extra, { paged = false } = {}) => {
      const asked = new URLSearchParams(search);
      ["view", "on", "zoom", "peek", "lang", "theme", ...(paged ? [] : ["after", "before"])].forEach((name) => asked.delete(name));
      Object.entries(extra ?? {}).forEach(([name, value]) => asked.set(name, value));
      return `/api/views/${pathname.split("/")[2]}/${view}?${asked}`;
    },
  };
}
