import { Wip } from "./board-limit.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Menu, MenuItem } from "./menu.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const DOTS = { ok: "ok", no: "no", inf: "inf", info: "inf", wrn: "wrn", warn: "wrn", pos: "ok", neg: "no" };

const tooMany = (column, limit) => limit > 0 && (column.count > limit || (column.over && column.count >= limit));

/* How many cards a column has, of how many it should; more than that is said in copper, with a triangle. */
function Count({ column, limit }) {
  const t = useT();
  const format = useFormat();
  const n = column.over ? t("over {n}", { n: column.count }) : format.integer(column.count);
  if (!limit) return <span className="n">{n}</span>;
  const over = tooMany(column, limit);
  return (
    <span className={`n${over ? " x" : ""}`}>
      {over ? <Icon name="triangle-alert" size="sm" /> : null}
      <span>{t("{n} of {limit}", { n, limit: format.integer(limit) })}</span>
      {over ? <span className="sr">{t("over the limit")}</span> : null}
    </span>
  );
}

/** The head of a column: its name, count, sums and limit, and what can be done with it. `addTo` is where a record is added. */
export function BoardHead({ column, sums, limit, addTo, onFold, onLimit }) {
  const t = useT();
  const label = t.message(column.label);
  const shown = sums.filter((field) => column.sums[field.key] != null);
  return (
    <div className="kb-h">
      <h2>
        <span className={`badge dot ${DOTS[column.tone] ?? ""}`} aria-hidden="true" />
        <span>{label}</span>
        <Count column={column} limit={limit} />
        <Menu look="btn icon s ghost col-m" icon="ellipsis" label={t("More about “{column}”", { column: label })}>
          {addTo ? <MenuItem icon="plus" text={t("Add here")} to={addTo} /> : null}
          <MenuItem icon="gauge" text={t("Set a limit…")} onSelect={onLimit} />
          <MenuItem icon="minus" text={t("Fold the column")} onSelect={onFold} />
        </Menu>
      </h2>
      {shown.length || limit ? (
        <div className="g">
          {shown.map((field) => <span key={field.key} title={t.message(field.label)}><Value value={column.sums[field.key]} kind={field.kind} currency={field.currency} /></span>)}
          {limit ? <span className="lim">{t("limit")}</span> : null}
        </div>
      ) : null}
      {limit ? <Wip count={column.count} limit={limit} over={tooMany(column, limit)} /> : null}
    </div>
  );
}

/** A folded column: its name along it, and its count; cards can still be dropped on it. */
export function FoldedColumn({ column, limit, carry, onUnfold }) {
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
        <Count column={column} limit={limit} />
      </button>
    </section>
  );
}
