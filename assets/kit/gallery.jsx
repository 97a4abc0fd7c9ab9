import { useState } from "react";
import { Link } from "react-router";
import { slotsOf } from "./card.jsx";
import { Tile } from "./gallery-tile.jsx";
import { GroupName } from "./group-head.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { SelectionBar } from "./selection-bar.jsx";
import { useAddress } from "./use-address.js";
import { useFormat } from "./use-format.js";
import { useGroups } from "./use-groups.js";
import { useRows } from "./use-rows.js";
import { useSelection } from "./use-selection.js";
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

/* The head of a group of pictures: its name, its count, its sums. */
function Head({ part, field, fields, closed, onToggle }) {
  const t = useT();
  const format = useFormat();
  const { count, sums = {} } = part.group;
  const summed = fields.filter((one) => sums[one.key] != null).slice(0, 2);
  return (
    <h2>
      <button type="button" className="grp-b" aria-expanded={!closed} onClick={onToggle}>
        <Icon name={closed ? "chevron-right" : "chevron-down"} />
        <GroupName group={part.group} column={field} />
        {count == null ? null : <span className="count" aria-label={t("{n} rows", { n: count })}>{format.integer(count)}</span>}
      </button>
      {summed.length ? <span className="e hide-s">{summed.map((one) => <Value key={one.key} value={sums[one.key]} kind={one.kind} currency={one.currency} />)}</span> : null}
    </h2>
  );
}

/** A list as pictures, with what matters under each; as many to a row as the chosen size allows. */
export default function Gallery({ stamp, opened, onPeek, bulk }) {
  const t = useT();
  const format = useFormat();
  const address = useAddress();
  const [size, setSize] = useState(keptSize);
  const { data, error, reload } = useViewData(address.ask("gallery", {}, { paged: true }), stamp);
  const parted = useGroups(data?.rows ?? [], data?.groups ?? [], data?.group);
  const all = useSelection({ rows: parted.visible, list: JSON.stringify(bulk.params ?? ""), cleared: bulk.cleared });
  const selection = bulk.acts.length ? all : null;
  const walk = useRows({ rows: parted.visible, opened, onPeek, selection });
  if (!data) return error ? <ViewFailed error={error} reload={reload} /> : <div className="scroll gx" aria-busy="true"><span className="skel late" /></div>;
  const slots = slotsOf(data.fields, [data.group?.key]);
  const { n, over } = data.count;
  const turn = (name, cursor, icon, label) => cursor
    ? <Link className="btn s icon" aria-label={label} to={address.to({ after: "", before: "", [name]: cursor })}><Icon name={icon} /></Link>
    : <button type="button" className="btn s icon" aria-label={label} disabled><Icon name={icon} /></button>;
  /* Pictures stand beside and below each other: arrows walk as the eye does. */
  const onKeyDown = (event) => {
    const shelf = event.currentTarget.querySelector("ul");
    const beside = shelf ? getComputedStyle(shelf).gridTemplateColumns.split(" ").length : 1;
    const step = { ArrowRight: t.rtl ? -1 : 1, ArrowLeft: t.rtl ? 1 : -1, ArrowDown: beside, ArrowUp: -beside }[event.key];
    if (!step || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey || !event.target.matches("[data-row]")) return walk.onKeyDown(event);
    event.preventDefault();
    return walk.go(walk.at + step);
  };
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
          <div style={{ "--tile": `${SIZES[size]}px` }} ref={walk.body} onKeyDown={onKeyDown} onClick={walk.onClick}>
            {parted.parts.map((part) => {
              const closed = parted.closed.includes(part.name);
              return (
                <section key={part.name ?? ""}>
                  {part.group ? <Head part={part} field={data.group} fields={data.fields} closed={closed} onToggle={() => parted.toggle(part.name)} /> : null}
                  {closed ? null : (
                    <ul>
                      {part.rows.map((card) => {
                        const index = parted.visible.indexOf(card);
                        return <Tile key={card.id} card={card} slots={slots} index={index} active={index === walk.at} opened={opened === card.id} selection={selection} onPeek={onPeek} onFocus={() => walk.setActive(index)} />;
                      })}
                    </ul>
                  )}
                </section>
              );
            })}
          </div>
        ) : <p className="lv-msg">{t("Nothing here")}</p>}
      </div>
      <div className="pager">
        <span className="grow" />
        <span className="faint sm" role="status">{over ? t("over {n} rows", { n }) : t.plural("{n} row", "{n} rows", { n })}</span>
        {turn("before", data.previous, "chevron-left", t("Previous page"))}
        {turn("after", data.next, "chevron-right", t("Next page"))}
      </div>
      {selection ? <SelectionBar selection={selection} acts={bulk.acts} count={n} over={over} params={bulk.params} onAct={bulk.onAct} /> : null}
    </>
  );
}
