import { useState } from "react";
import { Dialog } from "../dialog.jsx";
import { useT } from "../i18n.js";
import { Icon } from "../icon.jsx";
import { useFormat } from "../use-format.js";
import { AmountInput } from "./amount-input.jsx";
import { compare } from "./decimal.js";

/** A discount in percent, within what this person may give. */
export function DiscountDialog({ start, value, onTake, onClose }) {
  const t = useT();
  const format = useFormat();
  const [percent, setPercent] = useState(value);
  const limit = start.discount_limit;
  const tooMuch = compare(percent || "0", limit ?? "100") > 0;
  const apply = () => !tooMuch && onTake(percent);
  return (
    <Dialog open title={t("Discount")} icon="badge-percent" onClose={onClose}>
      <div className="dialog-b pos-form">
        <div className="field">
          <AmountInput label={t("Discount in percent")} prefix={t("Discount")} unit={format.persian ? "٪" : "%"} value={percent} bad={tooMuch} onChange={setPercent} onEnter={apply}
            autoFocus aria-describedby="pos-discount-note" />
          <p className={tooMuch ? "err" : "help"} id="pos-discount-note" role={tooMuch ? "alert" : undefined}>
            {tooMuch ? <Icon name="circle-alert" size="sm" /> : null}
            {tooMuch
              ? limit === null ? t("A discount is 100 % at most.") : t("Your limit is {limit}. Give less, or ask a manager to make this sale.", { limit: format.percent(limit) })
              : limit === null ? t("Taken from profit and making; the gold itself is not discounted.") : t("You may give up to {limit}. The gold itself is not discounted.", { limit: format.percent(limit) })}
          </p>
        </div>
      </div>
      <div className="dialog-f">
        <button type="button" className="btn" onClick={() => onTake("")}>{t("No discount")}</button>
        <button type="button" className="btn primary" disabled={tooMuch} onClick={apply}>{t("Apply")}<kbd>↵</kbd></button>
      </div>
    </Dialog>
  );
}
