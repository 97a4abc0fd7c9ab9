import { useEffect, useRef, useState } from "react";
import { ConnectionBanner } from "../connection-banner.jsx";
import { useT } from "../i18n.js";
import { useFormat } from "../use-format.js";
import { NoAnswer } from "./api.js";
import { Cart } from "./cart.jsx";
import { Customer, CustomerDialog } from "./customer.jsx";
import { DiscountDialog } from "./discount.jsx";
import { Done } from "./done.jsx";
import { Find } from "./find.jsx";
import { Finish } from "./finish.jsx";
import { KeyBar, KeyList } from "./key-list.jsx";
import { Moved } from "./moved.jsx";
import { nameOf } from "./names.js";
import { Payments } from "./payments.jsx";
import { Top } from "./top.jsx";
import { Totals } from "./totals.jsx";
import { useKeys } from "./use-keys.js";
import { useSale } from "./use-sale.js";

/** The keys of the till, and what each does. */
function keysOf({ sale, start, find, amount, setOpen, telling }) {
  const { draft, act } = sale;
  const idle = sale.phase.name === "open" && !draft.sending;
  const walk = (step) => {
    const at = Math.max(0, Math.min(draft.at + step, draft.lines.length - 1));
    act({ type: "select", at });
    telling(draft.lines[at]);
  };
  const count = (step) => draft.lines[draft.at] && sale.count(draft.at, draft.lines[draft.at].quantity + step);
  const pay = () => {
    if (document.activeElement === amount.current) act({ type: "next", total: sale.total, methods: start.methods });
    amount.current?.focus();
  };
  const always = { F3: () => find.current?.focus(), F12: () => (sale.phase.name === "done" ? undefined : sale.finish()), "?": () => setOpen("keys"), "؟": () => setOpen("keys") };
  if (sale.phase.name === "done") return { ...always, KeyP: () => document.getElementById("pos-receipt")?.click() };
  if (!idle) return always;
  return {
    ...always, F8: pay, F4: () => setOpen("customer"), F6: () => draft.lines.length && setOpen("discount"), "Alt ArrowUp": () => walk(-1), "Alt ArrowDown": () => walk(1),
    Delete: () => draft.lines.length && act({ type: "drop", at: draft.at }), "+": () => count(1), "-": () => count(-1), "−": () => count(-1),
  };
}

/** The till: find, invoice, payment; one sale after another. */
export function Till({ start, brand, onBranch, onSold }) {
  const t = useT();
  const format = useFormat();
  const sale = useSale(start);
  const find = useRef(null);
  const amount = useRef(null);
  const [open, setOpen] = useState("");
  const [said, setSaid] = useState("");
  const { draft, act, phase } = sale;
  const done = phase.name === "done";

  const back = () => setTimeout(() => find.current?.focus(), 0);
  const close = () => {
    setOpen("");
    back();
  };
  useEffect(() => {
    if (phase.name === "open") find.current?.focus();
    if (phase.name === "done") onSold();
  }, [phase.name]);

  const telling = (line) => {
    if (!line) return;
    const price = sale.price.quote?.lines.find((one) => one.item_id === line.item.id)?.price;
    setSaid([nameOf(line.item.name, t.language), price ? format.money(price) : ""].filter(Boolean).join(" "));
  };
  const take = (item) => {
    if (done) sale.reopen();
    if (!item.available) return sale.say({ message: t("{name} is not in stock in {branch}", { name: nameOf(item.name, t.language), branch: nameOf(start.branch.name, t.language) }) });
    const twice = item.unique && draft.lines.some((line) => line.item.id === item.id);
    act({ type: "add", item });
    const name = nameOf(item.name, t.language);
    setSaid(twice ? t("{name} is already on the invoice", { name }) : t("{name} added", { name }));
  };
  const none = (words, error) =>
    sale.say(error instanceof NoAnswer ? { offline: true } : error ? error.problem : { message: t("Nothing found for “{text}”", { text: words }) });

  useKeys(keysOf({ sale, start, find, amount, setOpen, telling }), () => find.current?.focus());
  return (
    <div className="p-pos">
      <Top start={start} rate={sale.price.quote?.rate ?? start.rate} brand={brand} onBranch={onBranch} locked={Boolean(draft.sending)} />
      <div className="strip"><ConnectionBanner /></div>
      <div className={`pg${done ? " is-done" : ""}`}>
        <Find start={start} input={find} locked={Boolean(draft.sending)} onTake={take} onNone={none} />
        {done ? <Done sale={phase.sale} onNext={() => sale.reopen()} /> : (
          <>
            <Cart start={start} sale={sale} />
            <aside className="pay" aria-label={t("Payment")}>
              <Customer sale={sale} onOpen={() => setOpen("customer")} />
              <Totals sale={sale} onDiscount={() => setOpen("discount")} />
              <Payments start={start} sale={sale} input={amount} />
              <Finish sale={sale} />
            </aside>
          </>
        )}
      </div>
      <KeyBar onAll={() => setOpen("keys")} />
      <p className="sr" role="status" aria-live="polite">{said}</p>
      {open === "customer" ? <CustomerDialog start={start} onClose={close} onTake={(customer) => { act({ type: "customer", customer }); close(); }} /> : null}
      {open === "discount" ? <DiscountDialog start={start} value={draft.discount} onClose={close} onTake={(percent) => { act({ type: "discount", percent }); close(); }} /> : null}
      {open === "keys" ? <KeyList onClose={close} /> : null}
      {phase.name === "moved" ? <Moved problem={phase.problem} shown={phase.shown} onAccept={() => sale.accept()} onClose={() => { sale.reopen(); sale.price.reload(); back(); }} /> : null}
    </div>
  );
}
