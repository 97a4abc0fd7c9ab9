import { useEffect } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { dropToast, useLocalToasts } from "./toast-store.js";

const ICONS = { ok: "circle-check", error: "circle-x", info: "info", warn: "triangle-alert" };
const SECONDS = 5;
const KEY = "zarrin.toasts";
const MOST = 20;

function shownSoFar() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    return []; // private windows may refuse storage
  }
}

function note(id) {
  try {
    sessionStorage.setItem(KEY, JSON.stringify([...shownSoFar(), id].slice(-MOST)));
  } catch {
    // then it may be shown again after a reload
  }
}

/* The server's list lives as long as the tab: what was shown before a reload is not told again. */
const earlier = new Set(shownSoFar());

/** One toast at a time, at the bottom end; errors stay until they are closed. `toasts` is
    `[{id, kind, text, detail, action}]`, texts as msgid or `{msgid, params}`. */
export function Toasts({ toasts = [], onDismiss, onAction }) {
  const t = useT();
  const local = useLocalToasts();
  const toast = [...toasts.filter((one) => !earlier.has(one.id)), ...local].at(-1);
  const isLocal = toast && local.some((l) => l.id === toast.id);
  const close = () => (isLocal ? dropToast(toast.id) : onDismiss?.(toast.id));
  useEffect(() => toasts.forEach((one) => earlier.has(one.id) && onDismiss?.(one.id)), [toasts]);
  useEffect(() => {
    if (toast && !isLocal) note(toast.id);
  }, [toast?.id]);
  useEffect(() => {
    if (!toast || toast.kind === "error") return undefined;
    const timer = setTimeout(close, SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [toast?.id]);
  return (
    <div className="toasts" role={toast?.kind === "error" ? "alert" : "status"} aria-live={toast?.kind === "error" ? "assertive" : "polite"}>
      {toast ? (
        <div className="toast" key={toast.id}>
          <Icon name={ICONS[toast.kind] ?? "info"} className={`i-${toast.kind}`} />
          <div>
            {t.message(toast.text)}
            {toast.detail ? <small>{t.message(toast.detail)}</small> : null}
          </div>
          {toast.action ? <button type="button" onClick={() => { (toast.run ?? onAction)?.(toast.id); close(); }}>{t.message(toast.action)}</button> : null}
          <button type="button" className="toast-x" aria-label={t("Close")} onClick={close}><Icon name="x" size="sm" /></button>
        </div>
      ) : null}
    </div>
  );
}
