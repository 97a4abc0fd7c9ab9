import { useEffect, useRef } from "react";
import { useBlocker } from "react-router";
import { Dialog } from "./dialog.jsx";
import { useT } from "./i18n.js";

/** Says how many fields are not saved, and asks before they are lost. */
export function UnsavedGuard({ count, onDiscard }) {
  const t = useT();
  const mark = useRef({});

  useEffect(() => {
    const { dirty } = window.zarrin;
    if (count) dirty.add(mark.current);
    else dirty.delete(mark.current);
    return () => dirty.delete(mark.current);
  }, [count]);

  const blocker = useBlocker(({ currentLocation, nextLocation }) => count > 0 && currentLocation.pathname !== nextLocation.pathname);
  const blocked = blocker.state === "blocked";
  return (
    <>
      {count ? <span className="unsaved" role="status">{t.plural("{n} unsaved change", "{n} unsaved changes", { n: count })}</span> : null}
      <Dialog open={blocked} title={t("Leave without saving?")} icon="triangle-alert" tone="warn" onClose={() => blocker.reset?.()}>
        <div className="dialog-b">{t.plural("{n} change on this page is not saved yet.", "{n} changes on this page are not saved yet.", { n: count })}</div>
        <div className="dialog-f">
          <button type="button" className="btn" onClick={() => blocker.reset?.()}>{t("Stay here")}</button>
          <button type="button" className="btn danger" onClick={() => { onDiscard?.(); blocker.proceed?.(); }}>{t("Discard and leave")}</button>
        </div>
      </Dialog>
    </>
  );
}
