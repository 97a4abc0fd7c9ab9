import { useEffect, useReducer, useRef, useState } from "react";
import { currentT } from "../i18n.js";
import { mark } from "../mark.js";
import { NoAnswer, send } from "./api.js";
import { keepDraft, loadDraft, placeOf, reduce } from "./draft.js";
import { settlement, tally } from "./payment.js";
import { isPositive } from "./decimal.js";
import { nameOf } from "./names.js";
import { asked, useQuote } from "./use-quote.js";

const OPEN = { name: "open" };
const UNSURE = { name: "unsure" };

/** The draft of this person at this till, the same in every tab. */
function useDraft(place) {
  const [draft, act] = useReducer(reduce, place, loadDraft);
  useEffect(() => keepDraft(place, draft), [draft]);
  useEffect(() => {
    const follow = (event) => event.key === place && event.newValue && act({ type: "load", draft: JSON.parse(event.newValue) });
    addEventListener("storage", follow);
    return () => removeEventListener("storage", follow);
  }, [place]);
  return [draft, act];
}

/** One sale from the first line to the receipt. `phase` is open, sending, unsure (no answer came), moved (the price is
    another now) or done; `refusal` is the server's last no. */
export function useSale(start) {
  const [draft, act] = useDraft(placeOf(start));
  const price = useQuote(draft, start.branch.id);
  const [phase, setPhase] = useState(() => (draft.sending ? UNSURE : OPEN));
  const [refusal, setRefusal] = useState(null);
  const busy = useRef(false);
  const total = price.quote?.totals.total ?? "0";
  const paid = tally(draft, total);

  useEffect(() => setRefusal(null), [draft.lines, draft.discount, draft.payments, draft.amount, draft.method, draft.customer]);

  const deliver = async (body) => {
    setPhase({ name: "sending" });
    try {
      const sale = await send("sales", body, { key: draft.key });
      act({ type: "clear" });
      setPhase({ name: "done", sale });
    } catch (error) {
      if (error instanceof NoAnswer) return setPhase(UNSURE);
      act({ type: "answered" });
      const { problem } = error;
      if (problem.code === "price-moved") return setPhase({ name: "moved", problem, shown: body.expected_total });
      if (problem.sale) {
        act({ type: "clear" });
        return setPhase({ name: "done", sale: problem.sale });
      }
      setPhase(OPEN);
      setRefusal(problem);
      return price.reload();
    }
  };

  const prepare = async (expected) => {
    const quote = price.fresh && !expected ? price.quote : await price.reload();
    if (!quote) return null;
    const { left, tooMuch } = tally(draft, quote.totals.total);
    if (isPositive(left)) return setRefusal({ left });
    if (tooMuch) return setRefusal({ tooMuch: true });
    return { ...asked(draft, start.branch.id), expected_total: quote.totals.total, ...settlement(draft, quote.totals.total) };
  };

  /** Finish the sale; a second press while the first is under way does nothing. */
  const finish = async ({ again = false } = {}) => {
    if (busy.current || !draft.lines.length) return;
    busy.current = true;
    setRefusal(null);
    try {
      const body = draft.sending ?? (await prepare(again));
      if (body) {
        act({ type: "send", body });
        await deliver(body);
      }
    } finally {
      busy.current = false;
    }
  };

  return {
    draft, act, price, total, paid, phase, refusal, finish,
    accept: () => {
      setPhase(OPEN);
      return finish({ again: true });
    },
    reopen: () => setPhase(OPEN),
    say: setRefusal,
    count: (at, quantity) => {
      const { item } = draft.lines[at];
      if (quantity > item.available) setRefusal({ message: { msgid: mark("Only {n} left of {sku} in {branch}"), params: { n: item.available, sku: item.sku, branch: nameOf(start.branch.name, currentT().language) } } });
      else act({ type: "count", at, quantity });
    },
  };
}
