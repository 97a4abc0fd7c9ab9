import { useState } from "react";
import { Dialog } from "./dialog.jsx";
import { Field } from "./field.jsx";
import { useT } from "./i18n.js";
import { NumberInput } from "./number-input.jsx";

const MOST = 999;
const STROKES = 20;

/** How full a column is against its limit: a stroke for each card and each free place, copper once there are too many. */
export function Wip({ count, limit, over }) {
  const all = Math.max(count, limit);
  const strokes = Math.min(STROKES, all);
  const filled = Math.round((count / all) * strokes);
  return <div className="wip" aria-hidden="true">{Array.from({ length: strokes }, (_, n) => <i key={n} className={n < filled ? (over ? "x" : "f") : ""} />)}</div>;
}

/** How many cards a column should hold: kept in the address, hence in a saved view. `asked` is `{column, limit}`, or null. */
export function LimitDialog({ asked, onGive, onClose }) {
  const t = useT();
  const [given, give] = useState(null);
  const limit = given ?? String(asked?.limit || "");
  const close = () => {
    give(null);
    onClose();
  };
  const put = (n) => {
    onGive(asked.column, n);
    close();
  };
  const onSubmit = (event) => {
    event.preventDefault();
    put(Math.min(MOST, Math.max(0, Math.trunc(Number(limit)) || 0)));
  };
  return (
    <Dialog open={Boolean(asked)} title={asked ? t("Limit of “{column}”", { column: t.message(asked.column.label) }) : ""} onClose={close}>
      <form onSubmit={onSubmit}>
        <div className="dialog-b">
          <Field label={t("Cards at most")} help={t("A column with more of them says so; nothing is refused. The limit is part of the view: save it to keep it.")}>
            {(aria) => <NumberInput {...aria} kind="integer" value={limit} onChange={give} autoFocus />}
          </Field>
        </div>
        <div className="dialog-f">
          {asked?.limit ? <button type="button" className="btn ghost" onClick={() => put(0)}>{t("No limit")}</button> : null}
          <button type="button" className="btn" onClick={close}>{t("Cancel")}</button>
          <button type="submit" className="btn primary">{t("Set the limit")}</button>
        </div>
      </form>
    </Dialog>
  );
}
