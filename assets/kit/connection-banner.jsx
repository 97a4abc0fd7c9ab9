import { useContext, useEffect, useState } from "react";
import { EventLoopContext } from "$/utils/context-registry";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";

const PROBE = 8000;
const GRACE = 1500;

/** Whether the server answers; a route of a few bytes is asked only while there is doubt. */
function useOffline() {
  const errors = useContext(EventLoopContext)?.[1] ?? [];
  const doubtful = errors.length > 0;
  const [since, setSince] = useState(null);
  useEffect(() => {
    let timer = 0;
    const look = async () => {
      const up = navigator.onLine && (await fetch("/health/live", { cache: "no-store" }).then((r) => r.status < 500, () => false));
      setSince((was) => (up ? null : was ?? new Date().toISOString()));
      if (!up || doubtful) timer = setTimeout(look, PROBE);
    };
    const now = () => {
      clearTimeout(timer);
      timer = setTimeout(look, 0);
    };
    addEventListener("offline", now);
    addEventListener("online", now);
    if (doubtful) timer = setTimeout(look, GRACE);
    return () => {
      clearTimeout(timer);
      removeEventListener("offline", now);
      removeEventListener("online", now);
    };
  }, [doubtful]);
  return since;
}

/** A copper strip while there is no connection: what still works, and since when. */
export function ConnectionBanner() {
  const t = useT();
  const format = useFormat();
  const since = useOffline();
  if (!since) return null;
  return (
    <div className="callout wrn off-bar" role="status">
      <Icon name="wifi-off" />
      <div className="grow"><b className="medium">{t("No connection since {time}", { time: format.time(since) })}</b></div>
      <span className="sm muted">{t("What you see may be old; saving waits.")}</span>
    </div>
  );
}
