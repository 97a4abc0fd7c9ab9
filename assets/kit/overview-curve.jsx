import { Chart } from "./chart.jsx";
import { useT } from "./i18n.js";

/** Values over time: the lines are named above, by the way they are drawn. */
export function OverviewCurve({ card }) {
  const t = useT();
  if (!card.points.length) return <p className="card-b faint">{card.empty ? t.message(card.empty) : t("Nothing here")}</p>;
  return (
    <div className="card-b">
      <div className="legend">
        {card.lines.map((line, k) => <span key={k}><i className={line.area ? "now" : "ln"} style={{ "--c": `var(--chart-${k + 1})` }} />{t.message(line.label)}</span>)}
      </div>
      <Chart points={card.points} series={card.lines} title={t.message(card.label)} height={196} />
    </div>
  );
}
