import { useRef } from "react";
import { Dialog } from "./dialog.jsx";
import { useT } from "./i18n.js";
import { TextArea } from "./text-area.jsx";

/** The reason that a step asks for, before the card goes. `asked` is `{question}`, or null. */
export function BoardReason({ asked, name, column, onGive, onClose }) {
  const t = useT();
  const last = useRef({});
  if (asked) last.current = { question: asked.question, name, column }; // the dialog keeps its words while it goes
  const { question } = last.current;
  const onSubmit = (event) => {
    event.preventDefault();
    onGive(new FormData(event.currentTarget).get("reason").trim());
  };
  return (
    <Dialog open={Boolean(asked)} title={t("Move {name} to “{column}”", last.current)} onClose={onClose}>
      <form onSubmit={onSubmit}>
        <div className="dialog-b">
          <div className="field">
            <label htmlFor="board-reason">{t.message(question)}</label>
            <TextArea id="board-reason" name="reason" maxLength={2000} required autoFocus />
          </div>
        </div>
        <div className="dialog-f">
          <button type="button" className="btn" onClick={onClose}>{t("Cancel")}</button>
          <button type="submit" className="btn primary">{t("Move")}</button>
        </div>
      </form>
    </Dialog>
  );
}
