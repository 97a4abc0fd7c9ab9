import { useState } from "react";
import { Link } from "react-router";
import { FileSize } from "./file-size.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { post } from "./post.js";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/* Seconds as one says them. */
function useSpan() {
  const t = useT();
  const format = useFormat();
  return (seconds) => {
    if (seconds < 2 * MINUTE) return t("{n} s", { n: format.integer(Math.max(Math.round(seconds), 1)) });
    if (seconds < 2 * HOUR) return t("{n} min", { n: format.integer(Math.round(seconds / MINUTE)) });
    return t("{n} h", { n: format.integer(Math.round(seconds / HOUR)) });
  };
}

/* What happened: how far it is, why it failed, what it made. */
function Happened({ piece, failed }) {
  const t = useT();
  const format = useFormat();
  const span = useSpan();
  const said = piece.said ? t.message(piece.said) : null;
  if (piece.share != null) {
    const percent = Math.floor(piece.share * 100);
    return (
      <>
        <span className="row">
          <span className="bar" role="progressbar" aria-label={t("Done so far")} aria-valuemin={0} aria-valuemax={100} aria-valuenow={percent}><i style={{ inlineSize: `${percent}%` }} /></span>
          <span>{format.percent(percent)}</span>
          {piece.left == null ? null : <span className="faint">{t("about {time} left", { time: span(piece.left) })}</span>}
        </span>
        {said ? <span className="faint sm">{said}</span> : null}
      </>
    );
  }
  if (failed) return <b className="medium">{said ?? t("It failed")}</b>;
  return (
    <>
      {piece.size == null ? null : <span><FileSize bytes={piece.size} /> · {t.plural("kept for {n} more day", "kept for {n} more days", { n: piece.kept })}</span>}
      {said ? <span className={piece.size == null ? undefined : "faint sm"}>{said}</span> : null}
    </>
  );
}

/* What may be done with it now: at once, or after a question asked by the list's own dialog. */
function Acts({ card, name, onAct, reload }) {
  const t = useT();
  const [busy, setBusy] = useState(false);
  const press = async (act) => {
    if (act.asks) return onAct?.(act.name, { ids: [card.id] });
    setBusy(true);
    await post(`/api/views/${card.href.split("/")[2]}/act`, { id: card.id, name: act.name });
    setBusy(false);
    return reload();
  };
  return (
    <span className="row g1">
      {card.papers.map((paper) => <a key={paper.key} className="btn s ghost" href={paper.href} aria-label={`${t(paper.label)}, ${name}`}><Icon name={paper.icon} />{t(paper.label)}</a>)}
      {card.acts.map((act) => (
        <button key={act.name} type="button" className={act.asks ? "btn s ghost" : "btn s"} disabled={busy} aria-label={`${t(act.label)}, ${name}`} onClick={() => press(act)}>
          {act.asks ? null : <Icon name={act.icon} />}{t(act.label)}
        </button>
      ))}
    </span>
  );
}

/** One piece of work as a row: what it is and who wants it, where it stands, what happened, what may be done. */
export function Piece({ card, plan, state, index, active, onFocus, onAct, reload }) {
  const t = useT();
  const format = useFormat();
  const span = useSpan();
  const { piece, values } = card;
  const who = values[plan.by];
  const about = piece.about ? t.message(piece.about) : "";
  const name = <Value value={card.title} kind="text" />;
  return (
    <tr data-row={index} tabIndex={active ? 0 : -1} className="can-open" onFocus={onFocus}>
      <td data-l={t(plan.label)}>
        <span className="nm">
          <Link className="row-a" to={card.href}><span>{name}{about ? <> · <bdi>{about}</bdi></> : null}</span></Link>
          <small>{who ? <Value value={who} kind="reference" bare /> : t("by the clock")} · <time dateTime={values[plan.at]}>{format.datetime(values[plan.at])}</time></small>
        </span>
      </td>
      <td data-l={t("Queue")}>{t.message(piece.lane)}</td>
      <td data-l={t("State")}><Value value={values[plan.state]} kind="choice" choices={state?.choices} /></td>
      <td className="n" data-l={t("Tries")}>{format.integer(piece.tries)}</td>
      <td className="n faint" data-l={t("Took")}>{piece.took == null ? "–" : span(piece.took)}</td>
      <td className="why" data-l={t("What happened")}><Happened piece={piece} failed={values[plan.state] === "failed"} /></td>
      <td className="n"><Acts card={card} name={about || String(index + 1)} onAct={onAct} reload={reload} /></td>
    </tr>
  );
}
