import { Dialog } from "../dialog.jsx";
import { useT } from "../i18n.js";
import { mark } from "../mark.js";

const BAR = [["F3", mark("find")], ["F4", mark("customer")], ["F6", mark("discount")], ["F8", mark("next payment")], ["Alt ↑↓", mark("line")], ["F12", mark("finish")]];
const ALL = [
  ["F3", mark("Find a piece by code or name")], ["↑ ↓ ↵", mark("Walk what was found, and add it")], ["F4", mark("Choose or add the customer")],
  ["F6", mark("Give a discount")], ["F8", mark("Put this payment down, go on to the next")], ["Alt ↑↓", mark("Walk the lines")], ["+ −", mark("One more, one less of the line")],
  ["Delete", mark("Remove the line")], ["F12", mark("Finish the sale")], ["P", mark("After the sale: print its receipt")], ["↵", mark("After the sale: the next one")], ["?", mark("Show this list")],
];

/** The keys most used, along the foot. */
export function KeyBar({ onAll }) {
  const t = useT();
  return (
    <footer className="keys">
      {BAR.map(([key, label]) => <span key={key}><kbd>{key}</kbd> {t(label)}</span>)}
      <span className="grow" />
      <button type="button" className="lnk-b" onClick={onAll}><kbd>?</kbd> {t("all keys")}</button>
    </footer>
  );
}

/** Every key of the till. */
export function KeyList({ onClose }) {
  const t = useT();
  return (
    <Dialog open title={t("Keyboard")} icon="keyboard" onClose={onClose}>
      <dl className="dialog-b keys-l">
        {ALL.map(([key, label]) => <div key={key}><dt><kbd>{key}</kbd></dt><dd>{t(label)}</dd></div>)}
      </dl>
    </Dialog>
  );
}
