import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { prefer, usePreferences } from "./store.js";

const NAMES = { en: "English", fa: "فارسی" };
const SHORT = { en: "EN", fa: "فا" };
const NEXT_DENSITY = { normal: "compact", compact: "roomy", roomy: "normal" };

/** The other language, named in itself. */
export function LanguageSwitch({ long = false }) {
  const t = useT();
  const other = t.rtl ? "en" : "fa";
  return (
    <button type="button" className={long ? "btn ghost s" : "btn ghost lang"} aria-label={t("Language: switch to {name}", { name: NAMES[other] })}
      onClick={() => prefer({ language: other })}>
      {long ? <Icon name="languages" /> : null}
      <span lang={other} data-raw="">{long ? NAMES[other] : SHORT[other]}</span>
    </button>
  );
}

/** Light or dark; the system's choice holds until one is made. */
export function ThemeSwitch({ size = "" }) {
  const t = useT();
  const { theme, ready } = usePreferences();
  const dark = theme === "dark" || (theme === "system" && ready && document.documentElement.dataset.theme === "dark");
  return (
    <button type="button" className={`btn icon ghost ${size}`} data-set="theme" aria-label={dark ? t("Light theme") : t("Dark theme")}
      onClick={() => prefer({ theme: dark ? "light" : "dark" })}>
      <Icon name={dark ? "sun" : "moon"} />
    </button>
  );
}

/** How close rows stand: the reader's preference, or of one list, which then tells `onChange`. */
export function DensitySwitch({ value = "", onChange }) {
  const t = useT();
  const { density } = usePreferences();
  const shown = value || density;
  const words = { normal: t("Density: normal"), compact: t("Density: compact"), roomy: t("Density: roomy") };
  const turn = () => (onChange ? onChange(NEXT_DENSITY[shown]) : prefer({ density: NEXT_DENSITY[shown] }));
  return (
    <button type="button" className="btn icon s ghost hide-s only-table" aria-label={words[shown]} title={words[shown]} onClick={turn}>
      <Icon name="align-vertical-space-around" />
    </button>
  );
}

/** The sidebar as a rail of icons, or in full. */
export function RailSwitch() {
  const t = useT();
  const { rail } = usePreferences();
  return (
    <button type="button" className="btn icon ghost s" aria-label={rail ? t("Widen the sidebar") : t("Collapse the sidebar")} aria-pressed={Boolean(rail)}
      onClick={() => prefer({ rail: !rail }, { tell: false })}>
      <Icon name="panel-left" />
    </button>
  );
}
