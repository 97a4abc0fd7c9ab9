import { Link } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Value } from "./value.jsx";

const FULL = 100;
const MOST = 150;

/** Records by how full they are: a mark stands where full is, what is beyond it is hatched, and a sentence says why. */
export function OverviewLoads({ card }) {
  const t = useT();
  if (!card.loads.length) return <p className="card-b faint">{card.empty ? t.message(card.empty) : t("Nothing here")}</p>;
  return (
    <ul className="ov-loads">
      {card.loads.map((load) => {
        const over = load.share > FULL;
        return (
          <li key={load.id} className={over ? "x" : undefined}>
            <Link className="cut" to={load.href}><Value value={load.title} kind="text" /></Link>
            <span className="lo" aria-hidden="true"><i style={{ inlineSize: `${(Math.min(load.share, MOST) * FULL) / MOST}%` }} /><u style={{ insetInlineStart: `${(FULL * FULL) / MOST}%` }} /></span>
            <b className="n">{over ? <Icon name="triangle-alert" size="sm" /> : null}<Value value={load.value} kind={card.kind} /></b>
            {load.note ? <p className="sm">{t.message(load.note)}</p> : null}
          </li>
        );
      })}
    </ul>
  );
}
