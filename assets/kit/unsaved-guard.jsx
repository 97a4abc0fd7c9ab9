import { useEffect, useRef, useState } from "react";
import { useBlocker } from "react-router";
import { Dialog } from "./dialog.jsx";
import { useT } from "./i18n.js";

const valuesOf = (form) => Object.fromEntries([...new FormData(form).entries()].filter(([, value]) => typeof value === "string"));
const changedBetween = (a, b) => [...new Set([...Object.keys(a), ...Object.keys(b)])].filter((name) => (a[name] ?? "") !== (b[name] ?? ""));

/** Watches a form: says how many fields differ from what was loaded, and asks before they are lost.
    `saved` changes whenever the form has been loaded or saved anew. */
export function UnsavedGuard({ form, saved, onChange }) {
  const t = useT();
  const [count, setCount] = useState(0);
  const before = useRef({});
  const mark = useRef({});

  useEffect(() => {
    const element = document.getElementById(form);
    if (!element) return undefined;
    // Fields settle in effects of their own after the values arrive: the starting point is taken one frame later.
    const frame = requestAnimationFrame(() => {
      before.current = valuesOf(element);
      setCount(0);
    });
    const look = () => setCount(changedBetween(before.current, valuesOf(element)).length);
    element.addEventListener("input", look);
    element.addEventListener("change", look);
    return () => {
      cancelAnimationFrame(frame);
      element.removeEventListener("input", look);
      element.removeEventListener("change", look);
    };
  }, [form, saved]);

  useEffect(() => {
    const { dirty } = window.zarrin;
    if (count) dirty.add(mark.current);
    else dirty.delete(mark.current);
    onChange?.(count);
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
          <button type="button" className="btn danger" onClick={() => blocker.proceed?.()}>{t("Discard and leave")}</button>
        </div>
      </Dialog>
    </>
  );
}
