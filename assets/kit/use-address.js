import { createContext, useContext } from "react";
import { useLocation, useNavigate } from "react-router";

const PLACE = ["by", "on", "zoom", "after", "before", "peek"];

/** What a saved view says of the way its list is looked at, while it is looked at that way. */
export const Look = createContext({});

/** The address of a list as its views read it: its parameters, and other addresses made from them. `usual` is the view
    where it names none; a saved view's own look holds where the address is silent, and an empty parameter puts it off. */
export function useAddress(usual = "") {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const look = useContext(Look);
  const params = new URLSearchParams(search);
  const addressOf = (next) => pathname + (next.size ? `?${next}` : "");
  const to = (changes) => {
    const next = new URLSearchParams(search);
    Object.entries(changes).forEach(([name, value]) => (value || look[name] ? next.set(name, value) : next.delete(name)));
    return addressOf(next);
  };
  return {
    resource: pathname.split("/")[2] ?? "",
    view: params.get("view") || usual || "table",
    get: (name) => params.get(name) ?? look[name] ?? "",
    /** The address with some parameters changed; an empty value takes one away. */
    to,
    go: (changes) => navigate(to(changes), { replace: true, preventScrollReset: true }),
    /** The address of the list in another view, from its beginning. */
    toView: (view) => {
      const next = new URLSearchParams(search);
      PLACE.forEach((name) => next.delete(name));
      if (view === "table" && !usual) next.delete("view");
      else next.set("view", view);
      return addressOf(next);
    },
    /** What a view asks the server for: the list's own parameters and `extra`. */
    ask: (view, extra, { paged = false } = {}) => {
      const asked = new URLSearchParams(search);
      ["view", "on", "zoom", "shut", "limits", "peek", "lang", "theme", ...(paged ? [] : ["after", "before"])].forEach((name) => asked.delete(name));
      Object.entries(extra ?? {}).forEach(([name, value]) => asked.set(name, value));
      return `/api/views/${pathname.split("/")[2]}/${view}?${asked}`;
    },
  };
}
