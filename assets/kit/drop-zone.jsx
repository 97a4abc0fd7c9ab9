import { useRef, useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { pushToast } from "./toast-store.js";
import { upload } from "./upload.js";

/** A place to drop a file, or to choose one by mouse or keyboard; sent at once, the answer handed on. */
export function DropZone({ url, accept = "", text, note, onDone }) {
  const t = useT();
  const [share, setShare] = useState(null);
  const [over, setOver] = useState(false);
  const input = useRef(null);
  const take = async (files) => {
    if (!files?.length || share !== null) return;
    setShare(0);
    const { answer, refused } = await upload(url, files[0], setShare).done;
    if (refused) pushToast({ kind: "error", ...refused });
    setShare(null);
    if (input.current) input.current.value = "";
    if (answer) onDone?.(answer);
  };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const busy = share !== null;
  return (
    <label className={`drop-z${over ? " over" : ""}${busy ? " busy" : ""}`} aria-busy={busy}
      onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
      <Icon name="file-up" size="xl" />
      <b>{text}</b>
      {note ? <small>{note}</small> : null}
      <span className="btn primary" aria-hidden="true">{t("Choose a file")}</span>
      <input ref={input} type="file" accept={accept} aria-label={text} disabled={busy} onChange={(event) => take(event.target.files)} />
      {busy ? <span className="bar" role="progressbar" aria-valuenow={Math.round(share * 100)} aria-label={t("The file is being sent")}><i style={{ inlineSize: `${share * 100}%` }} /></span> : null}
    </label>
  );
}
