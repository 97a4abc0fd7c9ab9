import { Money, Weight } from "../amount.jsx";
import { isPositive } from "./decimal.js";
import { useT } from "../i18n.js";
import { Icon } from "../icon.jsx";

/** The sale is made: its number, the change to give, the receipt on two papers, and the next one. */
export function Done({ sale, onNext }) {
  const t = useT();
  const receipt = (paper) => `${sale.receipts[paper]}&lang=${t.language}`;
  return (
    <main className="cart done" id="main">
      <div className="es" role="status">
        <Icon name="circle-check" size="xl" className="pos" />
        <div className="streak"><h1>{t("Sold")} <bdi className="code" dir="ltr">{sale.number}</bdi></h1></div>
        <dl className="tots">
          <dt className="muted">{t("Paid")}</dt><dd><Money value={sale.total} /></dd>
          <dt className="muted">{t("Fine gold")}</dt><dd><Weight value={sale.fine_weight} /></dd>
          {isPositive(sale.change) ? <><dt className="due">{t("Change due")}</dt><dd className="big"><Money value={sale.change} /></dd></> : null}
        </dl>
        <div className="acts">
          <a className="btn l" id="pos-receipt" href={receipt("80mm")} target="_blank" rel="noreferrer"><Icon name="printer" />{t("Receipt, 80 mm")}<kbd>P</kbd></a>
          <a className="btn l" href={receipt("a5")} target="_blank" rel="noreferrer"><Icon name="file-text" />{t("Receipt, A5")}</a>
          <button type="button" className="btn l primary" autoFocus onClick={onNext}>{t("Next sale")}<kbd>↵</kbd></button>
        </div>
      </div>
    </main>
  );
}
