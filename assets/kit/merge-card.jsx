import { Icon } from "./icon.jsx";
import { useT } from "./i18n.js";
import { Value } from "./value.jsx";

/** What two people changed at once, field by field, with a choice for each. `fieldOf(name)` is `{label, kind, choices}`. */
export function MergeCard({ conflicts, fieldOf, onChoose }) {
  const t = useT();
  if (!conflicts.length) return null;
  return (
    <div className="callout wrn merge" role="alert">
      <Icon name="triangle-alert" />
      <div className="grow stack g2">
        <b className="medium">{t("Somebody else changed this record meanwhile")}</b>
        <p className="muted">{t("Choose for each field what is to be saved. Everything else has been brought together.")}</p>
        <dl className="chg">
          {conflicts.map(({ name, theirs, mine, side }) => {
            const { label, kind, choices } = fieldOf(name);
            const radio = (which, value, text) => (
              <label className={`pc${side === which ? " on" : ""}`}>
                <input type="radio" name={`side of ${name}`} checked={side === which} onChange={() => onChoose(name, which)} />
                <span className="stack"><span className="faint sm">{text}</span>{which === "theirs" ? <del><Shown value={value} kind={kind} choices={choices} /></del> : <ins><Shown value={value} kind={kind} choices={choices} /></ins>}</span>
              </label>
            );
            return (
              <div key={name} className="both" role="radiogroup" aria-label={t.message(label)}>
                <dt>{t.message(label)}</dt>
                <dd>{radio("theirs", theirs, t("Stored now"))}{radio("mine", mine, t("Yours"))}</dd>
              </div>
            );
          })}
        </dl>
      </div>
    </div>
  );
}

const Shown = ({ value, kind, choices }) => (kind === "boolean"
  ? <Value value={value === true || value === "true"} kind="boolean" /> : <Value value={value} kind={kind} choices={choices} bare />);
