import { useState } from "react";
import { Link } from "react-router";
import { CardValue, slotsOf } from "./card.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";
import { useAddress } from "./use-address.js";
import { useFormat } from "./use-format.js";
import { useRows } from "./use-rows.js";
import { useViewData } from "./use-view-data.js";
import { Value } from "./value.jsx";
import { ViewFailed } from "./view-failed.jsx";
import { ViewTools } from "./view-tools.jsx";

const KEY = "zarrin.gallery";
const SIZES = [132, 164, 196, 236, 292];
const USUAL = 2;

function keptSize() {
  try {
    const size = Number(localStorage.getItem(KEY) ?? USUAL);
    return size in SIZES ? size : USUAL;
  } catch {
    return USUAL; // private windows may refuse storage
  }
}

function keep(size) {
  try {
    localStorage.setItem(KEY, size);
  } catch {
    // the choice still holds until the page is closed
  }
}

function Tile({ card, slots, index, active, opened }) {
  const t = useT();
  const shown = (field) => field && card.values[field.key] != null && card.values[field.key] !== "";
  return (
    <li className={`tile${card.picture ? "" : " none"}${opened ? " sel" : ""}`} data-row={index} tabIndex={active ? 0 : -1}>
      <div className="pic">{card.picture ? <Jewel picture={card.picture} fineness={card.values.fineness} size="fill" /> : <span><Icon name="image-plus" size="lg" />{t("No picture")}</span>}</div>
      <div className="stack g1">
        <div className="t"><Link className="cut" to={card.href}><Value value={card.title} kind="text" /></Link>{card.code ? <bdi className="code" dir="ltr">{card.code}</bdi> : null}</div>
        {slots.marks.some(shown) ? <div className="m">{slots.marks.filter(shown).map((field) => <CardValue key={field.key} card={card} field={field} />)}</div> : null}
        <div className="p">
          {shown(slots.figure) ? <b><CardValue card={card} field={slots.figure} /></b> : shown(slots.who) ? <span className="muted sm"><CardValue card={card} field={slots.who} bare /></span> : <span />}
          {slots.states.filter(shown).slice(0, 1).map((field) => <CardValue key={field.key} card={card} field={field} />)}
        </div>
      </div>
    </li>
  );
}

/** A list as pictures, with what matters under each; as many to a row as the chosen size allows. */
export default function Gallery({ stamp, opened, onPeek }) {
  const t = useT();
  const format = useFormat();
  const address = useAddress();
  const [size, setSize] = useState(keptSize);
  const { data, error, reload } = useViewData(address.ask("gallery", {}, { paged: true }), stamp);
  const walk = useRows({ rows: data?.rows ?? [], opened, onPeek });
  if (!data) return error ? <ViewFailed error={error} reload={reload} /> : <div className="scroll gx" aria-busy="true"><span className="skel late" /></div>;
  const slots = slotsOf(data.fields);
  const { n, over } = data.count;
  const turn = (name, cursor, icon, label) => cursor
    ? <Link className="btn s icon" aria-label={label} to={address.to({ after: "", before: "", [name]: cursor })}><Icon name={icon} /></Link>
    : <button type="button" className="btn s icon" aria-label={label} disabled><Icon name={icon} /></button>;
  const onSize = (event) => {
    setSize(Number(event.target.value));
    keep(event.target.value);
  };
  return (
    <>
      <ViewTools at="end">
        <label className="size hide-s"><Icon name="image" size="sm" /><input type="range" min={0} max={SIZES.length - 1} value={size} aria-label={t("Picture size")} onChange={onSize} /><Icon name="image" /></label>
      </ViewTools>
      <div className="scroll gx">
        {data.rows.length ? (
          <ul style={{ "--tile": `${SIZES[size]}px` }} ref={walk.body} onKeyDown={walk.onKeyDown} onClick={walk.onClick}>
            {data.rows.map((card, index) => <Tile key={card.id} card={card} slots={slots} index={index} active={index === walk.at} opened={opened === card.id} />)}
          </ul>
        ) : <p className="lv-msg">{t("Nothing here")}</p>}
      </div>
      <div className="pager">
        <span className="grow" />
        <span className="faint sm" role="status">{over ? t("over {n} rows", { n }) : t.plural("{n} row", "{n} rows", { n })}</span>
        {turn("before", data.previous, "chevron-left", t("Previous page"))}
        {turn("after", data.next, "chevron-right", t("Next page"))}
      </div>
    </>
  );
}
