import { useRef, useState } from "react";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { post, postFile } from "./post.js";
import { useFormat } from "./use-format.js";

const KEPT = ".png,.jpg,.jpeg,.webp,.gif,.pdf,.docx,.xlsx,.txt,.csv";

function Size({ bytes }) {
  const t = useT();
  const format = useFormat();
  const large = bytes >= 1e6;
  return t(large ? "{n} MB" : "{n} KB", { n: format.number(bytes / (large ? 1e6 : 1e3), { max: large ? 1 : 0 }) || "0" });
}

function File({ one, may, moderates }) {
  const t = useT();
  const format = useFormat();
  const href = `/api/files/${one.id}`;
  return (
    <li>
      <span className="thumb">{one.picture ? <img src={`${href}/picture`} alt="" loading="lazy" /> : <Icon name={one.type === "application/pdf" ? "file-text" : "paperclip"} />}</span>
      <div className="cut">
        <p className="cut"><bdi>{one.name}</bdi></p>
        <p className="faint xs"><Size bytes={one.size} /> · <time dateTime={one.at}>{format.date(one.at.slice(0, 10))}</time></p>
      </div>
      <span className="row g1">
        {may && (one.mine || moderates) ? <button type="button" className="btn icon s ghost" aria-label={t("Take {name} away", { name: one.name })} onClick={() => post(href, {})}><Icon name="trash-2" size="sm" /></button> : null}
        <button type="button" className="btn icon s ghost" aria-label={t("Save {name}", { name: one.name })} onClick={() => location.assign(href)}><Icon name="download" size="sm" /></button>
      </span>
    </li>
  );
}

/** The files beside a record: to save, to take away, and where further ones are dropped or chosen. */
export function Attachments({ place, files = [], may = false, moderates = false, title }) {
  const t = useT();
  const input = useRef(null);
  const [busy, setBusy] = useState(false);
  const [over, setOver] = useState(false);
  const take = async (chosen) => {
    if (busy || !may) return;
    setBusy(true);
    for (const file of chosen) await postFile(`/api/files/${place}`, file);
    setBusy(false);
    if (input.current) input.current.value = "";
  };
  const drop = (event) => { event.preventDefault(); setOver(false); take([...event.dataTransfer.files]); };
  return (
    <section className={`card att-c${over ? " over" : ""}`} aria-busy={busy} onDrop={may ? drop : undefined}
      onDragOver={may ? (event) => { event.preventDefault(); setOver(true); } : undefined} onDragLeave={() => setOver(false)}>
      <div className="card-h">
        <h2>{title}</h2><span className="grow" />
        {may ? <button type="button" className={`btn s ghost icon${busy ? " busy" : ""}`} aria-label={t("Add a file")} onClick={() => input.current.click()}><Icon name="plus" /></button> : null}
        {may ? <input ref={input} type="file" multiple hidden accept={KEPT} aria-label={t("Add a file")} onChange={(event) => take([...event.target.files])} /> : null}
      </div>
      {files.length
        ? <ul className="att card-b">{files.map((one) => <File key={one.id} one={one} may={may} moderates={moderates} />)}</ul>
        : <p className="card-b faint sm">{may ? t("Drop pictures, PDF or office files here.") : t("There are no files.")}</p>}
    </section>
  );
}
