import { useT } from "./i18n.js";
import { useFieldValue } from "./use-field-value.js";

/* As the engine keeps them: joined by a plus, or one word for none and for all. */
const wordsOf = (value, choices) =>
  (value === "all" ? choices.map((choice) => choice.value) : String(value ?? "").split("+").filter((word) => word && word !== "none"));

/** Several of a closed set, in words. */
export function Several({ value, choices = [] }) {
  const t = useT();
  const words = wordsOf(value, choices);
  const said = choices.filter((choice) => words.includes(choice.value)).map((choice) => t.message(choice.label));
  return said.length ? said.join(t(", ")) : <span className="faint">{t("None of them")}</span>;
}

/** Several of a closed set, each with a tick; the form gets them in one value. */
export function SeveralTicks({ name, value, label, options = [], disabled, onChange, id, ...aria }) {
  const t = useT();
  const [now, put, hidden] = useFieldValue(value, onChange);
  const words = wordsOf(now, options);
  const turn = (word) => put(options.map((one) => one.value).filter((one) => words.includes(one) !== (one === word)).join("+") || "none");
  return (
    <div className="input read ticks" role="group" id={id} aria-label={t.message(label)} aria-describedby={aria["aria-describedby"]}>
      {options.map((option) => (
        <label className={`check${disabled ? " off" : ""}`} key={option.value}>
          <input type="checkbox" className="tick" checked={words.includes(option.value)} disabled={disabled} onChange={() => turn(option.value)} />
          {t.message(option.label)}
        </label>
      ))}
      {name ? <input type="hidden" name={name} value={now} ref={hidden} /> : null}
    </div>
  );
}
