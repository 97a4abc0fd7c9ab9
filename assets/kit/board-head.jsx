import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Menu, MenuItem } from "./menu.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const DOTS = { ok: "ok", no: "no", inf: "inf", info: "inf", wrn: "wrn", warn: "wrn", pos: "ok", neg: "no" };

function Count({ column }) {
  const t = useT();
  const format = useFormat();
  return <span className="n">{column.over ? t("over {n}", { n: column.count }) : format.integer(column.count)}</span>;
}

/** The head of a column: its name, count and sums, and what can be done with it. `addTo` is where a record is added. */
export function BoardHead({ column, sums, addTo, onFold }) {
  const t = useT();
  const label = t.message(column.label);
  const shown = sums.filter((field) => column.sums[field.key] != null);
  return (
    <div className="kb-h">
      <h2>
        <span className={`badge dot ${DOTS[column.tone] ?? ""}`} aria-hidden="true" />
        <span>{label}</span>
        <Count column={column} />
        <Menu look="btn icon s ghost col-m" icon="ellipsis" label={t("More about “{column}”", { column: label })}>
          {addTo ? <MenuItem icon="plus" text={t("Add here")} to={addTo} /> : null}
          <MenuItem icon="minus" text={t("Fold the column")} onSelect={onFold} />
        </Menu>
      </h2>
      {shown.length ? (
        <div className="g">
          {shown.map((field) => <span key={field.key} title={t.message(field.label)}><Value value={column.sums[field.key]} kind={field.kind} currency={field.currency} /></span>)}
        </div>
      ) : null}
    </div>
  );
}

/** A folded column: its name along it, and its count; cards can still be dropped on it. */
export function FoldedColumn({ column, carry, onUnfold }) {
  const t = useT();
  const label = t.message(column.label);
  const own = carry && column.rows.some((card) => card.id === carry.item.id);
  const open = carry && !own && column.value in carry.item.moves;
  const classes = ["kb-col folded", carry && !own && !open && "shut", open && carry.target === column.value && "drop"];
  return (
    <section className={classes.filter(Boolean).join(" ")} data-column={column.value} aria-label={label}>
      <button type="button" onClick={onUnfold} aria-expanded="false" aria-label={t("Unfold “{column}”", { column: label })}>
        <Icon name="plus" size="sm" />
        <span className={`badge dot ${DOTS[column.tone] ?? ""}`} aria-hidden="true" />
        <span className="w">{label}</span>
        <Count column={column} />
      </button>
    </section>
  );
}
