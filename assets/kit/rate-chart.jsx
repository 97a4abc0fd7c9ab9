import { useState } from "react";
import { Chart } from "./chart.jsx";
import { useT } from "./i18n.js";
import { mark } from "./mark.js";

const SPANS = [[30, mark("30 d")], [60, mark("60 d")], [365, mark("1 y")]];

/** The gold rate over the last 30, 60 or 365 days, one value a day; the switch stands in the head of its card. */
export function RateChart({ points = [], values = [], title, note, scale = 1, height = 190 }) {
  const t = useT();
  const [span, setSpan] = useState(60);
  const days = points.slice(-span);
  return (
    <>
      <div className="card-h">
        <h2>{title}</h2>
        <span className="faint sm">{note}</span>
        <span className="grow" />
        <div className="btns" role="group" aria-label={t("Span of the chart")}>
          {SPANS.map(([length, label]) => (
            <button key={length} type="button" className={`btn s${length === span ? " on" : ""}`} aria-pressed={length === span} onClick={() => setSpan(length)}>{t(label)}</button>
          ))}
        </div>
      </div>
      <div className="card-b">
        <Chart points={days} series={[{ label: mark("Gold rate"), values: values.slice(-span), style: "area" }]} kind="money" title={title} height={height} scale={scale} />
      </div>
    </>
  );
}
