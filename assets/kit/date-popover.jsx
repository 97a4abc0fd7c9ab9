import { Popover } from "radix-ui";
import { CalendarGrid } from "./calendar-grid.jsx";
import { useT } from "./i18n.js";

/** The calendar that opens under a date field. Loaded when first opened. */
export default function DatePopover({ anchor, value, min, max, onPick, onClose }) {
  const t = useT();
  return (
    <Popover.Root open onOpenChange={(open) => !open && onClose()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content className="menu datepick" align="start" sideOffset={4} aria-label={t("Calendar")}
          onOpenAutoFocus={(event) => { event.preventDefault(); event.currentTarget.querySelector(".cd[tabindex='0']")?.focus(); }}>
          <CalendarGrid value={value} min={min} max={max} onPick={onPick} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
