import { Link } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Poll } from "./poll.jsx";
import { Lanes } from "./queue-lanes.jsx";
import { Piece } from "./queue-piece.jsx";
import { useAddress } from "./use-address.js";
import { useRows } from "./use-rows.js";
import { useViewData } from "./use-view-data.js";
import { ViewFailed } from "./view-failed.jsx";

const BUSY = 2000;
const IDLE = 10000;

/* All of them, or those that want looking after: a filter like any other, for a link to share. */
function Choice({ data, address }) {
  const t = useT();
  const name = `f.${data.state}.in`;
  const wanted = data.busy.join(",");
  const on = address.get(name) === wanted;
  const way = (chosen, value, text) => <Link className={chosen ? "btn s on" : "btn s"} aria-current={chosen ? "true" : undefined} to={address.to({ after: "", before: "", [name]: value })}>{text}</Link>;
  return <div className="btns" role="group" aria-label={t("Which ones")}>{way(on, wanted, t("Failed, running"))}{way(!address.get(name), "", t("All"))}</div>;
}

/** A list of work that is done by itself: its queues, and each piece with how far it is. It asks again by itself, more
    often while something is under way. */
export default function Queue({ stamp, opened, onPeek, bulk }) {
  const t = useT();
  const address = useAddress();
  const { data, error, reload } = useViewData(address.ask("queue", {}, { paged: true }), `${stamp} ${bulk.cleared}`);
  const rows = data?.rows ?? [];
  const walk = useRows({ rows, opened, onPeek });
  if (!data) return error ? <ViewFailed error={error} reload={reload} /> : <div className="scroll qx" aria-busy="true"><span className="skel late" /></div>;
  const state = data.fields.find((field) => field.key === data.state);
  const busy = data.lanes.some((lane) => lane.waiting || lane.running);
  const turn = (name, cursor, icon, label) => cursor
    ? <Link className="btn s icon" aria-label={label} to={address.to({ after: "", before: "", [name]: cursor })}><Icon name={icon} /></Link>
    : <button type="button" className="btn s icon" aria-label={label} disabled><Icon name={icon} /></button>;
  return (
    <>
      <Poll every={busy ? BUSY : IDLE} onTick={reload} />
      <div className="scroll qx">
        <Lanes lanes={data.lanes} workers={data.workers} state={data.state} address={address} />
        <section className="card">
          <div className="card-h"><h2>{t(data.title)}</h2><span className="grow" /><Choice data={data} address={address} /></div>
          {rows.length ? (
            <div className="tbl-w">
              <table className="tbl jb" data-cards>
                <thead>
                  <tr>
                    <th scope="col">{t(data.label)}</th><th scope="col">{t("Queue")}</th><th scope="col">{t("State")}</th><th scope="col" className="n">{t("Tries")}</th>
                    <th scope="col" className="n">{t("Took")}</th><th scope="col">{t("What happened")}</th><th scope="col"><span className="sr">{t("Act")}</span></th>
                  </tr>
                </thead>
                <tbody ref={walk.body} onKeyDown={walk.onKeyDown} onClick={walk.onClick}>
                  {rows.map((card, index) => <Piece key={card.id} card={card} plan={data} state={state} index={index} active={index === walk.at} onFocus={() => walk.setActive(index)} onAct={bulk.onAct} reload={reload} />)}
                </tbody>
              </table>
            </div>
          ) : <p className="lv-msg">{t("Nothing here")}</p>}
        </section>
      </div>
      <div className="pager">
        <span className="grow" />
        <span className="faint sm" role="status">{data.count.over ? t("over {n} rows", { n: data.count.n }) : t.plural("{n} row", "{n} rows", { n: data.count.n })}</span>
        {turn("before", data.previous, "chevron-left", t("Previous page"))}
        {turn("after", data.next, "chevron-right", t("Next page"))}
      </div>
    </>
  );
}
