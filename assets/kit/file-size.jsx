import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

/** How large a file is, in the unit that suits it. */
export function FileSize({ bytes }) {
  const t = useT();
  const format = useFormat();
  const large = bytes >= 1e6;
  return t(large ? "{n} MB" : "{n} KB", { n: format.number(Math.max(bytes / (large ? 1e6 : 1e3), 1), { max: large ? 1 : 0 }) });
}
