import { useEffect, useState } from "react";
import { Dialog } from "./dialog.jsx";
import { isFree, useKnownKeys, useListedKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { mark } from "./mark.js";

const GROUPS = [["page", mark("On this page")], ["rows", mark("Rows")], ["everywhere", mark("Everywhere")], ["go", mark("Go to a page")]];
const ALWAYS = [{ keys: "Esc", label: mark("Close, go back") }, { keys: "?", label: mark("Show this list") }];

/** The keys of this page, opened by "?" or from the foot of the sidebar. */
export function KeysDialog() {
  const t = useT();
  const [open, setOpen] = useState(false);
  const known = useKnownKeys();
  useListedKeys("everywhere", ALWAYS);
  useEffect(() => {
    const onKeyDown = (event) => {
      if ((event.key !== "?" && event.key !== "؟") || !isFree(event.target)) return;
      event.preventDefault();
      setOpen(true);
    };
    const show = () => setOpen(true);
    addEventListener("keydown", onKeyDown);
    addEventListener("zarrin:keys", show);
    return () => {
      removeEventListener("keydown", onKeyDown);
      removeEventListener("zarrin:keys", show);
    };
  }, []);
  const of = (group) => known.filter((key, k) => key.keys && key.group === group && known.findIndex((other) => other.keys === key.keys) === k);
  return (
    <>
      <button type="button" className="nav-a" onClick={() => setOpen(true)} title={t("Keyboard")}>
        <Icon name="keyboard" /><span>{t("Keyboard")}</span><kbd>?</kbd>
      </button>
      <Dialog open={open} title={t("Keyboard")} icon="keyboard" wide onClose={() => setOpen(false)}>
        <div className="dialog-b keys-g">
          {GROUPS.map(([group, heading]) => [heading, of(group)]).filter(([, keys]) => keys.length).map(([heading, keys]) => (
            <section key={heading}>
              <h3>{t(heading)}</h3>
              <dl className="keys-l">
                {keys.map((key) => <div key={key.keys}><dt><kbd>{key.keys}</kbd></dt><dd>{t.message(key.label)}</dd></div>)}
              </dl>
            </section>
          ))}
        </div>
      </Dialog>
    </>
  );
}
