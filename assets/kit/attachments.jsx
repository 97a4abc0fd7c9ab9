import { useRef, useState } from "react";
import { FileSize } from "./file-size.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { post } from "./post.js";
import { useFormat } from "./use-format.js";
import { useUploads } from "./use-uploads.js";

const KEPT = ".png,.jpg,.jpeg,.webp,.gif,.pdf,.docx,.xlsx,.txt,.csv";

function File({ one, may, moderates }) {
  const t = useT();
  const format = useFormat();
  const href = `/api/files/${one.id}`;
  return (
    <li>
      <span className="thumb">{one.picture ? <img src={`${href}/picture`} alt="" loading="lazy" /> : <Icon name={one.type === "application/pdf" ? "file-text" : "paperclip"} />}</span>
      <div className="cut">
        <p className="row"><bdi className="cut">{one.name}</bdi></p>
        <p className="faint xs"><FileSize bytes={one.size} /> · <time dateTime={one.at}>{format.date(one.at.slice(0, 10))}</time></p>
      </div>
      <span className="row g1">
        {may && (one.mine || moderates) ? <button type="button" className="btn icon s ghost" aria-label={t("Take {name} away", { name: one.name })} onClick={() => post(href, {})}><Icon name="trash-2" size="sm" /></button> : null}
        <button type="button" className="btn icon s ghost" aria-label={t("Save {name}", { name: one.name })} onClick={() => location.assign(href)}><Icon name="download" size="sm" /></button>
      </span>
    </li>
  );
}

/** One that is on its way, or was refused and says why. */
export function Sending({ one, onDrop }) {
  const t = useT();
  return (
    <li className={one.refused ? "bad" : ""}>
      <span className="thumb"><Icon name={one.refused ? "circle-alert" : "file-up"} /></span>
      <div className="cut">
        <p className="row"><bdi className="cut">{one.name}</bdi></p>
        {one.refused
          ? <p className="err" role="alert"><span>{t.message(one.refused.text)} {one.refused.detail ? t.message(one.refused.detail) : ""}</span></p>
          : <span className="bar" role="progressbar" aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(one.share * 100)} aria-label={t("{name} is being sent", { name: one.name })}><i style={{ inlineSize: `${one.share * 100}%` }} /></span>}
      </div>
      <button type="button" className="btn icon s ghost" aria-label={one.refused ? t("Close") : t("Stop sending {name}", { name: one.name })} onClick={onDrop}><Icon name="x" size="sm" /></button>
    </li>
  );
}

/** The files beside a record: to save, to take away, and where further ones are dropped or chosen. */
export function Attachments({ place, files = [], may = false, moderates = false, title }) {
  const t = useT();
  const input = useRef(null);
  const [over, setOver] = useState(false);
  const { sending, take, drop } = useUploads(`/api/files/${place}`);
  const choose = (event) => { take(event.target.files); event.target.value = ""; };
  const catchFiles = (event) => { event.preventDefault(); setOver(false); take(event.dataTransfer.files); };
  return (
    <section className={`card att-c${over ? " over" : ""}`} aria-busy={sending.some((one) => !one.refused)} onDrop={may ? catchFiles : undefined}
      onDragOver={may ? (event) => { event.preventDefault(); setOver(true); } : undefined} onDragLeave={() => setOver(false)}>
      <div className="card-h">
        <h2>{title}</h2><span className="grow" />
        {may ? <button type="button" className="btn s ghost icon" aria-label={t("Add a file")} onClick={() => input.current.click()}><Icon name="plus" /></button> : null}
        {may ? <input ref={input} type="file" multiple hidden accept={KEPT} aria-label={t("Add a file")} onChange={choose} /> : null}
      </div>
      {files.length || sending.length
        ? (
          <ul className="att card-b">
            {files.map((one) => <File key={one.id} one={one} may={may} moderates={moderates} />)}
            {sending.map((one) => <Sending key={one.id} one={one} onDrop={() => drop(one.id)} />)}
          </ul>
        )
        : <p className="card-b faint sm">{may ? t("Drop pictures, PDF or office files here.") : t("There are no files.")}</p>}
    </section>
  );
}
