import { Dialog } from "./dialog.jsx";
import { Field } from "./field.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { mark } from "./mark.js";
import { usePreferences } from "./store.js";
import { nameOf } from "./texts.js";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

/* One side: which version it is. The empty one is the record as it is now. */
function Version({ label, value, entries, onChange }) {
  const t = useT();
  const format = useFormat();
  const { language } = usePreferences();
  return (
    <Field label={label}>
      {(aria) => (
        <div className="input sel-i">
          <select value={value} onChange={(event) => onChange(event.target.value)} {...aria}>
            <option value="">{t("Now")}</option>
            {entries.map((one) => <option key={one.id} value={one.id}>{`${format.datetime(one.at)} · ${t.message(one.action)} · ${nameOf(one.by, language)}`}</option>)}
          </select>
          <Icon name="chevron-down" />
        </div>
      )}
    </Field>
  );
}

/** Two versions of a record, field by field. `entries` is its history, the newest first; `left` and `right` are entries'
    ids, empty for now; `differences` are `[{key, label, kind, choices, before, after}]`. */
export function Versions({ open = false, entries = [], left = "", right = "", differences = [], may = false, onChoose, onRestore, onClose }) {
  const t = useT();
  const side = (one, which) => <Value value={one[which]} kind={one.kind} choices={one.choices} bare />;
  return (
    <Dialog open={open} title={t("Compare versions")} icon="git-compare" wide onClose={onClose}>
      <div className="dialog-b stack g4">
        <div className="vs-pick">
          <Version label={mark("Version")} value={left} entries={entries} onChange={(id) => onChoose?.(id, right)} />
          <Version label={mark("Compared with")} value={right} entries={entries} onChange={(id) => onChoose?.(left, id)} />
        </div>
        {differences.length ? (
          <table className="tbl vs">
            <thead><tr><th>{t("Field")}</th><th>{t("Version")}</th><th>{t("Compared with")}</th></tr></thead>
            <tbody>{differences.map((one) => (
              <tr key={one.key}><th scope="row">{t.message(one.label)}</th><td><del>{side(one, "before")}</del></td><td><ins>{side(one, "after")}</ins></td></tr>
            ))}</tbody>
          </table>
        ) : <p className="faint">{t("These two are alike in all that you may see.")}</p>}
      </div>
      <div className="dialog-f">
        <button type="button" className="btn" onClick={onClose}>{t("Close")}</button>
        {may ? <button type="button" className="btn primary" onClick={onRestore}><Icon name="undo-2" /><span>{t("Bring this version back")}</span></button> : null}
      </div>
    </Dialog>
  );
}
