import { useRef, useState } from "react";
import { firstWeekdayOf, todayIn } from "./days.js";
import { dateParts } from "./format.js";
import { useListedKeys } from "./hot-keys.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { KeyHints } from "./key-hints.jsx";
import { mark } from "./mark.js";
import { PartialNote } from "./partial-note.jsx";
import { usePreferences } from "./store.js";
import { nameOf } from "./texts.js";
import { TimelineLoad, TimelineOver } from "./timeline-load.jsx";
import { TimelineRows } from "./timeline-rows.jsx";
import { scaleOf, shifted } from "./timeline-scale.js";
import { useAddress } from "./use-address.js";
import { useFormat } from "./use-format.js";
import { useMove } from "./use-move.js";
import { useScrollable } from "./use-scrollable.js";
import { useViewData } from "./use-view-data.js";
import { ViewFailed } from "./view-failed.jsx";
import { ViewTools } from "./view-tools.jsx";

const ZOOMS = { day: mark("Day"), week: mark("Week"), month: mark("Month"), quarter: mark("Quarter"), year: mark("Year") };
const KEYS = [
  { keys: "Space", label: mark("Lift the bar, and drop it") }, { keys: "← →", label: mark("Move it by a day") }, { keys: "Shift ← →", label: mark("Move its end") }, { keys: "PgUp PgDn", label: mark("Move it by a week") },
];
const LEAD = { day: -5, week: -2, month: -2, quarter: -1, year: -1 };
const TURN = { day: 7, week: 4, month: 4, quarter: 4, year: 2 };
const ISO = /^\d{4}-\d{2}-\d{2}$/;

/** The heads of the steps: months above, days below; for longer steps years above, months below; or years alone. */
function Scale({ scale, zoom, format, today }) {
  const t = useT();
  const year = (iso) => dateParts(iso, format.calendar)[0];
  const month = (iso) => format.monthAndYear(iso).split(" ")[0];
  const short = zoom === "week" || zoom === "day";
  const upper = (iso) => (short ? format.monthAndYear(iso) : zoom === "year" ? "" : format.digits(year(iso)));
  const lower = (iso) => (short ? format.digits(dateParts(iso, format.calendar)[2]) : zoom === "year" ? format.digits(year(iso)) : month(iso));
  const steps = scale.edges.slice(0, -1);
  return (
    <div className="gt-h">
      {steps.map((iso, n) => (
        <span key={iso}>
          {n === 0 || upper(iso) !== upper(steps[n - 1]) ? <span className="mo" style={{ insetInlineStart: `${scale.at(iso)}%` }}>{short && n && year(iso) === year(steps[n - 1]) ? month(iso) : upper(iso)}</span> : null}
          <span className="wkx" style={{ insetInlineStart: `${scale.at(iso)}%` }}>{lower(iso)}</span>
        </span>
      ))}
      {today >= scale.from && today <= scale.to ? <span className="tdyl" style={{ insetInlineStart: `${scale.at(today) + 50 / scale.days}%` }}>{t("Today")}</span> : null}
    </div>
  );
}

