import { useState } from "react";
import { Link } from "react-router";
import { addDays } from "./days.js";
import { Avatar } from "./card.jsx";
import { GroupName } from "./group-head.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { partsOf } from "./parts-of.js";
import { TimelineBar } from "./timeline-bar.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

/* The head of a group: its name and count, and the time from its first day to its last one. */
function Head({ part, field, scale, wide, closed, onToggle }) {
  const t = useT();
  const format = useFormat();
  const [from] = part.cards.map((card) => card.from).sort();
  const to = part.cards.map((card) => card.to).sort().at(-1);
  const start = Math.max(0, scale.at(from));
  const end = Math.min(100, scale.at(addDays(to, 1)));
  return (
    <div className="gt-r">
      <div className="tk p">
        <button type="button" className="grp-b" aria-expanded={!closed} onClick={onToggle}>
          <Icon name={closed ? "chevron-right" : "chevron-down"} size="sm" />
          {field.person && part.title ? <Avatar name={part.title} language={t.language} /> : null}
          <span className="cut"><GroupName group={part} column={field} /></span>
          <span className="count" aria-label={t("{n} rows", { n: part.cards.length })}>{format.integer(part.cards.length)}</span>
        </button>
        <span className="d">{format.dayAndMonth(to)}</span>
        {wide ? <span className="d" /> : null}
      </div>
      <div className="tr p"><span className="gs" aria-hidden="true" style={{ "--a": `${start}%`, "--w": `${Math.max(0.6, end - start)}%` }} /></div>
    </div>
  );
}

/** The rows of a timeline: a name, its end, how far it is, its bar; in groups where the address parts the list. */
export function TimelineRows({ data, scale, language, nameOf, bar }) {
  const t = useT();
  const format = useFormat();
  const [closed, setClosed] = useState([]);
  const toggle = (key) => setClosed(closed.includes(key) ? closed.filter((one) => one !== key) : [...closed, key]);
  const parts = data.group ? partsOf(data.rows, data.group, { calendar: format.calendar, language }) : [{ key: "", cards: data.rows }];
  return parts.map((part) => (
    <div className="gt-r" key={part.key}>
      {data.group ? <Head part={part} field={data.group} scale={scale} wide={Boolean(data.progress)} closed={closed.includes(part.key)} onToggle={() => toggle(part.key)} /> : null}
      {closed.includes(part.key) ? null : part.cards.map((card) => (
        <div className="gt-r" key={card.id}>
          <div className="tk">
            <div className={data.group ? "l1" : undefined}><Link className="cut" to={card.href}><Value value={card.title || card.code} kind="text" /></Link></div>
            <span className="d">{card.open ? <span className="faint" title={t("No end yet")}>–<span className="sr">{t("No end yet")}</span></span> : format.dayAndMonth(card.to)}</span>
            {data.progress ? <span className="d">{card.share == null ? "–" : format.percent(card.share)}</span> : null}
          </div>
          <div className="tr"><TimelineBar card={card} scale={scale} progress={data.progress} name={nameOf(card)} {...bar} /></div>
        </div>
      ))}
    </div>
  ));
}
