import { ChildTable } from "./child-table.jsx";
import { FieldInput } from "./field-input.jsx";
import { applies } from "./form-values.js";
import { useT } from "./i18n.js";

/** A section of a form: its fields, as far as they are asked for; or the rows that are part of the record. */
export function FormSection({ section, fields, form, errors, warnings = {}, isSuggested }) {
  const t = useT();
  return (
    <section className="sec" id={`sec-${section.key}`} tabIndex={-1}>
      <header>
        <h2>{t.message(section.label)}</h2>
        {section.help ? <span className="faint sm">{t.message(section.help)}</span> : null}
      </header>
      {section.table ? <ChildTable table={section.table} form={form} errors={errors} warnings={warnings} /> : (
        <div className="f3">
          {section.fields.filter((field) => applies(field, fields, form.valueOf)).map((field) => (
            <FieldInput key={`${field.key} ${form.turns[field.key] ?? 0}`} field={field} value={form.given[field.key]} error={errors[field.key]} warning={warnings[field.key]}
              note={isSuggested(field.key) ? t("suggested") : undefined} />
          ))}
        </div>
      )}
    </section>
  );
}
