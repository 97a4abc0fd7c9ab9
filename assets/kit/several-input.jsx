import { useId, useState } from "react";
import { Combobox } from "./combobox.jsx";
import { Facets } from "./facets.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

/** Several of many records, found by typing: each chosen one is a chip. `chosen` are `[{id, label}]` to begin with;
    the form gets one value of `name` for each. `offers` are the most frequent ones, counted. */
export function SeveralInput({ name, chosen = [], source, offers }) {
  const t = useT();
  const legend = useId();
  const [items, setItems] = useState(chosen);
  const add = (option) => {
    if (option && !items.some((one) => one.id === option.value)) setItems([...items, { id: option.value, label: option.label }]);
  };
  return (
    <div className="field" role="group" aria-labelledby={legend}>
      <span className="label" id={legend}>{t("Values")}</span>
      {items.length ? (
        <div className="row g1 wrap">
          {items.map((one) => (
            <span className="chip" key={one.id}>
              <bdi>{one.label}</bdi>
              <button type="button" className="x" aria-label={t("Take {name} away", { name: one.label })} onClick={() => setItems(items.filter((other) => other.id !== one.id))}>
                <Icon name="x" size="sm" />
              </button>
              <input type="hidden" name={name} value={one.id} />
            </span>
          ))}
        </div>
      ) : null}
      <Combobox key={items.map((one) => one.id).join()} source={source} onPick={add} autoFocus required={!items.length}
        aria-labelledby={legend} placeholder={items.length ? t("One more…") : t("Type to find")} />
      <Facets counted={offers} without={items.map((one) => one.id)} onPick={add} />
    </div>
  );
}
