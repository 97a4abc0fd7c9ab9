import { Link } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { OverviewCurve } from "./overview-curve.jsx";
import { OverviewLoads } from "./overview-loads.jsx";
import { OverviewRows } from "./overview-rows.jsx";
import { usePreferences } from "./store.js";
import { Value } from "./value.jsx";

const TROUBLE = { warn: "wrn", neg: "no" };

function Figure({ figure }) {
  const t = useT();
  const trouble = TROUBLE[figure.tone];
  return (
    <Link className="kpi" to={figure.href}>
      <h2>{t.message(figure.label)}</h2>
      <div className={`fig${trouble ? ` ${trouble}` : ""}`}>
        {trouble ? <Icon name="triangle-alert" /> : null}
        {figure.over ? t("over {n}", { n: figure.value }) : <Value value={figure.value} kind={figure.kind} />}
      </div>
      {figure.note ? <div className="sub">{t.message(figure.note)}</div> : null}
    </Link>
  );
}

function Bars({ card }) {
  const t = useT();
  const { language } = usePreferences();
  const nameOf = ({ label, title }) => {
    if (label) return t.message(label);
    return title ? title[language] ?? (typeof title === "object" ? Object.values(title)[0] : title) : t("Without");
  };
  if (card.too_long) return <p className="card-b faint">{t("This list is too long to be grouped; narrow it first")}</p>;
  return (
    <ul className="ov-bars">
      {card.bars.map((bar) => (
        <li key={bar.href}>
          <Link to={bar.href}>
            <span className={`badge ${bar.tone || "plain"}`}>{nameOf(bar)}</span>
            <span className="bar" aria-hidden="true"><i className={bar.tone || "series"} style={{ inlineSize: `${bar.share}%` }} /></span>
            <b className="n"><Value value={bar.size} kind={card.kind} /></b>
          </Link>
        </li>
      ))}
    </ul>
  );
}

const BODIES = { bars: Bars, rows: OverviewRows, loads: OverviewLoads, curve: OverviewCurve };

function Card({ card }) {
  const t = useT();
  const Body = BODIES[card.type];
  return (
    <section className={`card ov-${card.type}`}>
      <div className="card-h">
        <h2><Link to={card.href}>{t.message(card.label)}</Link></h2>
        {card.over ? <span className="badge wrn">{t.plural("{n} over the limit", "{n} over the limit", { n: card.over })}</span> : null}
      </div>
      <Body card={card} />
      {card.more ? <div className="card-f"><Link className="link" to={card.href}>{t("Show all")}</Link></div> : null}
    </section>
  );
}

/** A dashboard as a workspace declares it: a strip of figures, one of the reader’s saved views, then cards; everything leads to the rows behind it. */
export function OverviewCards({ figures = [], own = [], cards = [] }) {
  const t = useT();
  return (
    <>
      {figures.length ? <section className="kpis ov-kpis" aria-label={t("Figures")}>{figures.map((figure) => <Figure key={figure.name} figure={figure} />)}</section> : null}
      {own.length ? <section className="kpis ov-kpis" aria-label={t("My saved views")}>{own.map((figure) => <Figure key={figure.name} figure={figure} />)}</section> : null}
      <div className="ov-grid">{cards.map((card) => <Card key={card.name} card={card} />)}</div>
    </>
  );
}
