import { Tabs as Radix } from "radix-ui";
import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

/** Tabs with their panels: `items` is `[{value, label, count}]`, labels as msgids; children are `TabPanel`. */
export function Tabs({ items = [], value, first, onChange, label, children }) {
  const t = useT();
  const format = useFormat();
  return (
    <Radix.Root value={value} defaultValue={first ?? items[0]?.value} onValueChange={onChange} dir={t.rtl ? "rtl" : "ltr"}>
      <Radix.List className="tabs" aria-label={label}>
        {items.map((item) => (
          <Radix.Trigger key={item.value} value={item.value} className="tab">
            {t.message(item.label)}
            {item.count != null ? <span className="count">{format.integer(item.count)}</span> : null}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {children}
    </Radix.Root>
  );
}

export const TabPanel = ({ value, children }) => <Radix.Content className="tab-p" value={value} tabIndex={-1}>{children}</Radix.Content>;
