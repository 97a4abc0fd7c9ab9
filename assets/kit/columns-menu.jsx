import { useT } from "./i18n.js";
import { Menu, MenuCheck, MenuHead } from "./menu.jsx";

/** Which columns a table shows. The first stays: it carries the row's link. */
export function ColumnsMenu({ columns = [], hidden = [], onChange }) {
  const t = useT();
  const toggle = (key) => onChange?.(hidden.includes(key) ? hidden.filter((k) => k !== key) : [...hidden, key]);
  return (
    <Menu icon="columns-3" label={t("Columns")} look="btn icon s ghost hide-s">
      <MenuHead text={t("Columns")} />
      {columns.slice(1).map((column) => (
        <MenuCheck key={column.key} text={t.message(column.label)} checked={!hidden.includes(column.key)} onChange={() => toggle(column.key)} />
      ))}
    </Menu>
  );
}
