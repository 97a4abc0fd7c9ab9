import { Link } from "react-router";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { mark } from "./mark.js";
import { Menu, MenuItem } from "./menu.jsx";
import { useAddress } from "./use-address.js";
import { useNarrow } from "./use-narrow.js";

const VIEWS = {
  table: ["rows-3", mark("List")],
  board: ["kanban", mark("Board")],
  calendar: ["calendar", mark("Calendar")],
  timeline: ["chart-gantt", mark("Timeline")],
  gallery: ["layout-grid", mark("Gallery")],
  queue: ["list-checks", mark("Queues")],
};

/** How a list is seen: an icon for each view it allows, the chosen one with its word. `views` is `[{key}]`. */
export function ViewSwitcher({ views = [], usual = "" }) {
  const t = useT();
  const address = useAddress(usual);
  const narrow = useNarrow();
  const shown = views.filter((view) => view.key in VIEWS);
  const now = shown.some((view) => view.key === address.view) ? address.view : "table";
  if (shown.length < 2) return null;
  if (narrow) {
    const [icon, label] = VIEWS[now];
    return (
      <div className="views">
        <Menu look="btn s on" icon={icon} text={t(label)} label={t("Show as")} align="end">
          {shown.map(({ key }) => <MenuItem key={key} icon={VIEWS[key][0]} text={t(VIEWS[key][1])} to={address.toView(key)} />)}
        </Menu>
      </div>
    );
  }
  return (
    <div className="btns views" role="group" aria-label={t("Show as")}>
      {shown.map(({ key }) => {
        const [icon, label] = VIEWS[key];
        return key === now
          ? <Link key={key} className="btn s on" aria-current="true" to={address.toView(key)}><Icon name={icon} /><span>{t(label)}</span></Link>
          : <Link key={key} className="btn s icon" aria-label={t(label)} title={t(label)} to={address.toView(key)}><Icon name={icon} /></Link>;
      })}
    </div>
  );
}
