import { useEffect, useRef, useState } from "react";
import { NoAnswer, send } from "./api.js";

/** What the server is asked to price. */
export const asked = (draft, branch) => ({
  branch_id: branch, customer_id: draft.customer?.id ?? null, discount_percent: draft.discount || "0",
  lines: draft.lines.map(({ item, quantity }) => ({ item_id: item.id, quantity })),
});

/** The price of the cart, asked anew whenever it changes. The last one stays on screen until the next has come. */
export function useQuote(draft, branch) {
  const body = JSON.stringify(asked(draft, branch));
  const [state, setState] = useState({ quote: null, body: "", problem: null });
  const turn = useRef(0);
  const load = async () => {
    const mine = ++turn.current;
    if (!draft.lines.length) {
      setState({ quote: null, body, problem: null });
      return null;
    }
    try {
      const quote = await send("quote", JSON.parse(body));
      if (mine === turn.current) setState({ quote, body, problem: null });
      return quote;
    } catch (error) {
      const problem = error instanceof NoAnswer ? { offline: true } : error.problem;
      if (mine === turn.current) setState((was) => ({ ...was, problem: problem ?? { offline: true } }));
      return null;
    }
  };
  useEffect(() => {
    load();
  }, [body]);
  return { ...state, fresh: state.body === body && !state.problem, reload: load };
}
