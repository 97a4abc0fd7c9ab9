import { useT } from "./i18n.js";
import { HotKey } from "./hot-keys.jsx";

const FAULTY = "[aria-invalid=true], .input.bad input:not([type=hidden]), .input.bad select, .input.bad textarea";

/** Leads from one faulty field to the next, around at the end: by its button or F8. */
export function NextError() {
  const t = useT();
  const go = () => {
    const fields = [...new Set(document.querySelectorAll(FAULTY))].filter((field) => field.getClientRects().length);
    fields[(fields.indexOf(document.activeElement) + 1) % fields.length]?.focus();
  };
  return (
    <>
      <HotKey code="F8" keys="F8" label={t("Next error")} onPress={go} />
      <button type="button" className="link nowrap" onClick={go}>{t("Next error")} <kbd>F8</kbd></button>
    </>
  );
}
