/* How a sale is paid: amounts already put down, and the one being typed. Pure. */
import { add, compare, isPositive, larger, smaller, subtract } from "./decimal.js";

/** `payments` put down, `method` and `amount` being typed (null: all that is left), against the `total` to pay. */
export function tally({ payments, method, amount }, total) {
  const due = larger(subtract(total, add(...payments.map((p) => p.amount))), "0");
  const current = amount ?? due;
  const rest = subtract(due, current || "0");
  const over = isPositive(subtract("0", rest));
  return {
    due,
    current,
    left: isPositive(rest) ? rest : "0",
    change: over && method === "cash" ? subtract("0", rest) : "0",
    tooMuch: over && method !== "cash",
  };
}

/** What the server is told: each method once, without the change, and the cash that was handed over. */
export function settlement(draft, total) {
  const { due, current } = tally(draft, total);
  const given = [...draft.payments, { method: draft.method, amount: current || "0" }];
  const kept = [...draft.payments, { method: draft.method, amount: smaller(current || "0", due) }];
  const sums = new Map();
  for (const { method, amount } of kept) sums.set(method, add(sums.get(method) ?? "0", amount));
  const payments = [...sums].filter(([, amount]) => isPositive(amount)).map(([method, amount]) => ({ method, amount }));
  const tendered = add(...given.filter((p) => p.method === "cash").map((p) => p.amount));
  return { payments, tendered };
}

/** Put the typed amount down and go on to the next method; with nothing to put down only the method changes. */
export function nextPayment(draft, total, methods) {
  const { due, current, left } = tally(draft, total);
  const method = methods[(methods.indexOf(draft.method) + 1) % methods.length];
  if (!isPositive(left) || !isPositive(current) || compare(current, due) >= 0) return { ...draft, method, amount: null };
  return { ...draft, payments: [...draft.payments, { method: draft.method, amount: current }], method, amount: null };
}
