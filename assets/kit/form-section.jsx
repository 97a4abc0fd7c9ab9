import { useId } from "react";
import { ChildTable } from "./child-table.jsx";
import { FieldInput } from "./field-input.jsx";
import { applies } from "./form-values.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/* A field that keeps rows: a table in its place. */
function RowsField({ field, form, errors }) {
  const t = useT();
  const legend = useId();
  const wrong = errors[field.key];
  return (
    <div className="field w3" role="group" aria-labelledby={legend} data-bad={wrong ? "" : undefined}>
      <span className="label" id={legend}>{t.message(field.label)}{field.required ? <span className="req" aria-hidden="true">*</span> : null}</span>
      <ChildTable table={field.table} form={form} errors={errors} />
      {field.help ? <span className="help">{t.message(field.help)}</span> : null}
      {wrong ? <span className="err" role="alert"><Icon name="circle-alert" size="sm" /><span>{t.message(wrong)}</span></span> : null}
    </div>
  );
}

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
          {section.fields.filter((field) => applies(field, fields, form.valueOf)).map((field) => (field.table && !field.readonly ? (
            <RowsField key={field.key} field={field} form={form} errors={errors} />
          ) : (
            <FieldInput key={`${field.key} ${form.turns[field.key] ?? 0}`} field={field} value={form.given[field.key]} error={errors[field.key]} warning={warnings[field.key]}
              note={isSuggested(field.key) ? t("suggested") : undefined} />
          )))}
        </div>
      )}
    </section>
  );
}
