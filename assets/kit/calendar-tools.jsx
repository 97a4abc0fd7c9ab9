import { addDays, addMonths, monthStart } from "./days.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { useFormat } from "./use-format.js";
import { GroupBy } from "./view-by.jsx";
import { ViewTools } from "./view-tools.jsx";

/** The month in words, and the months of the other calendar that it touches. */
function Title({ weeks, on, zoom, format, other }) {
  const first = zoom === "week" ? weeks[0][0] : monthStart(on, format.calendar);
  const last = zoom === "week" ? weeks[0][6] : addDays(addMonths(first, 1, format.calendar), -1);
  return (
    <div className="hd">
      <b aria-live="polite">{format.monthAndYear(zoom === "week" ? on : first)}</b>
      <span className="faint sm hide-s">{other.months(first, last)}</span>
    </div>
  );
}

/** What the calendar adds to the filter bar: the month and its turning, what the shapes mean, month or week. */
export function CalendarTools({ weeks, on, zoom, other, kinds, by, value, address }) {
  const t = useT();
  const format = useFormat();
  const turn = (n) => address.go({ on: zoom === "week" ? addDays(on, 7 * n) : addMonths(monthStart(on, format.calendar), n, format.calendar) });
  return (
    <>
      <ViewTools at="start">
        <Title weeks={weeks} on={on} zoom={zoom} format={format} other={other} />
        <button type="button" className="btn s icon ghost" aria-label={zoom === "week" ? t("Previous week") : t("Previous month")} onClick={() => turn(-1)}><Icon name="chevron-left" /></button>
        <button type="button" className="btn s" onClick={() => address.go({ on: "" })}>{t("Today")}</button>
        <button type="button" className="btn s icon ghost" aria-label={zoom === "week" ? t("Next week") : t("Next month")} onClick={() => turn(1)}><Icon name="chevron-right" /></button>
      </ViewTools>
      <GroupBy by={by} value={value} />
      <ViewTools at="end">
        {kinds.choices.length ? <div className="kinds hide-s">{kinds.choices.map((one) => <span key={one.value} className={`ev ${kinds.look(one.value)}`}><span>{t.message(one.label)}</span></span>)}</div> : null}
        <div className="btns hide-s" role="group" aria-label={t("How much time is shown")}>
          <button type="button" className={`btn s${zoom === "month" ? " on" : ""}`} aria-pressed={zoom === "month"} onClick={() => address.go({ zoom: "" })}>{t("Month")}</button>
          <button type="button" className={`btn s${zoom === "week" ? " on" : ""}`} aria-pressed={zoom === "week"} onClick={() => address.go({ zoom: "week" })}>{t("Week")}</button>
        </div>
      </ViewTools>
    </>
  );
}
