import { useEffect, useState } from "react";
import { Link } from "react-router";
import { useT } from "../i18n.js";
import { Icon } from "../icon.jsx";
import { configure } from "../store.js";
import { get, NoAnswer } from "./api.js";
import { Till } from "./till.jsx";

/** The point of sale: asks where, who and at what rate, then opens the till. `children` is the mark, which leads away. */
export function Pos({ children }) {
  const t = useT();
  const [branch, setBranch] = useState("");
  const [start, setStart] = useState(null);
  const [problem, setProblem] = useState(null);
  const load = async () => {
    setProblem(null);
    try {
      const answer = await get("start", branch ? { branch } : {});
      await configure({ currency: answer.currency, timeZone: answer.time_zone });
      setStart(answer);
    } catch (error) {
      setProblem(error instanceof NoAnswer ? { message: t("The server can’t be reached") } : error.problem ?? { message: t("The till could not be opened") });
    }
  };
  // what is left and the rate have changed since the till was opened; without an answer the old list stays
  const refresh = () => get("start", branch ? { branch } : {}).then(setStart, () => {});
  useEffect(() => {
    load();
  }, [branch]);
  if (start) return <Till key={start.till.key} start={start} brand={children} onBranch={setBranch} onSold={refresh} />;
  return (
    <div className="p-pos">
      <header className="ptop"><Link className="brand" to="/" aria-label={t("To the other pages")}>{children}</Link></header>
      <div className="strip" />
      <main className="cart" id="main" aria-busy={!problem}>
        {problem ? (
          <div className="es" role="alert">
            <Icon name="triangle-alert" size="xl" className="warn" />
            <h1>{t.message(problem.message ?? problem.title)}</h1>
            <div className="acts"><button type="button" className="btn primary" onClick={load}>{t("Try again")}</button></div>
          </div>
        ) : <div className="cart-h"><span className="skel late" style={{ inlineSize: 160 }} /></div>}
      </main>
    </div>
  );
}
