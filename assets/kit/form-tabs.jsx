import { Tabs as Radix } from "radix-ui";
import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

/** The tabs of a form. What is in the others stays there, unseen, so that it is sent all the same. */
export function FormTabs({ tabs, value, onChange, counts, children }) {
  const t = useT();
  const format = useFormat();
  return (
    <Radix.Root value={value} onValueChange={onChange} dir={t.rtl ? "rtl" : "ltr"}>
      <Radix.List className="tabs" aria-label={t("Parts of the form")}>
        {tabs.map((tab) => (
          <Radix.Trigger key={tab} value={tab} className="tab">
            {t.message(tab)}
            {counts[tab] ? <span className="badge no plain"><span className="sr">{t("Errors:")} </span>{format.integer(counts[tab])}</span> : null}
          </Radix.Trigger>
        ))}
      </Radix.List>
      {tabs.map((tab) => <Radix.Content key={tab} value={tab} forceMount className="tab-p" data-tab={tab} tabIndex={-1}>{children(tab)}</Radix.Content>)}
    </Radix.Root>
  );
}
