import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import { addDays, daysBetween } from "./days.js";
import { useT } from "./i18n.js";
import { useFormat } from "./use-format.js";

const KEYS = { ArrowRight: 1, ArrowLeft: -1, PageDown: 7, PageUp: -7 };
const SLACK = 4;

/** A span moved by days: whole, or one of its ends, which never passes the other. */
function stretched({ from, to }, part, days) {
  if (part === "start") return { from: addDays(from, Math.min(days, daysBetween(from, to))), to };
  if (part === "end") return { from, to: addDays(to, Math.max(days, -daysBetween(from, to))) };
  return { from: addDays(from, days), to: addDays(to, days) };
}

/** One record as a bar, or as a milestone where it is one day; moved by pointer, stretched at its ends, or by keys. */
export function TimelineBar({ card, scale, today, body, onPut, onSay, progress, name }) {
  const t = useT();
  const format = useFormat();
  const navigate = useNavigate();
  const [held, setHeld] = useState(null);
  const now = useRef(null);
  const put = (next) => {
    now.current = next;
    setHeld(next);
  };
  const span = held ?? card;
  const said = (one) => {
    const days = { name, from: format.longDate(one.from), to: format.longDate(one.to) };
    return card.open ? t("{name}, from {from} on", days) : t("{name}, from {from} to {to}", days);
  };
  const finish = (keep) => {
    const last = now.current;
    put(null);
    if (keep && last && (last.from !== card.from || last.to !== card.to)) onPut(card, last.from, last.to);
    else onSay(t("It stays where it was"));
  };
  const change = (part, days) => {
    const next = { ...stretched(card, part, days), keys: now.current?.keys, days, part };
    put(next);
    onSay(said(next));
  };

  const onKeyDown = (event) => {
    const { key } = event;
    const step = (KEYS[key] ?? 0) * (t.rtl && key.startsWith("Arrow") ? -1 : 1);
    if (key === " " && held) finish(true);
    else if (key === " " && card.movable) {
      put({ from: card.from, to: card.to, keys: true });
      onSay(said(card));
    } else if (key === "Escape" && held) finish(false);
    else if (held?.keys && step) {
      const next = { ...stretched(held, event.shiftKey ? "end" : "all", step), keys: true };
      put(next);
      onSay(said(next));
    } else if (key === "Enter" && !held) navigate(card.href);
    else if (!held || key === "Tab") return;
    event.preventDefault();
  };
  const onPointerDown = (event) => {
    if (event.button !== 0 || !card.movable) return;
    const part = event.target.dataset.part ?? "all";
    const { clientX, pointerId } = event;
    const perDay = body.current.getBoundingClientRect().width / scale.days;
    const target = event.currentTarget;
    const days = (at) => Math.round(((at.clientX - clientX) * (t.rtl ? -1 : 1)) / perDay);
    const move = (at) => {
      if (!now.current && Math.abs(at.clientX - clientX) <= SLACK) return;
      change(part, days(at));
    };
    const stop = (keep) => () => {
      target.removeEventListener("pointermove", move);
      target.removeEventListener("pointerup", up);
      target.removeEventListener("pointercancel", lost);
      if (!now.current) return;
      addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true, signal: AbortSignal.timeout(50) });
      finish(keep);
    };
    const up = stop(true);
    const lost = stop(false);
    target.setPointerCapture(pointerId); // or the bar would lose a quick hand
    target.addEventListener("pointermove", move);
    target.addEventListener("pointerup", up);
    target.addEventListener("pointercancel", lost);
  };

  const start = Math.max(0, scale.at(span.from));
  const end = Math.min(100, scale.at(addDays(span.to, 1)));
  const point = span.from === span.to && !card.open;
  const late = progress && card.share != null && Number(card.share) < 100 && span.to < today;
  const done = progress && card.share != null ? Math.min(100, Math.max(0, Number(card.share))) : null;
  const events = { onKeyDown, onPointerDown, onClick: () => !held && navigate(card.href), onBlur: () => held?.keys && finish(false) };
  const label = done == null ? said(span) : t("{what}, {percent} done", { what: said(span), percent: format.percent(done) });
  if (point) {
    return (
      <>
        <button type="button" className={`ms${done === 100 ? " done" : late ? " late" : ""}${held ? " held" : ""}`} style={{ "--a": `${start}%` }} aria-label={label} {...events} />
        <span className="gl" aria-hidden="true" style={{ insetInlineStart: `calc(${start}% + 14px)` }}>{format.dayAndMonth(span.from)}</span>
      </>
    );
  }
  const look = [late && "late", done === 0 && !late && "fut", held && "drag", card.open && "on", card.movable && "lifts"].filter(Boolean).join(" ");
  return (
    <>
      <button type="button" className={`gb ${look}`} style={{ "--a": `${start}%`, "--w": `${Math.max(0.6, end - start)}%` }} aria-label={label} {...events}>
        <i style={{ inlineSize: `${done ?? 100}%` }} />
        {card.movable ? <><u data-part="start" /><u data-part="end" /></> : null}
      </button>
      {late ? <span className="gl late" aria-hidden="true" style={{ insetInlineStart: `${end}%` }}>{t.plural("{n} day late", "{n} days late", { n: daysBetween(span.to, today) })}</span> : null}
    </>
  );
}
