import { useT } from "./i18n.js";

/** A small line of the last values; the newest has a dot. Runs with the direction of reading. */
export function Sparkline({ values = [], width = 64, height = 20 }) {
  const t = useT();
  const figures = values.map(Number);
  if (figures.length < 2) return null;
  const low = Math.min(...figures);
  const span = Math.max(...figures) - low || 1;
  const points = figures.map((value, k) => {
    const along = 2 + (k * (width - 5)) / (figures.length - 1);
    return [t.rtl ? width - along : along, height - 3 - ((value - low) / span) * (height - 6)].map((n) => n.toFixed(1));
  });
  const last = points.at(-1);
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="spark" aria-hidden="true">
      <polyline points={points.map((p) => p.join()).join(" ")} />
      <circle cx={last[0]} cy={last[1]} r="2" />
    </svg>
  );
}
