import { useEffect, useRef } from "react";

/** A box that can be scrolled can also be reached by keyboard; one that can't is left out of the order. */
export function useScrollable() {
  const box = useRef(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    const look = () => {
      const over = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
      if (over && !element.querySelector("[tabindex='0'], a, button, input")) element.tabIndex = 0;
      else element.removeAttribute("tabindex");
    };
    const watcher = new ResizeObserver(look);
    watcher.observe(element);
    if (element.firstElementChild) watcher.observe(element.firstElementChild);
    look();
    return () => watcher.disconnect();
  });
  return box;
}
