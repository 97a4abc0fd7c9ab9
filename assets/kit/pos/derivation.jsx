import { mark } from "../mark.js";
import { useT } from "../i18n.js";
import { useFormat } from "../use-format.js";

const WORDS = {
  gold: mark("gold"), making: mark("making"), wastage: mark("wastage"), stones: mark("stone"), attachments: mark("attachments"),
  other: mark("other costs"), profit: mark("profit"), discount: mark("discount"), tax: mark("tax"), rounding: mark("rounding"),
};

/** How a price came about: its parts as chips, with the signs between them. */
export function Derivation({ steps = [] }) {
  const t = useT();
  const format = useFormat();
  const parts = steps.filter((step) => step.name !== "total");
  return (
    <div className="der">
      {parts.map((step, k) => {
        const percent = (step.terms ?? []).find((term) => term.kind === "percent")?.value;
        const less = String(step.amount).startsWith("-");
        return (
          <span className="og" key={step.name}>
            {k || less ? <span className="op">{less ? "−" : "+"}</span> : null}
            <span className="p">
              {t(WORDS[step.name] ?? step.label)}{percent ? ` ${format.percent(percent)}` : ""} <b>{format.money(String(step.amount).replace("-", ""))}</b>
            </span>
          </span>
        );
      })}
    </div>
  );
}
