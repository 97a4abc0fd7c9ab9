import { useEffect, useState } from "react";
import { asGiven, isOrder, merge, mergeOrder } from "./form-values.js";
import { mark } from "./mark.js";
import { pushToast } from "./toast-store.js";

/** Brings together what is typed and what somebody else has saved (`theirs`: `{turn, values, waits}`). What only one of
    both changed merges by itself, and is sent again by `send` if nothing else is left, unless it `waits` for the reader's
    own save; the rest are `conflicts` to choose in: `[{name, theirs, mine, side}]`. */
export function useMerge(form, theirs, labelOf, send) {
  const [conflicts, setConflicts] = useState([]);
  const [again, setAgain] = useState(0);

  useEffect(() => {
    if (!theirs?.turn) return;
    const stored = theirs.values;
    const found = merge({ base: form.origin, theirs: stored, mine: form.values, startOf: form.startOf });
    const mine = Object.fromEntries(found.changed.map((name) => [
      name, isOrder(name) ? mergeOrder(form.origin[name], form.values[name], stored[name]) : asGiven(name, form.values[name], form.labels),
    ]));
    form.rebase(stored);
    form.put({ ...Object.fromEntries(found.taken.map((name) => [name, stored[name]])), ...mine });
    setConflicts(found.conflicts.map((name) => ({ name, theirs: stored[name], mine: mine[name], side: "mine" })));
    if (theirs.waits || found.conflicts.length) return;
    const [name] = found.taken.filter((one) => !isOrder(one));
    pushToast({ kind: "info", text: name
      ? { msgid: mark("Somebody else changed “{label}” meanwhile; both changes are kept"), params: { label: labelOf(name) } }
      : mark("Somebody else changed this record meanwhile; both changes are kept") });
    setAgain(theirs.turn);
  }, [theirs?.turn]);
  useEffect(() => {
    if (!again) return undefined;
    // two frames: the inputs have taken their values by then
    let frame = requestAnimationFrame(() => { frame = requestAnimationFrame(send); });
    return () => cancelAnimationFrame(frame);
  }, [again]);

  return {
    conflicts,
    /** Show what a draft and the record disagree about. */
    open: (names, values, labels) => setConflicts(names.map((name) => ({ name, theirs: form.origin[name], mine: asGiven(name, values[name], labels), side: "mine" }))),
    choose: (name, side) => {
      const one = conflicts.find((each) => each.name === name);
      form.put({ [name]: side === "theirs" ? one.theirs ?? "" : one.mine });
      setConflicts(conflicts.map((each) => (each.name === name ? { ...each, side } : each)));
    },
  };
}
