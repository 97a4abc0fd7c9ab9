import { useEffect } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { dropToast, useLocalToasts } from "./toast-store.js";

const ICONS = { ok: "circle-check", error: "circle-x", info: "info", warn: "triangle-alert" };
const SECONDS = 5;

/** One toast at a time, at the bottom end; errors stay until they are closed. `toasts` is
    `[{id, kind, text, detail, action}]`, texts as msgid or `{msgid, params}`. */
export function Toasts({ toasts = [], onDismiss, onAction }) {
  const t = useT();
  const local = useLocalToasts();
  const toast = [...toasts, ...local].at(-1);
  const isLocal = toast && local.some((l) => l.id === toast.id);
  const close = () => (isLocal ? dropToast(toast.id) : onDismiss?.(toast.id));
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
