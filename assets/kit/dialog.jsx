import { useEffect, useRef } from "react";
import { Dialog as Radix } from "radix-ui";
import { Icon } from "./icon.jsx";
import { useT } from "./i18n.js";

/** A question or a small form above the page. Whatever had the focus before has it again afterwards.
    What holds it open lives as long as the tab: one that was open before a reload, asked for by nobody since, is closed. */
export function Dialog({ open, title, icon, tone = "", wide = false, sheet = false, onClose, children }) {
  const t = useT();
  const opener = useRef(null);
  const left = useRef(false);
  left.current = Boolean(open) && (left.current || globalThis.zarrin?.pressed === false);
  useEffect(() => {
    if (left.current) onClose?.();
  }, [open]);
  return (
    <Radix.Root open={open && !left.current} onOpenChange={(next) => !next && onClose?.()}>
      <Radix.Portal>
        <Radix.Overlay className="scrim" />
        <Radix.Content className={sheet ? "sheet-s" : `dialog${wide ? " wide" : ""}`} aria-describedby={undefined}
          onOpenAutoFocus={() => { opener.current = document.activeElement; }}
          onCloseAutoFocus={(event) => { event.preventDefault(); opener.current?.focus?.(); }}>
          <div className="dialog-h">
            {icon ? <Icon name={icon} size="lg" className={tone} /> : null}
            <Radix.Title asChild><h2>{title}</h2></Radix.Title>
            <Radix.Close className="btn icon s ghost dialog-x" aria-label={t("Close")}><Icon name="x" /></Radix.Close>
          </div>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
