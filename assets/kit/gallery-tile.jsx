import { Link } from "react-router";
import { CardValue } from "./card.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";
import { Pick } from "./pick.jsx";
import { Value } from "./value.jsx";

/** One record as a picture, with what matters under it, a box to choose it and a look beside the list. */
export function Tile({ card, slots, index, active, opened, selection, onPeek, onFocus }) {
  const t = useT();
  const shown = (field) => field && card.values[field.key] != null && card.values[field.key] !== "";
  const chosen = selection?.has(card.id) ?? false;
  const classes = ["tile", !card.picture && "none", (chosen || opened) && "sel"].filter(Boolean).join(" ");
  return (
    <li className={classes} data-row={index} tabIndex={active ? 0 : -1} onFocus={onFocus}>
      {selection ? <Pick checked={chosen} onChange={(event) => selection.toggle(card.id, event.nativeEvent.shiftKey)} label={t("Select this row")} /> : null}
      <div className="pic">
        {card.picture ? <Jewel picture={card.picture} fineness={card.values.fineness} size="fill" /> : <span><Icon name="image-plus" size="lg" />{t("No picture")}</span>}
        {onPeek ? <button type="button" className="btn s qa" tabIndex={-1} onClick={() => onPeek(card.id)}><Icon name="eye" />{t("Peek")}</button> : null}
      </div>
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
