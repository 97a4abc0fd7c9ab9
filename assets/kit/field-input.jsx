import { Combobox } from "./combobox.jsx";
import { DateInput } from "./date-input.jsx";
import { Field } from "./field.jsx";
import { useT } from "./i18n.js";
import { MomentInput } from "./moment-input.jsx";
import { NumberInput } from "./number-input.jsx";
import { PhoneInput } from "./phone-input.jsx";
import { SelectInput } from "./select-input.jsx";
import { SeveralTicks } from "./several.jsx";
import { TagsInput } from "./tags-input.jsx";
import { TextArea } from "./text-area.jsx";
import { TextInput } from "./text-input.jsx";
import { Switch } from "./tick.jsx";
import { Value } from "./value.jsx";

const FIGURES = new Set(["number", "integer", "money", "weight", "percent", "fineness"]);

/** The control of a field alone, by its kind; label and error are the caller’s. */
export function Control({ field, value, bad, aria, onChange }) {
  const t = useT();
  const common = {
    name: field.key, value, bad, onChange, disabled: field.disabled, required: field.required, autoFocus: field.autofocus,
    placeholder: field.placeholder ? t.message(field.placeholder) : undefined, ...aria,
  };
  if (field.readonly) return <div className="input read" id={aria.id}><Value value={value} kind={field.kind} choices={field.choices} currency={field.currency} /></div>;
  if (field.kind === "choice") return <SelectInput {...common} options={field.choices} raw={field.raw} />;
  if (field.kind === "reference") {
    const chosen = value && typeof value === "object" ? value : { id: value, label: field.text ?? "" };
    return <Combobox {...common} value={chosen.id ?? chosen.value ?? ""} text={chosen.label ?? ""} source={field.source} create={field.create} />;
  }
  if (field.kind === "several") return <SeveralTicks {...common} label={field.label} options={field.choices} />;
  if (field.kind === "tags") return <TagsInput {...common} source={field.source} />;
  if (field.kind === "date") return <DateInput {...common} min={field.min} max={field.max} />;
  if (field.kind === "datetime") return <MomentInput {...common} min={field.min} max={field.max} />;
  if (field.kind === "boolean") return <div className="input read"><Switch {...common} /></div>;
  if (field.kind === "longtext" || field.kind === "json") return <TextArea {...common} rows={field.rows} />;
  if (FIGURES.has(field.kind)) return <NumberInput {...common} kind={field.kind} currency={field.currency} unit={field.unit} places={field.places} />;
  if (field.kind === "phone") return <PhoneInput {...common} />;
  return <TextInput {...common} kind={field.kind} maxLength={field.max_length} />;
}

/** A field of a form as the server describes it: `{key, label, kind, required, help, choices, source …}`; `note` stands
    beside the label. */
export function FieldInput({ field, value, error, warning, note, onChange }) {
  const told = onChange ? (next) => onChange(field.key, next) : undefined;
  return (
    <Field label={field.label} help={field.help} error={error} warning={warning} required={field.required} note={note} wide={field.wide ?? ""}>
      {(aria, bad) => <Control field={field} value={value} bad={bad} aria={aria} onChange={told} />}
    </Field>
  );
}

/** All fields of a section: `values` and `errors` by the field's key. */
export function FieldInputs({ fields = [], values = {}, errors = {}, onChange }) {
  return fields.map((field) => (
    <FieldInput key={field.key} field={field} value={values[field.key]} error={errors[field.key]} onChange={onChange} />
  ));
}
