import { useEffect, useRef, useState } from "react";
import { Dialog } from "./dialog.jsx";
import { FieldInputs } from "./field-input.jsx";
import { snapshot } from "./form-values.js";
import { useT } from "./i18n.js";
import { mark } from "./mark.js";
import { newKey } from "./new-key.js";

const HEADERS = { "Content-Type": "application/json", "X-Requested-With": "zarrin" };

/** Makes a record that a field needs, with what it can't be without; `onDone` gets `{value, label}`. */
export default function CreateDialog({ resource, text, onClose, onDone }) {
  const t = useT();
  const [asked, setAsked] = useState(null);
  const [errors, setErrors] = useState({});
  const [failed, setFailed] = useState("");
  const form = useRef(null);
  const key = useRef(newKey());
  const url = `/api/quick/${resource}`;

  useEffect(() => {
    fetch(`${url}?q=${encodeURIComponent(text)}`, { credentials: "same-origin" }).then((answer) => (answer.ok ? answer.json() : Promise.reject()))
      .then(setAsked).catch(() => setFailed(mark("The server could not be reached")));
  }, []);
  const send = async (event) => {
    event.preventDefault();
    event.stopPropagation(); // the form around the field is another one
    const body = JSON.stringify({ values: snapshot(form.current).values });
    const answer = await fetch(url, { method: "POST", credentials: "same-origin", headers: { ...HEADERS, "Idempotency-Key": key.current }, body }).catch(() => null);
    const said = await answer?.json().catch(() => ({}));
    if (answer?.ok) return onDone(said);
    setErrors(said?.errors ?? {});
    return setFailed(said ? said.message ?? said.title : mark("The server could not be reached"));
  };
  return (
    <Dialog open title={asked ? t("New {what}", { what: t.noun(asked.label) }) : t("New record")} icon="plus" onClose={onClose}>
      <form ref={form} onSubmit={send} noValidate autoComplete="off" onKeyDown={(event) => event.stopPropagation()}>
        <div className="dialog-b stack g4">
          {failed ? <div className="callout no" role="alert">{t.message(failed)}</div> : null}
          {asked ? <FieldInputs fields={asked.fields} values={asked.values} errors={errors} /> : null}
        </div>
        <div className="dialog-f">
          <button type="button" className="btn" onClick={onClose}>{t("Cancel")}</button>
          <button type="submit" className="btn primary" disabled={!asked}>{t("Create")}</button>
        </div>
      </form>
    </Dialog>
  );
}
