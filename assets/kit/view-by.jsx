import { Menu, MenuCheck } from "./menu.jsx";
import { useT } from "./i18n.js";
import { useAddress } from "./use-address.js";
import { ViewTools } from "./view-tools.jsx";

/** By which field a view places its records, where there are several: in the filter bar. `text(name)` says so. */
export function GroupBy({ by = [], value, icon = "calendar", text }) {
  const t = useT();
  const address = useAddress();
  if (by.length < 2) return null;
  const said = text(t.message(by.find((field) => field.key === value)?.label));
  return (
    <ViewTools at="end">
      <Menu look="btn s ghost by" icon={icon} text={said} label={said}>
        {by.map((field) => <MenuCheck key={field.key} text={t.message(field.label)} checked={field.key === value} onChange={() => address.go({ by: field.key })} />)}
      </Menu>
    </ViewTools>
  );
}
