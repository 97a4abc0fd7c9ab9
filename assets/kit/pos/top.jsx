import { Link } from "react-router";
import { Hallmark } from "../hallmark.jsx";
import { useT } from "../i18n.js";
import { Sparkline } from "../sparkline.jsx";
import { LanguageSwitch, ThemeSwitch } from "../switches.jsx";
import { useFormat } from "../use-format.js";
import { nameOf } from "./names.js";

/** Where one sells, who sells, and the rate of the day with its time. */
export function Top({ start, rate, brand, onBranch, locked }) {
  const t = useT();
  const format = useFormat();
  const branch = nameOf(start.branch.name, t.language);
  return (
    <header className="ptop">
      <Link className="brand" to={start.home} aria-label={t("To the other pages")}>{brand}</Link>
      {start.branches.length > 1 ? (
        <label className="input s branch-i">
          <span className="sr">{t("Branch")}</span>
          <select value={start.branch.id} disabled={locked} onChange={(event) => onBranch(event.target.value)}>
            {start.branches.map(({ id, name }) => <option key={id} value={id}>{nameOf(name, t.language)}</option>)}
          </select>
        </label>
      ) : <b className="strong nowrap"><bdi>{branch}</bdi></b>}
      <span className="faint hide-s cut"><bdi>{start.user.name}</bdi></span>
      <span className="grow" />
      {rate ? (
        <>
          <span className="ticker" aria-label={t("Gold rate")} role="group"><Hallmark fineness={rate.fineness} /><b>{format.money(rate.rate)}</b><span className="hide-s"><Sparkline values={start.rate?.spark ?? []} /></span></span>
          <span className="badge plain hide-s">{t("rate of {time}", { time: format.time(rate.at) })}</span>
        </>
      ) : <span className="badge wrn">{t("no gold rate yet")}</span>}
      <span className="sep hide-s" />
      <LanguageSwitch />
      <ThemeSwitch />
    </header>
  );
}
