import { useRef, useState } from "react";
import { Sending } from "./attachments.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Jewel } from "./jewel.jsx";
import { useUploads } from "./use-uploads.js";

const KEPT = ".png,.jpg,.jpeg,.webp,.gif";
const ahead = (event) => ({ ArrowRight: 1, ArrowLeft: -1 }[event.key] ?? 0) * (getComputedStyle(event.currentTarget).direction === "rtl" ? -1 : 1);

/* The pictures of a record, the oldest first; a drawing stands for the piece until it has a photograph. */
function picturesOf(picture, files) {
  const kept = files.filter((one) => one.picture).reverse().map((one) => ({ id: one.id, src: `/api/files/${one.id}/picture`, name: one.name }));
  const own = picture && (picture.startsWith("/") || !kept.length) ? [{ id: "own", src: picture, name: "" }] : [];
  return [...own, ...kept];
}

/** The pictures of a record: one large, the others below it to choose from, and a place for more where one `may` add. */
export function Pictures({ place, picture = "", fineness, files = [], may = false }) {
  const t = useT();
  const input = useRef(null);
  const [chosen, choose] = useState("");
  const { sending, take, drop } = useUploads(`/api/files/${place}`);
  const all = picturesOf(picture, files);
  if (!all.length && !sending.length) return null;
  const at = Math.max(0, all.findIndex((one) => one.id === chosen));
  const walk = (event) => {
    const next = all[at + ahead(event)];
    if (!next || !ahead(event) || !event.target.matches("[aria-pressed]")) return;
    event.preventDefault();
    choose(next.id);
    event.currentTarget.querySelectorAll("[aria-pressed]")[all.indexOf(next)].focus();
  };
  const add = (event) => { take(event.target.files); event.target.value = ""; };
  return (
    <div className="gal">
      <div className="photo" role="img" aria-label={all[at]?.name || t("Picture")}>
        {all[at] ? <Jewel picture={all[at].src} fineness={fineness} size="whole" /> : null}
        {all.length > 1 ? <span className="cap badge plain">{t("{n} of {all}", { n: at + 1, all: all.length })}</span> : null}
      </div>
      {all.length > 1 || may ? (
        <div className="th" role="group" aria-label={t("Pictures")} onKeyDown={walk}>
          {all.length > 1 ? all.map((one, k) => (
            <button type="button" key={one.id} aria-pressed={k === at} aria-label={t("Picture {n}", { n: k + 1 })} onClick={() => choose(one.id)}><Jewel picture={one.src} fineness={fineness} /></button>
          )) : null}
          {may ? <button type="button" className="add" aria-label={t("Add a picture")} onClick={() => input.current.click()}><Icon name="plus" /></button> : null}
        </div>
      ) : null}
      {may ? <input ref={input} type="file" multiple hidden accept={KEPT} aria-label={t("Add a picture")} onChange={add} /> : null}
      {sending.length ? <ul className="att">{sending.map((one) => <Sending key={one.id} one={one} onDrop={() => drop(one.id)} />)}</ul> : null}
    </div>
  );
}
