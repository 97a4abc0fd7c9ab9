import { useT } from "./i18n.js";

/** That a view has not looked at all there is, where it has not. */
export function PartialNote({ partial }) {
  const t = useT();
  return partial ? <p className="lv-msg">{t("Only a part of the list was looked through. Narrow it to see all that is in it.")}</p> : null;
}
