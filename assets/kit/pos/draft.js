/* The sale being made: its lines, customer, discount and payments. Pure, and kept in the browser, so that neither a
   reload nor a crash loses it. `key` names the sale to the server: however often it is sent, it is sold once. */
import { newKey } from "../new-key.js";
import { nextPayment } from "./payment.js";

export { newKey };

export const emptyDraft = () => ({
  key: newKey(), lines: [], at: 0, customer: null, discount: "", payments: [], method: "cash", amount: null, sending: null,
});

const within = (at, lines) => Math.max(0, Math.min(at, lines.length - 1));

function added(draft, item) {
  const at = draft.lines.findIndex((line) => line.item.id === item.id);
  if (at < 0) return { ...draft, lines: [...draft.lines, { item, quantity: 1 }], at: draft.lines.length };
  if (item.unique) return { ...draft, at };
  return { ...counted(draft, at, draft.lines[at].quantity + 1), at };
}

const counted = (draft, at, quantity) => ({
  ...draft, lines: draft.lines.map((line, k) => (k === at && !line.item.unique ? { ...line, quantity: Math.max(1, quantity) } : line)),
});

const ACTS = {
  add: (draft, { item }) => added(draft, item),
  count: (draft, { at, quantity }) => counted(draft, at, quantity),
  drop: (draft, { at }) => {
    const lines = draft.lines.filter((_, k) => k !== at);
    return { ...draft, lines, at: within(draft.at > at ? draft.at - 1 : draft.at, lines), payments: lines.length ? draft.payments : [] };
  },
  select: (draft, { at }) => ({ ...draft, at: within(at, draft.lines) }),
  customer: (draft, { customer }) => ({ ...draft, customer }),
  discount: (draft, { percent }) => ({ ...draft, discount: percent }),
  method: (draft, { method }) => ({ ...draft, method }),
  amount: (draft, { amount }) => ({ ...draft, amount }),
  next: (draft, { total, methods }) => nextPayment(draft, total, methods),
  unpay: (draft, { at }) => ({ ...draft, payments: draft.payments.filter((_, k) => k !== at), amount: null }),
  send: (draft, { body }) => ({ ...draft, sending: body }),
  answered: (draft) => ({ ...draft, sending: null }),
  clear: () => emptyDraft(),
  load: (_draft, { draft }) => draft,
};

/** While a sale is on its way and no answer has come, nothing about it changes: the same is sent again. */
const WHILE_SENDING = new Set(["send", "answered", "clear", "load", "select"]);

export const reduce = (draft, act) => (draft.sending && !WHILE_SENDING.has(act.type) ? draft : ACTS[act.type](draft, act));

export const placeOf = ({ user, till }) => `zarrin.pos.${user.id}.${till.key}`;

export function loadDraft(place) {
  try {
    const kept = JSON.parse(localStorage.getItem(place));
    return kept?.key && Array.isArray(kept.lines) ? { ...emptyDraft(), ...kept } : emptyDraft();
  } catch {
    return emptyDraft();
  }
}

export function keepDraft(place, draft) {
  try {
    localStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // a browser that refuses storage still sells, though a reload forgets the cart
  }
}
