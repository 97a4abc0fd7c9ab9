import { addDays, addMonths, monthStart } from "./days.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { mark } from "./mark.js";
import { useFormat } from "./use-format.js";
import { GroupBy } from "./view-by.jsx";
import { ViewTools } from "./view-tools.jsx";

const ZOOMS = { month: mark("Month"), week: mark("Week"), day: mark("Day") };
const BEFORE = { month: mark("Previous month"), week: mark("Previous week"), day: mark("The day before") };
const AFTER = { month: mark("Next month"), week: mark("Next week"), day: mark("The day after") };
const DAYS = { week: 7, day: 1 };

/** The month in words, and the months of the other calendar that it touches. */
function Title({ weeks, on, zoom, format, other }) {
  const first = zoom === "month" ? monthStart(on, format.calendar) : weeks[0][0];
  const last = zoom === "month" ? addDays(addMonths(first, 1, format.calendar), -1) : weeks[0].at(-1);
  return (
    <div className="hd">
      <b aria-live="polite">{zoom === "day" ? format.longDate(on) : format.monthAndYear(zoom === "week" ? on : first)}</b>
      <span className="faint sm hide-s">{zoom === "day" ? other.longDate(on) : other.months(first, last)}</span>
    </div>
  );
}

/** What the calendar adds to the filter bar: the month and its turning, what the shapes mean, month, week or day. */
export function CalendarTools({ weeks, on, zoom, other, kinds, by, value, address }) {
  const t = useT();
  const format = useFormat();
  const turn = (n) => address.go({ on: zoom === "month" ? addMonths(monthStart(on, format.calendar), n, format.calendar) : addDays(on, DAYS[zoom] * n) });
  return (
    <>
      <ViewTools at="start">
        <Title weeks={weeks} on={on} zoom={zoom} format={format} other={other} />
        <button type="button" className="btn s icon ghost" aria-label={t(BEFORE[zoom])} onClick={() => turn(-1)}><Icon name="chevron-left" /></button>
        <button type="button" className="btn s" onClick={() => address.go({ on: "" })}>{t("Today")}</button>
        <button type="button" className="btn s icon ghost" aria-label={t(AFTER[zoom])} onClick={() => turn(1)}><Icon name="chevron-right" /></button>
      </ViewTools>
      <GroupBy by={by} value={value} text={(name) => name} />
      <ViewTools at="end">
        {kinds.choices.length ? <div className="kinds hide-s">{kinds.choices.map((one) => <span key={one.value} className={`ev ${kinds.look(one.value)}`}><span>{t.message(one.label)}</span></span>)}</div> : null}
        <div className="btns hide-s" role="group" aria-label={t("How much time is shown")}>
          {Object.entries(ZOOMS).map(([key, label]) => <button key={key} type="button" className={`btn s${zoom === key ? " on" : ""}`} aria-pressed={zoom === key} onClick={() => address.go({ zoom: key === "month" ? "" : key })}>{t(label)}</button>)}
        </div>
      </ViewTools>
    </>
  );
}
