import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Value } from "./value.jsx";

const nameOf = (title) => <Value value={title} kind="text" />;

/* Records that can't be changed, by their reason. */
function Reasons({ reasons }) {
  const t = useT();
  return reasons.map(({ why, n, titles }) => (
    <div className="callout wrn" key={JSON.stringify(why)}>
      <Icon name="triangle-alert" />
      <div>
        <b className="medium">{t.plural("{n} record can’t be changed", "{n} records can’t be changed", { n })}</b>{" "}
        {t.message(why)}
        <div className="faint sm">
          {titles.map((title, at) => <span key={at}>{at ? " · " : ""}{nameOf(title)}</span>)}{n > titles.length ? " …" : ""}
        </div>
      </div>
    </div>
  ));
}

/* The first records, each changed field before and after. */
function Sample({ rows }) {
  const t = useT();
  const changed = rows.filter((row) => row.changes.length);
  if (!changed.length) return null;
  return (
    <div className="tbl-w bulk-s" tabIndex={0} role="region" aria-label={t("The first of them")}>
      <table className="tbl">
        <caption className="sr">{t("The first of them")}</caption>
        <thead><tr><th scope="col">{t("Record")}</th><th scope="col">{t("Field")}</th><th scope="col">{t("Now")}</th><th scope="col">{t("Then")}</th></tr></thead>
        <tbody>
          {changed.flatMap((row) => row.changes.map((one, at) => (
            <tr key={`${row.id}-${one.key}`}>
              <td>{at ? null : nameOf(row.title)}</td>
              <td className="muted">{t.message(one.label)}</td>
              <td className="faint"><Value value={one.before} kind={one.kind} choices={one.choices} /></td>
              <td><Value value={one.after} kind={one.kind} choices={one.choices} /></td>
            </tr>
          )))}
        </tbody>
      </table>
    </div>
  );
}

/* Each for itself, or all or none. */
function Choice({ whole, refused, onWhole }) {
  const t = useT();
  const ways = [
    [false, t("Change those that can be changed")],
    [true, refused ? t("All or none: as it is, none") : t("All or none")],
  ];
  return (
    <fieldset className="bulk-c">
      <legend className="sr">{t("If one can’t be changed")}</legend>
      {ways.map(([value, text]) => (
        <label className="check" key={String(value)}>
          <input type="radio" className="tick" name="whole" checked={whole === value} onChange={() => onWhole?.(value)} />{text}
        </label>
      ))}
    </fieldset>
  );
}

/** What a change of many records would do: how many, which of them can't and why, the first of them before and after. */
export function BulkPlan({ plan, whole, onWhole }) {
  const t = useT();
  const { count, over, checked, done, same, refused, reasons = [], rows = [], job } = plan;
  return (
    <div className="stack g3">
      <p role="status" className="bulk-n">
        <b className="medium">{t.plural("{n} record chosen", "{n} records chosen", { n: count })}{over ? "+" : ""}</b>
        {checked < count ? <span>{t("The first {n} of them:", { n: checked })}</span> : null}
        <span>{t("{n} will change", { n: done })}</span>
        {same ? <span>{t("{n} already so", { n: same })}</span> : null}
        {refused ? <span>{t("{n} can’t be changed", { n: refused })}</span> : null}
      </p>
      <Reasons reasons={reasons} />
      <Sample rows={rows} />
      {plan.whole && count > 1 ? <Choice whole={whole} refused={refused} onWhole={onWhole} /> : null}
      {job ? <div className="callout"><Icon name="clock" /><div>{t("It goes on as a job: you can leave, watch it under Jobs and stop it. A file tells what became of each record.")}</div></div> : null}
    </div>
  );
}

/** What became of it: how many, and those that were left as they were, each with its reason. */
export function BulkDone({ outcome }) {
  const t = useT();
  const { done = 0, same = 0, refused = 0, lines = [], job } = outcome;
  if (job) return <p role="status">{t("The job has begun. You find it under Jobs, with a file of what became of each record.")}</p>;
  return (
    <div className="stack g3">
      <p role="status" className="bulk-n">
        <b className="medium">{t.plural("{n} record changed", "{n} records changed", { n: done })}</b>
        {same ? <span>{t("{n} already so", { n: same })}</span> : null}
        {refused ? <span>{t("{n} not changed", { n: refused })}</span> : null}
      </p>
      {lines.length ? (
        <ul className="bulk-l">
          {lines.map((line) => <li key={line.id}><b className="medium">{nameOf(line.title)}</b> <span className="muted">{t.message(line.why)}</span></li>)}
        </ul>
      ) : null}
    </div>
  );
}
