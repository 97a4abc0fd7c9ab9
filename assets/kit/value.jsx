import { Link } from "react-router";
import { Money, Weight } from "./amount.jsx";
import { Badge } from "./badge.jsx";
import { Hallmark } from "./hallmark.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";
import { JsonValue } from "./json-value.jsx";
import { Several } from "./several.jsx";
import { usePreferences } from "./store.js";
import { Tags } from "./tags-input.jsx";
import { nameOf } from "./texts.js";
import { useFormat } from "./use-format.js";

const isEmpty = (value) => value === "" || value == null || (Array.isArray(value) && !value.length);

/* There is a record, whose name this reader may not see. */
function Hidden() {
  const t = useT();
  return <span className="faint" title={t("You may not see this")}>–<span className="sr">{t("You may not see this")}</span></span>;
}

/* What could not be worked out for this record alone, and the number to ask about. */
function Failed({ number }) {
  const t = useT();
  const said = t("This could not be worked out. Error number {id}", { id: number });
  return <span className="faint" title={said}><Icon name="triangle-alert" size="sm" /> –<span className="sr">{said}</span></span>;
}

/* In a table the link is quiet: gold there means a choice. In a row's own link (`bare`) there is no second one. */
function Reference({ value, href, language, quiet, bare }) {
  const named = typeof value === "object" ? value.label : value;
  if (named == null) return <Hidden />;
  const label = nameOf(named, language);
  const to = bare ? null : typeof value === "object" ? value.href : href;
  return to ? <Link className={quiet ? "row-a" : "link"} to={to}><bdi>{label}</bdi></Link> : <bdi>{label}</bdi>;
}

/* One small renderer for each kind; a kind that is not here is drawn as text. */
const KINDS = {
  text: ({ value, language }) => <bdi>{nameOf(value, language)}</bdi>,
  longtext: ({ value }) => <span className="prose"><bdi>{String(value)}</bdi></span>,
  message: ({ value, t }) => t.message(value),
  warning: ({ value, t }) => <span className="warned"><Icon name="triangle-alert" size="sm" /><span>{t.message(value)}</span></span>,
  currency: ({ value, format, t }) => t(format.currencyOf(value).unit),
  code: ({ value }) => <bdi className="code" dir="ltr">{String(value)}</bdi>,
  email: ({ value, bare }) => (bare ? <bdi dir="ltr">{value}</bdi> : <a className="link" href={`mailto:${value}`}><bdi dir="ltr">{value}</bdi></a>),
  phone: ({ value, format, bare }) => {
    const shown = <bdi className="phone" dir="ltr">{format.phone(value)}</bdi>;
    return bare ? shown : <a href={`tel:${value}`}>{shown}</a>;
  },
  integer: ({ value, format }) => format.integer(value),
  number: ({ value, format }) => format.number(value),
  percent: ({ value, format }) => format.percent(value),
  money: ({ value, currency, bare }) => <Money value={value} currency={currency} bare={bare} />,
  weight: ({ value, bare }) => <Weight value={value} bare={bare} />,
  fineness: ({ value }) => <Hallmark fineness={value} />,
  date: ({ value, format }) => <time dateTime={value}>{format.date(value)}</time>,
  longdate: ({ value, format }) => <time dateTime={value}>{format.longDate(value)}</time>,
  datetime: ({ value, format }) => <time dateTime={value}>{format.datetime(value)}</time>,
  time: ({ value, format }) => <time>{format.time(value)}</time>,
  boolean: ({ value, t }) => (
    <span className={value ? "yes" : "faint"}><Icon name={value ? "check" : "x"} size="sm" /><span className="sr">{value ? t("Yes") : t("No")}</span></span>
  ),
  choice: ({ value, choices }) => <Badge value={value} choices={choices} />,
  reference: ({ value, href, language, quiet, bare }) => <Reference value={value} href={href} language={language} quiet={quiet} bare={bare} />,
  tags: ({ value }) => <Tags value={value} />,
  picture: ({ value, fineness, size }) => <Jewel picture={value} fineness={fineness} size={size} />,
  several: ({ value, choices }) => <Several value={value} choices={choices} />,
  rows: ({ value, t }) => <span className="rws">{value.map((row, k) => <span key={k}>{k ? <i>{t("; ")}</i> : null}{t.message(row._said)}</span>)}</span>,
  json: ({ value, choices }) => <JsonValue value={value} choices={choices} />,
};

/** A value drawn by its kind. `bare` leaves out unit and link, as in a column whose head says the unit. */
export function Value({ value, kind = "text", empty = "–", ...rest }) {
  const format = useFormat();
  const t = useT();
  const { language } = usePreferences();
  if (value?.failed) return <Failed number={value.failed} />;
  if (isEmpty(value) && kind !== "boolean") return <span className="faint">{empty}</span>;
  const draw = KINDS[kind] ?? KINDS.text;
  return draw({ value, format, t, language, ...rest });
}
