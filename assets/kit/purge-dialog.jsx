import { useEffect, useState } from "react";
import { Dialog } from "./dialog.jsx";
import { Field } from "./field.jsx";
import { fold } from "./fold.js";
import { useT } from "./i18n.js";
import { mark } from "./mark.js";
import { useFormat } from "./use-format.js";

/** The last question about a record: what goes with it (`parts`, `[{label, n}]`), and its `name` to be typed before the
    button wakes. */
export function PurgeDialog({ name = "", parts = [], onConfirm, onClose }) {
  const t = useT();
  const format = useFormat();
  const [typed, setTyped] = useState("");
  useEffect(() => setTyped(""), [name]);
  const sure = Boolean(name) && (typed.trim() === name.trim() || (fold(typed) !== "" && fold(typed) === fold(name)));
  const submit = (event) => {
    event.preventDefault();
    if (sure) onConfirm?.(typed);
  };
  return (
    <Dialog open={Boolean(name)} title={t("Delete for good")} icon="trash-2" tone="neg" onClose={onClose}>
      <form className="purge" onSubmit={submit}>
        <div className="dialog-b stack g3">
          <p>{t("This can't be undone. Only the history stays, with all that the record was.")}</p>
          {parts.length ? (
            <div>
              <p className="medium">{t("What goes with it")}</p>
              <ul className="purge-l">{parts.map((one) => <li key={one.label}><span>{t.message(one.label)}</span><b className="n">{format.integer(one.n)}</b></li>)}</ul>
            </div>
          ) : <p className="muted">{t("Nothing else goes with it.")}</p>}
          <p className="sm">{t("To be sure, type its name:")} <bdi className="phrase">{name}</bdi></p>
          <Field label={mark("Its name")} required>
            {(aria) => <div className="input"><input type="text" dir="auto" autoComplete="off" autoFocus value={typed} onChange={(event) => setTyped(event.target.value)} {...aria} /></div>}
          </Field>
        </div>
        <div className="dialog-f">
          <button type="button" className="btn" onClick={onClose}>{t("Keep it")}</button>
          <button type="submit" className={`btn danger${sure ? "" : " is-off"}`} disabled={!sure}>{t("Delete for good")}</button>
        </div>
      </form>
    </Dialog>
  );
}
