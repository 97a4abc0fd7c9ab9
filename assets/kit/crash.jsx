import { useState } from "react";
import { CopyButton } from "./copy-button.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { newKey } from "./new-key.js";

/** In place of a page whose drawing failed: what happened, a way on, and the fault to pass on. */
export function Crash({ fault = "" }) {
  const t = useT();
  const [id] = useState(() => newKey().slice(0, 8).toUpperCase());
  return (
    <main className="es" role="alert">
      <div className="pic ic2"><Icon name="unplug" /></div>
      <h1>{t("This page could not be built")}</h1>
      <p>{t("Load it again; what was saved is safe.")}</p>
      <span className="id"><bdi className="code" dir="ltr">{id}</bdi><CopyButton text={`${id} ${fault}`} /></span>
      <div className="acts">
        <button type="button" className="btn primary" onClick={() => location.reload()}><Icon name="rotate-ccw" />{t("Load again")}</button>
        <a className="btn" href="/">{t("To the first page")}</a>
      </div>
    </main>
  );
}
