import { useT } from "./i18n.js";
import { HotKey } from "./hot-keys.jsx";

const FAULTY = "[aria-invalid=true], .input.bad input:not([type=hidden]), .input.bad select, .input.bad textarea";

/** Leads from one faulty field to the next, around at the end: by its button or F8. `onReveal` opens the tab it is in. */
export function NextError({ onReveal }) {
  const t = useT();
  const tabOf = (field) => field.closest("[data-tab]")?.dataset.tab;
  const go = () => {
    const fields = [...new Set(document.querySelectorAll(FAULTY))].filter((field) => tabOf(field) || field.getClientRects().length);
    const next = fields[(fields.indexOf(document.activeElement) + 1) % fields.length];
    if (!next) return;
    if (tabOf(next)) onReveal?.(tabOf(next));
    requestAnimationFrame(() => next.focus());
  };
  return (
    <>
      <HotKey code="F8" keys="F8" label={t("Next error")} onPress={go} />
      <button type="button" className="link nowrap" onClick={go}>{t("Next error")} <kbd>F8</kbd></button>
    </>
  );
}
