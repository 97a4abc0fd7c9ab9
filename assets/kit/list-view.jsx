import { lazy, Suspense } from "react";
import { Look, useAddress } from "./use-address.js";

const VIEWS = {
  board: lazy(() => import("./board.jsx")),
  calendar: lazy(() => import("./calendar-view.jsx")),
  timeline: lazy(() => import("./timeline.jsx")),
  gallery: lazy(() => import("./gallery.jsx")),
  queue: lazy(() => import("./queue.jsx")),
};

const NONE = {};

/** A list in the view its address asks for; the children are its table. `views` says which ones are allowed and by
    which fields, `look` what a saved view says of its `usual` one; a new `stamp` reads again. `acts` can be done with
    what is chosen of the list that `params` name. Each view is loaded when it is first asked for. */
export function ListView({ views = [], usual = "", look, stamp, opened, acts = [], params, cleared = 0, onPeek, onAct, children }) {
  const { view, resource } = useAddress(usual);
  const offered = views.find((one) => one.key === view);
  const View = offered && VIEWS[view];
  const spans = views.some((one) => one.key === "timeline");
  if (!View) return children ?? null;
  return (
    <Look.Provider value={view === usual ? look : NONE}>
      <div className={`lv lv-${view}`}><Suspense fallback={null}><View key={resource} by={offered.by} spans={spans} stamp={stamp} opened={opened} onPeek={onPeek} bulk={{ acts, params, cleared, onAct }} /></Suspense></div>
    </Look.Provider>
  );
}
