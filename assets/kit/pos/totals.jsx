import { Money, Weight } from "../amount.jsx";
import { isPositive, negate } from "./decimal.js";
import { useT } from "../i18n.js";
import { useFormat } from "../use-format.js";

/** What the cart comes to, and the way to its discount. */
export function Totals({ sale, onDiscount }) {
  const t = useT();
  const format = useFormat();
  const { totals } = sale.price.quote ?? {};
  const percent = sale.draft.discount || "0";
  const discounted = isPositive(percent);
  return (
    <section aria-label={t("Totals")}>
      <dl className="tots">
        <dt className="muted">{t("Items, {n}", { n: totals?.count ?? 0 })}</dt>
        <dd>{format.money(totals?.items ?? "0")}</dd>
        <dt className="muted">{t("Fine gold")}</dt>
        <dd><Weight value={totals?.fine_weight ?? "0"} /></dd>
        <dt className="muted">
          <button type="button" className="lnk-b" aria-keyshortcuts="F6" onClick={onDiscount} disabled={!sale.draft.lines.length}>
            {discounted ? t("Discount {percent}", { percent: format.percent(percent) }) : t("Discount")}
          </button>
        </dt>
        <dd className={discounted ? "neg" : "faint"}>{format.money(negate(totals?.discount ?? "0"))}</dd>
        <dt className="due">{t("To pay")}</dt>
        <dd className="big" aria-live="polite" aria-atomic="true"><Money value={sale.total} /></dd>
      </dl>
    </section>
  );
}