/** A list along time: a bar from start to end for each record, today's line, and how much people carry. */
export default function Timeline({ stamp }) {
  const t = useT();
  const format = useFormat();
  const state = usePreferences();
  const address = useAddress();
  const today = todayIn(state.timeZone);
  const zoom = address.get("zoom") in ZOOMS ? address.get("zoom") : "week";
  const asked = ISO.test(address.get("on")) && !Number.isNaN(Date.parse(address.get("on"))) ? address.get("on") : shifted(today, zoom, LEAD[zoom], format.calendar);
  const scale = scaleOf(asked, zoom, format.calendar, firstWeekdayOf(format, state));
  const { data, error, reload, change } = useViewData(address.ask("timeline", { from: scale.from, to: scale.to, steps: scale.edges.join(",") }), stamp);
  useListedKeys("rows", KEYS);
  const move = useMove(address.resource, reload);
  const [said, setSaid] = useState("");
  const body = useRef(null);
  const shelf = useScrollable();

  const turn = (steps) => address.go({ on: shifted(scale.from, zoom, steps, format.calendar) });
  const named = (card) => nameOf(card.title, state.language);
  const put = (card, from, to) => {
    const params = { name: named(card), from: format.longDate(from), to: format.longDate(to) };
    const text = { msgid: mark("{name} is now from {from} to {to}"), params };
    change((old) => ({ ...old, rows: old.rows.map((one) => (one.id === card.id ? { ...one, from, to } : one)) }));
    setSaid(t.message(text));
    move({ id: card.id, start: from, end: to, version: card.version }, { text, back: () => ({ start: card.from, end: card.to }) });
  };
  const tools = (
    <>
      <ViewTools at="start">
        <button type="button" className="btn s icon ghost" aria-label={t("Earlier")} onClick={() => turn(-TURN[zoom])}><Icon name="chevron-left" /></button>
        <button type="button" className="btn s" onClick={() => address.go({ on: "" })}>{t("Today")}</button>
        <button type="button" className="btn s icon ghost" aria-label={t("Later")} onClick={() => turn(TURN[zoom])}><Icon name="chevron-right" /></button>
      </ViewTools>
      <ViewTools at="end">
        {data?.progress ? <div className="key hide-s hide-m"><span><i className="b" />{t("done, left")}</span><span><i className="l" />{t("late")}</span><span><i className="m" />{t("one day")}</span></div> : null}
        <div className="btns hide-s" role="group" aria-label={t("How much time is shown")}>
          {Object.entries(ZOOMS).map(([key, label]) => <button key={key} type="button" className={`btn s${zoom === key ? " on" : ""}`} aria-pressed={zoom === key} onClick={() => address.go({ zoom: key === "week" ? "" : key, on: "" })}>{t(label)}</button>)}
        </div>
      </ViewTools>
    </>
  );
  if (!data) return <>{tools}{error ? <ViewFailed error={error} reload={reload} /> : <div className="lv-msg" aria-busy="true"><span className="skel late" /></div>}</>;
  const label = (key) => t.message(data.fields.find((field) => field.key === key)?.label);
  return (
    <>
      {tools}
      <TimelineOver load={data.load} scale={scale} language={state.language} />
      <div className="scroll" ref={shelf}>
        <div className={`gt${data.progress ? "" : " two"}`} role="group" aria-label={t("Timeline")}>
          <div className="gt-h c"><span>{t.message(data.label)}</span><span>{t("Ends")}</span>{data.progress ? <span>{label(data.progress) || t("Done")}</span> : null}</div>
          <Scale scale={scale} zoom={zoom} format={format} today={today} />
          <div className="gt-b" ref={body}>
            {scale.edges.slice(1, -1).map((iso) => <i key={iso} className="gt-l" aria-hidden="true" style={{ insetInlineStart: `${scale.at(iso)}%` }} />)}
            {today >= scale.from && today <= scale.to ? <span className="tdy" aria-hidden="true" style={{ insetInlineStart: `${scale.at(today) + 50 / scale.days}%` }} /> : null}
          </div>
          <TimelineRows data={data} scale={scale} language={state.language} nameOf={named} bar={{ today, body, onPut: put, onSay: setSaid }} />
          <TimelineLoad load={data.load} scale={scale} language={state.language} />
        </div>
        {data.rows.length ? null : <p className="lv-msg">{t("Nothing lies in this time")}</p>}
        {data.count > data.rows.length ? <p className="lv-msg">{data.over ? t("The first {n} are shown, of more than {all}", { n: data.rows.length, all: data.count }) : t("The first {n} are shown, of {all}", { n: data.rows.length, all: data.count })}</p> : null}
        <PartialNote partial={data.partial} />
      </div>
      <div className="say">
        <span role="status">{said ? <b>{said}</b> : null}</span>
        <span className="grow" />
        {data.movable ? <KeyHints keys={[["Space", t("lift and drop")], ["← →", t("day")], ["Shift ← →", t("end")], ["Esc", t("put back")]]} /> : null}
      </div>
    </>
  );
}
