import { useEffect, useRef } from "react";
import { Weight } from "../amount.jsx";
import { Hallmark } from "../hallmark.jsx";
import { useT } from "../i18n.js";
import { Icon } from "../icon.jsx";
import { Jewel } from "../jewel.jsx";
import { useFormat } from "../use-format.js";
import { Derivation } from "./derivation.jsx";
import { nameOf } from "./names.js";

function Quantity({ quantity, name, onCount }) {
  const t = useT();
  const format = useFormat();
  return (
    <span className="qty" role="group" aria-label={t("Quantity of {name}", { name })}>
      <button type="button" className="in-b" tabIndex={-1} aria-label={t("One less")} disabled={quantity <= 1} onClick={() => onCount(quantity - 1)}><Icon name="minus" size="sm" /></button>
      <b aria-live="polite">{format.integer(quantity)}</b>
      <button type="button" className="in-b" tabIndex={-1} aria-label={t("One more")} onClick={() => onCount(quantity + 1)}><Icon name="plus" size="sm" /></button>
    </span>
  );
}

function Line({ line, priced, on, locked, onSelect, onCount, onDrop }) {
  const t = useT();
  const format = useFormat();
  const element = useRef(null);
  const { item, quantity } = line;
  const name = nameOf(item.name, t.language);
  useEffect(() => {
    if (on) element.current?.scrollIntoView({ block: "nearest" });
  }, [on]);
  return (
    <li>
      <article className={`ln${on ? " on" : ""}`} aria-current={on || undefined} ref={element} onPointerDown={onSelect}>
        <Jewel picture={item.picture} fineness={item.fineness} size="l" />
        <div>
          <h2><bdi>{name}</bdi></h2>
          <div className="row g1 wrap">
            <Hallmark fineness={item.fineness} />
            <bdi className="code" dir="ltr">{item.sku}</bdi>
            {Number(item.net_weight) ? <span className="faint sm"><Weight value={item.net_weight} /></span> : null}
            {item.unique ? null : <Quantity quantity={quantity} name={name} onCount={onCount} />}
          </div>
        </div>
        <div className="ln-e">
          <div className="amt-l">{priced ? format.money(priced.price) : <span className="skel late" />}</div>
          {locked ? null : <button type="button" className="in-b drop" aria-label={t("Remove {name}", { name })} onClick={onDrop}><Icon name="x" size="sm" /></button>}
        </div>
        {priced?.steps?.length ? <Derivation steps={priced.steps} /> : null}
      </article>
    </li>
  );
}

/** The invoice: every piece with its price, and how that price came about. */
export function Cart({ start, sale, children }) {
  const t = useT();
  const format = useFormat();
  const { draft, act, price } = sale;
  const priced = new Map((price.quote?.lines ?? []).map((line) => [line.item_id, line]));
  const rate = price.quote?.rate ?? start.rate;
  return (
    <main className="cart" id="main" aria-busy={!price.fresh}>
      <div className="cart-h">
        <h1>{t("Invoice")}</h1>
        <span className="grow" />
        {rate && draft.lines.length ? <><span className="faint sm hide-s">{t("priced at the rate of {time}", { time: format.time(rate.at) })}</span><Icon name="lock" size="sm" className="faint hide-s" /></> : null}
      </div>
      {children}
      {draft.lines.length ? (
        <ul className="cart-b" aria-label={t("Lines")}>
          {draft.lines.map((line, k) => (
            <Line key={line.item.id} line={line} priced={priced.get(line.item.id)} on={k === draft.at} locked={Boolean(draft.sending)}
              onSelect={() => act({ type: "select", at: k })} onDrop={() => act({ type: "drop", at: k })}
              onCount={(quantity) => sale.count(k, quantity)} />
          ))}
        </ul>
      ) : (
        <div className="es">
          <span className="pic"><Jewel picture="ring" fineness="750" /></span>
          <h2>{t("The invoice is empty")}</h2>
          <p>{t("Scan a piece, or type its name or code. What you add stays here, also after a reload.")}</p>
        </div>
      )}
    </main>
  );
}
