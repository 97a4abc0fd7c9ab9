import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";

const MOST = 10000;

/** What can be done with the chosen rows; it floats above the pager. `acts` is `[{name, label, icon, tone}]`. */
export function SelectionBar({ selection, acts, count, over, params, onAct }) {
  const t = useT();
  const { chosen, every, all } = selection;
  if (!every && !chosen.length) return null;
  const more = all && !every && (over || count > chosen.length);
  const whole = over ? t("Take all, over {n}", { n: Math.max(count, MOST) }) : t("Take all {n}", { n: count });
  const said = every
    ? over ? t("All selected, over {n}", { n: count }) : t("All {n} selected", { n: count })
    : t.plural("{n} selected", "{n} selected", { n: chosen.length });
  const act = (name) => onAct?.(name, every ? { all: true, params } : { ids: chosen });
  return (
    <div className="selbar" role="toolbar" aria-label={t("With the selected rows")}>
      <span className="b" role="status">{said}</span>
      {all ? null : <button type="button" className="lnk nowrap only-s" onClick={selection.takePage}>{t("Take the whole page")}</button>}
      {more ? <button type="button" className="lnk nowrap" onClick={selection.takeEvery}>{whole}</button> : null}
      {acts.length ? <hr /> : null}
      {acts.map((one) => (
        <button key={one.name} type="button" className="btn" aria-label={t.message(one.label)} title={t.message(one.label)} onClick={() => act(one.name)}>
          {one.icon ? <Icon name={one.icon} /> : null}
          <span>{t.message(one.label)}</span>
        </button>
      ))}
      <hr />
      <button type="button" className="btn" aria-label={t("Give up the selection")} onClick={selection.clear}><Icon name="x" /></button>
    </div>
  );
}
