import { useEffect, useRef } from "react";
import Plotly from "plotly.js-basic-dist-min";
import { useT } from "./i18n.js";
import { usePreferences } from "./store.js";
import { useFormat } from "./use-format.js";

const MARGIN = { axis: 44, other: 20, top: 8, bottom: 22 };
// Plotly lays its texts out left to right: a Persian one is isolated the other way.
const readable = (text, rtl) => (rtl ? `\u2067${text}\u2069` : text);
const token = (name) => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

function traceOf({ label, values, style }, k, { points, t, scale, now }) {
  const y = values.map((v) => (v == null ? null : Number(v) / scale));
  const colour = token(`chart-${k + 1}`);
  const common = { x: points, y, name: t.message(label), hovertemplate: "%{customdata}" };
  if (style === "bar") {
    const soft = `color-mix(in srgb, ${colour} 52%, ${token("surface")})`;
    return { ...common, type: "bar", marker: { color: points.map((p) => (p === now ? colour : mixed(soft))) } };
  }
  const dotted = style === "before";
  return {
    ...common, type: "scatter", mode: "lines", line: { color: dotted ? token("chart-2") : colour, width: dotted ? 1.5 : 1.75, dash: dotted ? "dot" : "solid" },
    ...(style === "area" ? { fill: "tozeroy", fillgradient: { type: "vertical", colorscale: [[0, "rgba(0,0,0,0)"], [1, withAlpha(colour, 0.22)]] } } : {}),
  };
}

/* Plotly reads colours itself and knows no color-mix: let the browser work it out. */
function mixed(css) {
  const probe = document.createElement("canvas").getContext("2d");
  const span = document.createElement("span");
  span.style.color = css;
  document.body.append(span);
  probe.fillStyle = getComputedStyle(span).color;
  probe.fillRect(0, 0, 1, 1);
  span.remove();
  const [r, g, b] = probe.getImageData(0, 0, 1, 1).data;
  return `rgb(${r},${g},${b})`;
}

const withAlpha = (hex, alpha) => mixed(hex).replace("rgb(", "rgba(").replace(")", `,${alpha})`);

/* Round steps of the value axis. */
function ticksOf(values, count = 4, fromZero = true) {
  const high = Math.max(...values);
  const low = fromZero ? Math.min(0, ...values) : Math.min(...values);
  const rough = (high - low) / count || 1;
  const unit = 10 ** Math.floor(Math.log10(rough));
  const step = unit * [1, 2, 2.5, 5, 10].find((s) => s * unit >= rough);
  const first = Math.floor(low / step) * step;
  return Array.from({ length: Math.ceil((high - first) / step) + 1 }, (_, k) => Number((first + k * step).toPrecision(12)));
}

/** Draws with Plotly's basic bundle, in our tokens; digits and dates are ours, and the axes run with the reader. */
export default function Plot({ points, series, height, scale }) {
  const t = useT();
  const format = useFormat();
  const { theme } = usePreferences();
  const box = useRef(null);
  useEffect(() => {
    const draw = () => {
      const width = box.current?.clientWidth ?? 0;
      if (!width || !points.length) return;
      const bars = series.some((s) => s.style === "bar");
      const figures = series.flatMap((s) => s.values.filter((v) => v != null).map((v) => Number(v) / scale));
      const ticks = ticksOf(figures, 4, bars);
      const places = ticks.some((v) => !Number.isInteger(v)) ? 1 : 0;
      const every = Math.max(1, Math.ceil(points.length / Math.max(2, Math.floor(width / 92))));
      const days = points.filter((_, k) => (points.length - 1 - k) % every === 0);
      const now = points.at(-1);
      const font = { family: "Inter, Vazirmatn", size: 11, color: token("ink-3") };
      const traces = series.map((s, k) => ({
        ...traceOf(s, k, { points, t, scale, now }),
        customdata: s.values.map((v) => `${format.number(v == null ? "" : Number(v) / scale, { max: 2 })}`),
      }));
      Plotly.react(box.current, traces, {
        width, height, font, paper_bgcolor: "transparent", plot_bgcolor: "transparent", showlegend: false, bargap: 0.38,
        margin: { l: t.rtl ? MARGIN.other : MARGIN.axis, r: t.rtl ? MARGIN.axis : MARGIN.other, t: MARGIN.top, b: MARGIN.bottom },
        hovermode: "x unified", hoverdistance: 24, hoverlabel: { bgcolor: token("inv"), bordercolor: token("inv"), font: { ...font, size: 12, color: token("inv-ink") } },
        xaxis: { type: "category", showgrid: false, linecolor: token("line-2"), ticks: "", fixedrange: true, autorange: t.rtl ? "reversed" : true, tickvals: days, ticktext: days.map((day) => readable(format.dayAndMonth(day), t.rtl)), tickangle: 0,
          unifiedhovertitle: { text: "%{x|}" } },
        yaxis: { gridcolor: token("chart-grid"), zeroline: false, fixedrange: true, side: t.rtl ? "right" : "left", tickvals: ticks, ticktext: ticks.map((v) => format.number(v, { min: places, max: 2 })),
          range: [ticks[0], Math.max(ticks.at(-1), ...figures)] },
      }, { displayModeBar: false, responsive: false });
    };
    draw();
    const watcher = new ResizeObserver(draw);
    watcher.observe(box.current);
    return () => watcher.disconnect();
  }, [points, series, height, scale, t, theme]);
  useEffect(() => () => box.current && Plotly.purge(box.current), []);
  return <div ref={box} dir="ltr" aria-hidden="true" />;
}
