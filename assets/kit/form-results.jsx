import { useT } from "./i18n.js";
import { Value } from "./value.jsx";

/** What would come out of the form as it stands: computed by the server from what is typed, nothing written. */
export function FormResults({ fields, values, waiting }) {
  const t = useT();
  if (!fields.length) return null;
  return (
    <aside className="card sum" aria-label={t("Result")} aria-busy={waiting || undefined}>
      <div className="card-h"><h2>{t("Result")}</h2></div>
      <div className="card-b">
        <dl className="dl" aria-live="polite">
          {fields.map((field) => (
            <div key={field.key} className="pair">
              <dt>{t.message(field.label)}</dt>
              <dd><Value value={values?.[field.key]} kind={field.kind} choices={field.choices} /></dd>
            </div>
          ))}
        </dl>
        <p className="faint sm">{t("From what is typed here; nothing is saved yet.")}</p>
      </div>
    </aside>
  );
}
