import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

const STREAKS = [
  { fineness: 999, karat: 24, y: 196, width: 560, height: 26 },
  { fineness: 875, karat: 21, y: 270, width: 500, height: 24 },
  { fineness: 750, karat: 18, y: 342, width: 540, height: 25 },
  { fineness: 585, karat: 14, y: 416, width: 430, height: 22 },
];

function Fade({ karat }) {
  const colour = `var(--rub-${karat})`;
  return (
    <linearGradient id={`rub-${karat}`}>
      <stop offset="0" stopColor={colour} />
      <stop offset=".75" stopColor={colour} stopOpacity=".7" />
      <stop offset="1" stopColor={colour} stopOpacity="0" />
    </linearGradient>
  );
}

/** What gold leaves on a touchstone, one streak for each fineness, and the promise of the house. */
export function Touchstone() {
  const t = useT();
  const format = useFormat();
  return (
    <aside className="stone" aria-label={t("Touchstone")}>
      <svg className="rub" viewBox="0 0 740 900" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
        <defs>
          <filter id="grain" x="-5%" y="-20%" width="110%" height="140%">
            <feTurbulence type="fractalNoise" baseFrequency=".012 .55" numOctaves="3" seed="7" result="n" />
            <feColorMatrix in="n" values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  0 0 0 -2.6 1.75" />
            <feComposite in="SourceGraphic" operator="in" />
          </filter>
          {STREAKS.map((s) => <Fade key={s.karat} karat={s.karat} />)}
        </defs>
        <g filter="url(#grain)" transform="rotate(-7 370 330)">
          {STREAKS.map((s) => <rect key={s.karat} x="86" y={s.y} width={s.width} height={s.height} rx={s.height / 2} fill={`url(#rub-${s.karat})`} />)}
        </g>
        <g transform="rotate(-7 370 330)" className="rub-n">
          {STREAKS.map((s) => <text key={s.karat} className="fin" x="64" y={s.y + 18} textAnchor="end">{format.integer(s.fineness)}</text>)}
        </g>
      </svg>
      <div className="cap"><p className="t">{t("Every gram weighed, every amount accounted for.")}</p></div>
    </aside>
  );
}
