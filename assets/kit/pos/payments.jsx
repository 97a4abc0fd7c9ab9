import { isPositive } from "./decimal.js";
import { useT } from "../i18n.js";
import { Icon } from "../icon.jsx";
import { mark } from "../mark.js";
import { useFormat } from "../use-format.js";
import { AmountInput } from "./amount-input.jsx";

const METHODS = {
  cash: { icon: "banknote", label: mark("Cash") },
  card: { icon: "credit-card", label: mark("Card") },
  transfer: { icon: "landmark", label: mark("Transfer") },
};
export const methodOf = (name) => METHODS[name] ?? { icon: "banknote", label: name };

function PaidAlready({ payments, onRemove }) {
  const t = useT();
  const format = useFormat();
  if (!payments.length) return null;
  return (
    <ul className="split">
      {payments.map(({ method, amount }, k) => (
        <li key={k}>
          <Icon name={methodOf(method).icon} />
          <span>{t(methodOf(method).label)}</span>
          <b className="medium">{format.money(amount)}</b>
          <button type="button" className="in-b" aria-label={t("Remove this payment")} onClick={() => onRemove(k)}><Icon name="x" size="sm" /></button>
        </li>
      ))}
    </ul>
  );
}

/** How it is paid: one method, or several in turn; what is left stands below, live. */
export function Payments({ start, sale, input }) {
  const t = useT();
  const format = useFormat();
  const { draft, act, paid } = sale;
  const method = methodOf(draft.method);
  const change = isPositive(paid.change);
  const settled = draft.lines.length > 0 && !isPositive(paid.left) && !paid.tooMuch;
  return (
    <section aria-label={t("Payment")}>
      <div className="kinds" role="group" aria-label={t("Method of payment")}>
        {start.methods.map((name) => (
          <button key={name} type="button" className={`btn${name === draft.method ? " on" : ""}`} aria-pressed={name === draft.method}
            onClick={() => { act({ type: "method", method: name }); input.current?.focus(); }}>
            <Icon name={methodOf(name).icon} />{t(methodOf(name).label)}
          </button>
        ))}
      </div>
      <PaidAlready payments={draft.payments} onRemove={(at) => act({ type: "unpay", at })} />
      <div className="field">
        <AmountInput label={t("{method}, amount", { method: t(method.label) })} prefix={t(method.label)} unit={format.currencyOf().unit} value={paid.current} bad={paid.tooMuch}
          turn={`${draft.method} ${draft.payments.length}`} inputRef={input} onChange={(amount) => act({ type: "amount", amount })}
          aria-keyshortcuts="F8" disabled={!draft.lines.length || Boolean(draft.sending)} />
      </div>
      <div className="left" role="status" aria-live="polite">
        <span>{change ? t("Change due") : t("Left to pay")}</span>
        {paid.tooMuch ? <span className="neg row g1"><Icon name="circle-alert" size="sm" />{t("more than is due")}</span>
          : <span className={settled ? "pos row g1" : "row g1"}>{settled ? <Icon name="check" size="sm" /> : null}{format.money(change ? paid.change : paid.left)}</span>}
      </div>
    </section>
  );
}
