import { useT } from "./i18n.js";

const TONES = { ok: "ok", no: "no", inf: "inf", info: "inf", wrn: "wrn", warn: "wrn", idle: "idle", plain: "plain" };

/** A state as shape, word and colour. `choices` is `[{value, label, tone}]`, labels as msgids. */
export function Badge({ value, choices = [] }) {
  const t = useT();
  if (value === "" || value == null) return null;
  const choice = choices?.find((c) => c.value === value);
  const tone = TONES[choice?.tone] ?? "plain";
  return <span className={`badge ${tone}`}>{choice ? t.message(choice.label) : <bdi>{String(value)}</bdi>}</span>;
}
