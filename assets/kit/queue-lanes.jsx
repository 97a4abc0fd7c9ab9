import { Link } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Sparkline } from "./sparkline.jsx";
import { useFormat } from "./use-format.js";

const MOST = 12;

/* The processes that serve all lanes: those busy with this one, those that left their work, the rest. */
function Workers({ lane, workers }) {
  const t = useT();
  if (workers == null) return <div className="wks"><span>{t("It is not known who is at work")}</span></div>;
  const busy = lane.running - lane.stuck;
  const shown = Math.min(Math.max(workers, busy), MOST);
  const bars = Array.from({ length: shown }, (_, k) => (k < busy ? "b" : undefined));
  return (
    <div className="wks">
      {bars.map((look, k) => <i key={k} className={look} />)}
      {Array.from({ length: Math.min(lane.stuck, MOST) }, (_, k) => <i key={`s${k}`} className="s" />)}
      {workers ? <span>{t.plural("{n} worker", "{n} workers", { n: workers })}</span> : <span className="warned"><Icon name="triangle-alert" size="sm" />{t("No worker is there")}</span>}
      {lane.stuck ? <span className="warned"><Icon name="triangle-alert" size="sm" />{t("{n} stuck", { n: lane.stuck })}</span> : null}
    </div>
  );
}

/** The queues: what waits, runs and failed in each, as ways to these records, and who is at work. */
export function Lanes({ lanes, workers, state, address }) {
  const t = useT();
  const format = useFormat();
  const inside = (lane, states) => address.to({
    after: "", before: "", ...Object.fromEntries(Object.entries(lane.params ?? {}).map(([name, value]) => [`f.${name}.in`, value])), [`f.${state}.in`]: states,
  });
  return (
    <section className="qs" aria-label={t("Queues")}>
      {lanes.map((lane) => (
        <div className="q" key={lane.key}>
          <h2>{t.message(lane.label)}<span className="grow" /><Sparkline values={lane.trend} width={72} /></h2>
          <div className="fl">
            {[["waiting", t("waiting"), "queued"], ["running", t("running"), "running"], ["failed", t("failed"), "failed"]].map(([name, label, value]) => (
              <Link key={name} className={name === "failed" && lane.failed ? "x" : undefined} to={inside(lane, value)}><b>{format.integer(lane[name])}</b>{label}</Link>
            ))}
          </div>
          <Workers lane={lane} workers={workers} />
        </div>
      ))}
    </section>
  );
}
