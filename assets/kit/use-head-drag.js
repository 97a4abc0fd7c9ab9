import { useEffect, useRef, useState } from "react";

const LEAST = 6;

/* The press that ends a drag sorts nothing. */
function swallowClick(element) {
  const stop = (event) => {
    event.stopPropagation();
    event.preventDefault();
  };
  element.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => element.removeEventListener("click", stop, { capture: true }), 0);
}

/** Moving a column by its head: dragged, or by Alt ← → while something in the head has the focus. `move(key, to)` puts it
    there. Gives what a head needs (`props(key, place)`), and over which side of which head it hangs (`over`). */
export function useHeadDrag(move, rtl) {
  const [over, setOver] = useState(null);
  const stop = useRef(() => {});
  useEffect(() => () => stop.current(), []);

  const carry = (event, key) => {
    const head = event.currentTarget;
    const heads = [...head.closest("tr").querySelectorAll("th[data-k]")];
    const boxes = heads.map((one) => one.getBoundingClientRect());
    const own = heads.indexOf(head);
    let target = null;
    let moved = false;
    const onMove = ({ clientX }) => {
      moved ||= Math.abs(clientX - event.clientX) >= LEAST;
      const to = boxes.findIndex((box) => clientX >= box.left && clientX < box.right);
      target = moved && to > 0 && to !== own ? { held: key, key: heads[to].dataset.k, to, side: to > own ? "after" : "before" } : null;
      setOver(target);
    };
    const onUp = () => {
      const found = target;
      stop.current();
      if (moved) swallowClick(head);
      if (found) move(key, found.to);
    };
    const onKey = (pressed) => pressed.key === "Escape" && stop.current();
    const heard = { pointermove: onMove, pointerup: onUp, pointercancel: () => stop.current(), keydown: onKey };
    Object.entries(heard).forEach(([name, listener]) => addEventListener(name, listener));
    stop.current = () => {
      Object.entries(heard).forEach(([name, listener]) => removeEventListener(name, listener));
      stop.current = () => {};
      setOver(null);
    };
  };
  const props = (key, place) => !move || !place ? {} : {
    onPointerDown: (event) => {
      if (event.button === 0 && !event.target.closest("[role=separator]")) carry(event, key);
    },
    onKeyDown: (event) => {
      const step = event.altKey && { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      event.stopPropagation();
      const element = event.target;
      move(key, place + (rtl ? -step : step));
      requestAnimationFrame(() => element.focus());
    },
  };
  return { over, props };
}
