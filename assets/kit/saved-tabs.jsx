import { useState } from "react";
import { Link } from "react-router";
import { Dialog } from "./dialog.jsx";
import { Field } from "./field.jsx";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Menu, MenuItem, MenuRule } from "./menu.jsx";
import { useFormat } from "./use-format.js";

function NameDialog({ title, name = "", share, onDone, onClose }) {
  const t = useT();
  const submit = (event) => {
    event.preventDefault();
    event.stopPropagation();
    const form = new FormData(event.currentTarget);
    const given = String(form.get("name") ?? "").trim();
    if (given) onDone(given, form.get("team") === "on");
  };
  return (
    <Dialog open title={title} onClose={onClose}>
      <form onSubmit={submit}>
        <div className="dialog-b stack g3">
          <Field label={t("Name of the view")} required>
            {(aria) => <div className="input"><input {...aria} name="name" defaultValue={name} maxLength={60} required autoFocus autoComplete="off" dir="auto" /></div>}
          </Field>
          {share ? <label className="check"><input type="checkbox" className="tick" name="team" />{t("For the whole team")}</label> : null}
        </div>
        <div className="dialog-f">
          <button type="button" className="btn" onClick={onClose}>{t("Cancel")}</button>
          <button type="submit" className="btn primary">{t("Save")}</button>
        </div>
      </form>
    </Dialog>
  );
}

function Acts({ view, changed, mayShare, onKeep, onDefault, onShare, onForget, ask }) {
  const t = useT();
  return (
    <Menu icon="chevron-down" label={t("What to do with the view {name}", { name: view.name })} look="tab-m" align="start">
      {changed && view.may_change ? <MenuItem icon="save" text={t("Keep the changes in this view")} onSelect={() => onKeep?.(view.id)} /> : null}
      <MenuItem icon="copy-plus" text={t("Save as another view…")} onSelect={() => ask({ act: "save" })} />
      {view.may_change ? (
        <>
          <MenuItem icon="pencil" text={t("Rename…")} onSelect={() => ask({ act: "rename", view })} />
          <MenuItem icon={view.default ? "star-off" : "star"} text={view.default ? t("No longer begin with it") : t("Begin with this view")} onSelect={() => onDefault?.(view.id, !view.default)} />
          {mayShare ? <MenuItem icon={view.mine ? "users" : "user"} text={view.mine ? t("Share with the team") : t("Keep it for me alone")} onSelect={() => onShare?.(view.id, view.mine)} /> : null}
          <MenuRule />
          <MenuItem icon="trash-2" tone="danger" text={t("Delete this view")} onSelect={() => onForget?.(view.id)} />
        </>
      ) : null}
    </Menu>
  );
}

const addressOf = (base, params) => {
  const text = new URLSearchParams(Object.entries(params).filter(([, value]) => value)).toString();
  return text ? `${base}?${text}` : base;
};

/** The saved views of a list as tabs: all rows, the team's, mine, the trash. `views` is `[{id, name, mine, default, may_change, look}]`,
    `counts` their rows by id, where they are known. */
export function SavedTabs({ base, views = [], current = "", changed = false, trash = false, mayTrash = false, mayShare = false, counts = {}, onSave, onRename, ...acts }) {
  const t = useT();
  const format = useFormat();
  const [asked, ask] = useState(null);
  const close = () => ask(null);
  const all = !current && !trash;
  const usual = views.some((view) => view.default);
  return (
    <nav className="tabs" aria-label={t("Views")}>
      <Link className={all ? "on" : ""} aria-current={all ? "true" : undefined} to={addressOf(base, { saved: usual ? "all" : "" })}>{t("All")}</Link>
      {views.map((view) => {
        const on = view.id === current;
        return (
          <span key={view.id} className={on ? "tab-s on" : "tab-s"}>
            <Link aria-current={on ? "true" : undefined} to={addressOf(base, { saved: view.id, ...view.look })} data-raw="">
              {view.mine ? null : <Icon name="users" size="sm" />}
              <bdi>{view.name}</bdi>
              {counts[view.id] == null ? null : <span className="count" aria-label={t("{n} rows", { n: counts[view.id] })}>{format.integer(counts[view.id])}</span>}
              {on && changed ? <span className="dot-c"><span className="sr">{t("changed")}</span></span> : null}
            </Link>
            {on ? <Acts view={view} changed={changed} mayShare={mayShare} ask={ask} {...acts} /> : null}
          </span>
        );
      })}
      <button type="button" aria-label={t("Save this as a view")} title={t("Save this as a view")} onClick={() => ask({ act: "save" })}><Icon name="plus" size="sm" /></button>
      {mayTrash ? <Link className={trash ? "on" : ""} aria-current={trash ? "true" : undefined} to={addressOf(base, { trash: "1" })}>{t("Trash")}</Link> : null}
      {asked?.act === "save" ? (
        <NameDialog title={t("Save this as a view")} share={mayShare} onClose={close} onDone={(name, team) => { close(); onSave?.(name, team); }} />
      ) : null}
      {asked?.act === "rename" ? (
        <NameDialog title={t("Rename the view")} name={asked.view.name} onClose={close} onDone={(name) => { close(); onRename?.(asked.view.id, name); }} />
      ) : null}
    </nav>
  );
}
