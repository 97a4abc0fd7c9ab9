import { useState } from "react";
import { Dialog } from "./dialog.jsx";
import { Facets, withCounts } from "./facets.jsx";
import { Field } from "./field.jsx";
import { FieldInput } from "./field-input.jsx";
import { rawOf, textOf } from "./filter-tree.js";
import { useT } from "./i18n.js";
import { SelectInput } from "./select-input.jsx";
import { SeveralInput } from "./several-input.jsx";
import { useFacets } from "./use-facets.js";

/* Several of a closed set, by ticks. */
function Ticks({ choices, chosen }) {
  const t = useT();
  return (
    <fieldset className="field">
      <legend>{t("Values")}</legend>
      {choices.map((choice) => (
        <label className="check" key={choice.value}>
          <input type="checkbox" className="tick" name="value" value={choice.value} defaultChecked={chosen.includes(choice.value)} />
          {t.message(choice.label)}
        </label>
      ))}
    </fieldset>
  );
}

/* What the present condition holds, as its inputs take it. */
function startOf(condition, op, t) {
  if (!condition || condition.op !== op) return ["", ""];
  if (op === "between") return condition.raw.split("..");
  const value = condition.values?.[0];
  return [value?.id ? { id: value.id, label: t.named(value.value) } : condition.raw, ""];
}

function Values({ about, op, condition, counted, onPick }) {
  const t = useT();
  const [first, second] = startOf(condition, op, t);
  if (op === "is_empty") return null;
  if (op === "during") return <FieldInput field={{ key: "value", label: t("Period"), kind: "choice", choices: about.periods, required: true }} value={first || about.periods[0].value} />;
  if (op === "in" && about.choices?.length) return <Ticks choices={withCounts(about.choices, counted)} chosen={condition?.op === op ? condition.raw.split(",") : []} />;
  if (op === "in" && about.field.kind === "reference") {
    const chosen = condition?.op === op ? condition.values.filter((one) => one.id) : [];
    return <SeveralInput name="value" source={about.field.source} chosen={chosen.map((one) => ({ id: one.id, label: t.named(one.value) }))} offers={counted} />;
  }
  const field = op === "in" || op === "contains"
    ? { ...about.field, kind: "text", help: op === "in" ? t("Several, with commas between them") : undefined }
    : { ...about.field, choices: withCounts(about.field.choices, counted) };
  return (
    <>
      <FieldInput field={field} value={first} />
      {about.field.kind === "reference" ? <Facets counted={counted} onPick={(one) => onPick(textOf(about.key, op, one.value))} /> : null}
      {op === "between" ? <FieldInput field={about.end} value={second} /> : null}
    </>
  );
}

/** One condition: how a field compares, and with what. `about` describes the field, `condition` is what there is. */
export default function FilterDialog({ about, condition, onApply, onClose }) {
  const t = useT();
  const { operators } = about;
  const [op, setOp] = useState(condition?.op ?? operators[0].value);
  const counted = useFacets(about.facets);
  const apply = (event) => {
    event.preventDefault();
    event.stopPropagation();
    const raw = rawOf(op, new FormData(event.currentTarget));
    if (raw) onApply({ text: textOf(about.key, op, raw) });
  };
  return (
    <Dialog open title={t("Filter by {name}", { name: t.message(about.label) })} onClose={onClose}>
      <form onSubmit={apply}>
        <div className="dialog-b stack g3">
          <Field label={t("Condition")}>
            {(aria) => <SelectInput {...aria} name="operator" options={operators} value={op} onChange={setOp} required />}
          </Field>
          <Values key={op} about={about} op={op} condition={condition} counted={counted} onPick={(text) => onApply({ text })} />
        </div>
        <div className="dialog-f">
          <button type="button" className="btn" onClick={onClose}>{t("Cancel")}</button>
          <button type="submit" className="btn primary">{t("Apply")}</button>
        </div>
      </form>
    </Dialog>
  );
}
