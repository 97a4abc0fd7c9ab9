import { lazy, Suspense } from "react";
import { useAddress } from "./use-address.js";

const VIEWS = {
  board: lazy(() => import("./board.jsx")),
  calendar: lazy(() => import("./calendar-view.jsx")),
  timeline: lazy(() => import("./timeline.jsx")),
  gallery: lazy(() => import("./gallery.jsx")),
};

/** A list in the view its address asks for; the children are its table. `views` says which ones are allowed and by
    which fields; a new `stamp` reads again. Each view is loaded when it is first asked for. */
export function ListView({ views = [], usual = "", stamp, opened, onPeek, children }) {
  const { view, resource } = useAddress(usual);
  const offered = views.find((one) => one.key === view);
  const View = offered && VIEWS[view];
  if (!View) return children ?? null;
  return <div className={`lv lv-${view}`}><Suspense fallback={null}><View key={resource} by={offered.by} stamp={stamp} opened={opened} onPeek={onPeek} /></Suspense></div>;
}
