import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { lettersOf } from "./go-keys.js";
import { isFree, useListedKeys } from "./hot-keys.jsx";

const PATIENCE = 1500;

/** G and then a letter opens a page; the second key is ours alone, whatever the page does with it. */
export function GoKeys({ workspaces }) {
  const navigate = useNavigate();
  const letters = lettersOf(workspaces);
  const now = useRef({});
  now.current = { navigate, letters };
  useListedKeys("go", letters.map(({ letter, entry }) => ({ keys: `G ${letter}`, label: entry.label })));
  useEffect(() => {
    let since = -PATIENCE;
    const onKeyDown = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !isFree(event.target)) return;
      if (event.timeStamp - since < PATIENCE) {
        since = -PATIENCE;
        const found = now.current.letters.find(({ code }) => code === event.code);
        if (!found) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        now.current.navigate(found.entry.href);
      } else if (event.code === "KeyG") since = event.timeStamp;
    };
    addEventListener("keydown", onKeyDown, true);
    return () => removeEventListener("keydown", onKeyDown, true);
  }, []);
  return null;
}
