import { Link } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";
import { useFormat } from "./use-format.js";
import { Value } from "./value.jsx";

const DATES = ["date", "datetime"];
const FIGURES = ["number", "integer", "percent"];
const AVATARS = ["a2", "a3", "a4"];

/** Which field stands where on a card: who, marks, states, day, figure, people; a field is used once. */
export function slotsOf(fields, without = []) {
  const free = fields.filter((field) => !without.includes(field.key));
  const some = (test, most = 1) => free.filter(test).slice(0, most);
  const people = some((f) => f.person, 2);
  const [money] = some((f) => f.kind === "money");
  return {
    who: some((f) => !f.person && ["reference", "text"].includes(f.kind))[0],
    marks: [...some((f) => f.kind === "fineness"), ...some((f) => f.kind === "weight")],
    states: some((f) => f.kind === "choice", 2),
    day: some((f) => f.dated)[0] ?? some((f) => DATES.includes(f.kind))[0],
    figure: money ?? some((f) => FIGURES.includes(f.kind))[0],
    people,
  };
}

export function CardValue({ card, field, ...rest }) {
  const { values } = card;
  return <Value value={values[field.key]} kind={field.kind} choices={field.choices} currency={values[field.currency_from] ?? values.currency}
    fineness={values.fineness} quiet {...rest} />;
}

const has = (card, field) => field && card.values[field.key] != null && card.values[field.key] !== "";

export function initialsOf(name) {
  const text = typeof name === "object" ? Object.values(name ?? {})[0] : name;
  return String(text ?? "").split(/\s+/).slice(0, 2).map((word) => word[0] ?? "").join("\u200c").toUpperCase();
}

/** A person as initials; the name stands in the title. */
export function Avatar({ name, language }) {
  const text = typeof name === "object" ? name[language] || Object.values(name)[0] : name;
  const tone = AVATARS[[...String(text)].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % (AVATARS.length + 1)] ?? "";
  return <span className={`ava s ${tone}`} title={text} role="img" aria-label={text}>{initialsOf(text)}</span>;
}

/** Whether a card is past its end and not done, by the plan of its list: `{end, progress}`. */
export const latenessOf = (plan, today) => ({ values }) =>
  Boolean(plan?.progress && values[plan.end] && values[plan.end].slice(0, 10) < today && values[plan.progress] != null && Number(values[plan.progress]) < 100);

/** The day a card names, short; `late` says that it has passed. */
export function CardDay({ card, field, late }) {
  const t = useT();
  const format = useFormat();
  const value = card.values[field.key];
  const day = field.kind === "datetime" ? format.dayOf(value) : value;
  if (late) return <span className="when late"><Icon name="triangle-alert" size="sm" /><time dateTime={value}>{t("late, {day}", { day: format.dayAndMonth(day) })}</time></span>;
  return <span className="when"><Icon name="calendar" size="sm" /><time dateTime={value}>{format.dayAndMonth(day)}</time></span>;
}

const MOST = 99;

/* How much stands beside a record: a sign and a number, in words for who can't see them. */
function Beside({ icon, n, text }) {
  const t = useT();
  const format = useFormat();
  const shown = n > MOST ? t("over {n}", { n: MOST }) : format.integer(n);
  return <span className="bes" title={text}><Icon name={icon} size="sm" /><span aria-hidden="true">{shown}</span><span className="sr">{text}</span></span>;
}

/** The face of a card: picture, title, code, who; marks; at the foot the day, a figure, what was said and people. */
export function CardFace({ card, slots, late = false }) {
  const t = useT();
  const marks = [...slots.marks, ...slots.states].filter((field) => has(card, field));
  const people = slots.people.filter((field) => has(card, field));
  const { comments = 0, files = 0 } = card;
  const foot = has(card, slots.day) || has(card, slots.figure) || people.length || comments || files;
  return (
    <>
      <div className={`kt${card.picture ? "" : " np"}`}>
        {card.picture ? <Jewel picture={card.picture} fineness={card.values.fineness} size="l" /> : null}
        <h3><Link to={card.href} tabIndex={-1} draggable={false}><Value value={card.title} kind="text" /></Link></h3>
        {has(card, slots.who) ? <span className="who cut"><CardValue card={card} field={slots.who} bare /></span> : <span />}
        {card.code ? <bdi className="code" dir="ltr">{card.code}</bdi> : null}
      </div>
      {marks.length ? <div className="mk">{marks.map((field) => <CardValue key={field.key} card={card} field={field} />)}</div> : null}
      {foot ? (
        <div className="ft">
          {has(card, slots.day) ? <CardDay card={card} field={slots.day} late={late} /> : null}
          <span className="end">
            {has(card, slots.figure) ? <span className="fig"><CardValue card={card} field={slots.figure} /></span> : null}
            {files ? <Beside icon="paperclip" n={files} text={t.plural("{n} file", "{n} files", { n: files })} /> : null}
            {comments ? <Beside icon="message-square" n={comments} text={t.plural("{n} comment", "{n} comments", { n: comments })} /> : null}
            {people.map((field) => <Avatar key={field.key} name={card.values[field.key].label ?? ""} language={t.language} />)}
          </span>
        </div>
      ) : null}
    </>
  );
}
