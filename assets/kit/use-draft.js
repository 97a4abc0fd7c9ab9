import { useEffect, useRef, useState } from "react";
import { draftOf, dropDraft, keepDraft } from "./drafts.js";
import { asGiven, asText, isOrder, mergeOrder, same } from "./form-values.js";

const WAIT = 400;

/** Keeps what is typed on this device, and offers what was kept before: `{at, offer, restore, discard}`. */
export function useDraft(name, form, count) {
  const [offer, setOffer] = useState(() => draftOf(name));
  const [at, setAt] = useState(0);
  const wrote = useRef(false);

  useEffect(() => {
    if (!form.ready) return undefined;
    if (!count) {
      if (wrote.current) dropDraft(name);
      wrote.current = false;
      setAt(0);
      return undefined;
    }
    const timer = setTimeout(() => {
      const kept = Object.keys(form.values).filter((one) => form.changed.includes(one) || one.includes(":new-"));
      const pick = (read) => Object.fromEntries(kept.map((one) => [one, read(one)]));
      wrote.current = true;
      setAt(keepDraft(name, { values: pick((one) => form.values[one]), labels: form.labels, base: pick((one) => asText(form.origin[one])) }));
    }, WAIT);
    return () => clearTimeout(timer);
  }, [form.ready, count, JSON.stringify(form.values)]);

  return {
    at, offer,
    discard: () => {
      dropDraft(name);
      setOffer(null);
    },
    /** Put the draft into the form; gives the names that somebody changed in the record meanwhile. */
    restore: () => {
      const { values, labels, base } = offer;
      const moved = Object.keys(values).filter((one) => !isOrder(one) && one in form.origin && !same(asText(form.origin[one]), base[one]));
      form.put(Object.fromEntries(Object.entries(values).map(([one, text]) => [
        one, isOrder(one) ? mergeOrder(base[one], text, form.origin[one]) : asGiven(one, text, labels),
      ])));
      setOffer(null);
      return moved.filter((one) => !same(asText(form.origin[one]), values[one]));
    },
  };
}
