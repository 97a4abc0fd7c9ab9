import { lazy, Suspense, useEffect, useId, useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const Plot = lazy(() => import("./plot.jsx"));

function ChartTable({ points, series, kind, title }) {
  const t = useT();
  const format = useFormat();
  return (
    <div className="tbl-w chart-t" tabIndex={0} role="region" aria-label={title}>
      <table className="tbl">
        <thead><tr><th scope="col">{t("Date")}</th>{series.map((s, k) => <th key={k} scope="col" className="n">{t.message(s.label)}</th>)}</tr></thead>
        <tbody>
          {points.map((point, row) => (
            <tr key={point}>
              <td>{format.date(point)}</td>
              {series.map((s, k) => <td key={k} className="n"><Value value={s.values[row]} kind={kind} bare /></td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Values over days: `points` are ISO dates, `series` is `[{label, values, style: "bar" | "line" | "area" | "before"}]`.
    The same figures stand in a table behind a button. `scale` divides the axis ("million" when 1,000,000). */
export function Chart({ points = [], series = [], kind = "number", title = "", height = 232, scale = 1 }) {
  const t = useT();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  const [inBrowser, setInBrowser] = useState(false); // Plotly can't be drawn where pages are rendered ahead
  useEffect(() => setInBrowser(true), []);
  const waiting = <span className="skel late" style={{ blockSize: "100%" }} />;
  return (
    <figure className="chart" aria-labelledby={id}>
      <figcaption className="sr" id={id}>{title}</figcaption>
      <button type="button" className="btn icon s ghost chart-b" aria-pressed={asTable} aria-label={asTable ? t("Show as chart") : t("Show as table")} onClick={() => setAsTable(!asTable)}>
        <Icon name={asTable ? "chart-column" : "table-2"} />
      </button>
      {asTable ? <ChartTable points={points} series={series} kind={kind} title={title} /> : (
        <div style={{ blockSize: height }} role="img" aria-label={title}>
          {inBrowser ? (
            <Suspense fallback={waiting}><Plot points={points} series={series} height={height} scale={scale} /></Suspense>
          ) : waiting}
        </div>
      )}
    </figure>
  );
}
