import { Avatar } from "./card.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";

const nameOf = (title, language) => (title && typeof title === "object" ? title[language] || Object.values(title)[0] : title) ?? "";

/** How much people carry in each step, as percentages of what they can; more than all of it is hatched. */
export function TimelineLoad({ load, scale, language }) {
  const t = useT();
  const format = useFormat();
  if (!load.length) return null;
  const widths = scale.edges.slice(0, -1).map((iso, n) => `${scale.at(scale.edges[n + 1]) - scale.at(iso)}fr`).join(" ");
  return (
    <>
      <div className="gt-r p"><div className="tk p"><div><Icon name="users" size="sm" />{t("Load, % of capacity")}</div></div><div className="tr p" /></div>
      {load.map((one) => {
        const name = nameOf(one.title, language);
        return (
          <div className="gt-r" key={name}>
            <div className="tk ld"><div><Avatar name={name} language={language} /><span className="cut">{name}</span></div></div>
            <div className="tr ld" style={{ gridTemplateColumns: widths }}>
              <span className="cap" aria-hidden="true" />
              {one.shares.map((share, n) => (
                <div key={scale.edges[n]} className={`c${share > 100 ? " x" : ""}`}>
                  <em>{share > 100 ? "▲ " : ""}{format.integer(share)}</em>
                  <i style={{ blockSize: `${Math.min(32, share * 0.26)}px` }} />
                </div>
              ))}
            </div>
          </div>
        );
      })}
    </>
  );
}

/** Who carries too much, and when: above the bars. */
export function TimelineOver({ load, scale, language }) {
  const t = useT();
  const format = useFormat();
  const over = load.flatMap((one) => one.shares.map((share, n) => ({ name: nameOf(one.title, language), share, from: scale.edges[n] }))).filter((one) => one.share > 100);
  if (!over.length) return null;
  const [worst] = [...over].sort((a, b) => b.share - a.share);
  return (
    <div className="over" role="status">
      <Icon name="triangle-alert" />
      <span>
        <b className="medium">{t("{name} carries {percent} of capacity from {day}.", { name: worst.name, percent: format.percent(worst.share), day: format.dayAndMonth(worst.from) })}</b>
        {over.length > 1 ? <span className="muted hide-s"> {t.plural("{n} other stretch is too full.", "{n} other stretches are too full.", { n: over.length - 1 })}</span> : null}
      </span>
    </div>
  );
}
