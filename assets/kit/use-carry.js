import { useEffect, useRef, useState } from "react";

const SLACK = 6;
const HOLD = 280;

/** Where the thing that is carried by pointer is drawn. */
export const placed = ({ x, y, dx, dy, width }, rtl) => ({
  insetBlockStart: y - dy, insetInlineStart: rtl ? innerWidth - (x - dx) - width : x - dx, inlineSize: width,
});

/** Carrying a thing to another place: by mouse or pen after a few pixels, by touch after holding, or by keys.
    `targetAt(x, y)` says what lies there; `onDrop(item, target)` is called once it is let go. */
export function useCarry({ targetAt, onDrop, onEnd }) {
  const [carry, setCarry] = useState(null);
  const now = useRef(null);
  const stop = useRef(() => {});
  const latest = useRef({});
  latest.current = { targetAt, onDrop, onEnd };
  const put = (next) => {
    now.current = next;
    setCarry(next);
  };
  const end = (dropped) => {
    const held = now.current;
    stop.current();
    put(null);
    if (!held) return;
    if (dropped && held.target != null) latest.current.onDrop(held.item, held.target);
    else latest.current.onEnd?.(held.item);
  };
  useEffect(() => {
    const block = (event) => now.current && !now.current.keys && event.cancelable && event.preventDefault();
    const escape = (event) => {
      if (event.key !== "Escape" || !now.current) return;
      event.stopPropagation();
      end(false);
    };
    addEventListener("touchmove", block, { passive: false });
    addEventListener("keydown", escape, true);
    return () => {
      removeEventListener("touchmove", block);
      removeEventListener("keydown", escape, true);
      stop.current();
    };
  }, []);

  const onPointerDown = (item) => (event) => {
    if (event.button !== 0 || now.current || event.target.closest("button, input, select")) return;
    const { pointerId, clientX, clientY } = event;
    const touch = event.pointerType === "touch";
    const box = event.currentTarget.getBoundingClientRect();
    const begin = (x, y) => {
      put({ item, target: null, x, y, dx: clientX - box.left, dy: clientY - box.top, width: box.width });
      getSelection()?.removeAllRanges();
    };
    const timer = touch ? setTimeout(() => begin(clientX, clientY), HOLD) : null;
    const move = (at) => {
      if (at.pointerId !== pointerId) return;
      if (!now.current) {
        if (Math.hypot(at.clientX - clientX, at.clientY - clientY) <= SLACK) return;
        if (touch) return stop.current(); // the finger scrolls
        begin(at.clientX, at.clientY);
      }
      put({ ...now.current, x: at.clientX, y: at.clientY, target: latest.current.targetAt(at.clientX, at.clientY) });
    };
    const up = (at) => {
      if (at.pointerId !== pointerId) return;
      if (now.current) addEventListener("click", (click) => { click.preventDefault(); click.stopPropagation(); }, { capture: true, once: true, signal: AbortSignal.timeout(50) });
      end(true);
    };
    const lost = (at) => at.pointerId === pointerId && end(false);
    stop.current = () => {
      clearTimeout(timer);
      removeEventListener("pointermove", move);
      removeEventListener("pointerup", up);
      removeEventListener("pointercancel", lost);
      stop.current = () => {};
    };
    addEventListener("pointermove", move);
    addEventListener("pointerup", up);
    addEventListener("pointercancel", lost);
  };
  return {
    carry,
    onPointerDown,
    lift: (item, target) => put({ item, target, keys: true }),
    aim: (target) => put({ ...now.current, target }),
    drop: () => end(true),
  };
}
