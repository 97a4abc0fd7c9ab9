import { useT } from "./i18n.js";
import { Value } from "./value.jsx";

/* A part of a formula: a sign, or a figure as its kind is written. A fineness is a bare number here. */
function Term({ one }) {
  if (typeof one === "string") return <>{one}</>;
  return <Value value={one.value} kind={one.kind === "fineness" ? "number" : one.kind} bare={one.kind !== "weight"} />;
}

function MadeOf({ step }) {
  const t = useT();
  const tight = (k) => step.terms[k] === "(" || step.terms[k + 1] === ")";
  const words = step.said ? t.message(step.said) : step.terms.map((one, k) => <span key={k}><Term one={one} />{tight(k) ? "" : " "}</span>);
  return <>{words}{step.rounded ? <>{t("; ")}{t.message(step.rounded)}</> : null}</>;
}

/* Where each step begins and ends, in percent of the furthest point that the sum reaches. */
function spans(steps) {
  let at = 0;
  const ends = steps.map((step) => { const from = at; at += Number(step.amount); return [Math.min(from, at), Math.max(from, at)]; });
  const most = Math.max(...ends.map(([, to]) => to), 0) || 1;
  return ends.map(([from, to]) => ({ "--a": `${(from / most) * 100}%`, "--b": `${(to / most) * 100}%` }));
}

/** How an amount came about: a row for each step with what it is made of, where its bar lies in the whole, and its amount. */
export function Waterfall({ title, data }) {
  const t = useT();
  const bars = spans(data.steps);
  return (
    <section className="card">
      <div className="card-h">
        <h2>{title}</h2><span className="grow" />
        <span className="faint sm wf-a">
          {data.about.map((one, k) => <span key={one.label}>{k ? " · " : ""}{t.message(one.label)}{one.kind === "boolean" ? null : <>{": "}<Value value={one.value} kind={one.kind} /></>}</span>)}
        </span>
      </div>
      <table className="wf">
        <thead className="sr"><tr><th>{t("Step")}</th><th>{t("Made of")}</th><th>{t("Its part of the whole")}</th><th>{t("Amount")}</th></tr></thead>
        <tbody>
          {data.steps.map((step, k) => (
            <tr key={step.label}>
              <th scope="row"><span className="wf-no"><Value value={k + 1} kind="integer" /></span><span>{t.message(step.label)}</span></th>
              <td className="faint sm"><MadeOf step={step} /></td>
              <td className="v" aria-hidden="true"><i style={bars[k]} /></td>
              <td className="n"><Value value={step.amount} kind="money" bare /></td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t.message(data.total.label)}</th>
            <td className="faint sm">{data.total.said ? t.message(data.total.said) : null}</td>
            <td className="v" />
            <td className="n"><Value value={data.total.amount} kind="money" /></td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
