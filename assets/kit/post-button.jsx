import { useRef, useState } from "react";
import { Icon } from "./icon.jsx";
import { newKey } from "./new-key.js";
import { post } from "./post.js";

/** A button that posts once, however often it is pressed, and then tells the page what came back. */
export function PostButton({ url, body, text, icon, look = "btn", disabled = false, onDone, reload = false }) {
  const [busy, setBusy] = useState(false);
  const key = useRef(null);
  const press = async () => {
    if (busy) return;
    setBusy(true);
    key.current ??= newKey();
    const answer = await post(url, body, key.current);
    setBusy(false);
    if (!answer) return;
    key.current = null;
    onDone?.(answer);
    if (reload) location.assign(answer.location ?? "/");
  };
  return (
    <button type="button" className={`${look}${busy ? " busy" : ""}`} disabled={disabled} aria-busy={busy} onClick={press}>
      {icon ? <Icon name={icon} /> : null}
      <span>{text}</span>
    </button>
  );
}
