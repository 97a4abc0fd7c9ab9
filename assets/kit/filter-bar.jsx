import { Fragment, lazy, Suspense, useEffect, useState } from "react";
import { MAX_DEPTH, added, isGroup, removed, replaced, turned, written } from "./filter-tree.js";
import { useT } from "./i18n.js";
import { Icon } from "./icon.jsx";
import { Menu, MenuItem, MenuRule } from "./menu.jsx";
import { Value } from "./value.jsx";

const FilterDialog = lazy(() => import("./filter-dialog.jsx"));
const SHOWN = 3;

function Chip({ part, place, onEdit, onRemove }) {
  const t = useT();
  const said = part.values.length > SHOWN ? part.values.slice(0, SHOWN - 1) : part.values;
  const between = { in: t.language === "fa" ? "، " : ", ", between: ` ${t("and")} ` };
  const words = (
    <>
      {t.message(part.label)}
      <b>
        {t.message(part.operator)}
        {said.map((one, k) => <Fragment key={k}>{k ? between[part.op] ?? " " : " "}<Value value={one.value} kind={one.kind} bare /></Fragment>)}
        {said.length < part.values.length ? <> {t("and {n} more", { n: part.values.length - said.length })}</> : null}
      </b>
    </>
  );
  return (
    <span className="chip">
      <button type="button" className="chip-b" onClick={() => onEdit(part, place)}>{words}</button>
      <button type="button" className="x" aria-label={t("Remove the filter {name}", { name: t.message(part.label) })} onClick={() => onRemove(place)}>
        <Icon name="x" size="sm" />
      </button>
    </span>
  );
}

/* The word between two parts: pressed, "and" becomes "or". */
function Word({ word, onTurn }) {
  const t = useT();
  return (
    <button type="button" className="andor" onClick={onTurn} aria-label={word === "and" ? t("All of these; press for any of these") : t("Any of these; press for all of these")}>
      {word === "and" ? t("and") : t("or")}
    </button>
  );
}

function Add({ fields, place, depth, small, onPick, onGroup }) {
  const t = useT();
  return (
    <Menu text={small ? "" : t("Filter")} icon="plus" label={small ? t("Add a condition here") : t("Add a filter")} look="chip dash" align="start">
      {fields.map((field) => <MenuItem key={field.key} text={t.message(field.label)} onSelect={() => onPick(field, place)} />)}
      {depth < MAX_DEPTH ? <MenuRule /> : null}
      {depth < MAX_DEPTH ? <MenuItem icon="brackets" text={t("Any of several conditions")} onSelect={() => onGroup(place)} /> : null}
    </Menu>
  );
}

function Parts({ group, place, ...acts }) {
  const t = useT();
  const inside = group.parts.map((part, k) => {
    const here = [...place, k];
    return (
      <Fragment key={isGroup(part) ? `g${k}` : `${part.text}${k}`}>
        {k ? <Word word={group.word} onTurn={() => acts.onTurn(place)} /> : null}
        {isGroup(part) ? <Parts group={part} place={here} {...acts} /> : <Chip part={part} place={here} onEdit={acts.onEdit} onRemove={acts.onRemove} />}
      </Fragment>
    );
  });
  if (!place.length) return inside;
  return (
    <span className="chip-grp" role="group" aria-label={group.word === "and" ? t("All of these") : t("Any of these")}>
      {inside}
      <Add fields={acts.fields} place={place} depth={place.length} small onPick={acts.onPick} onGroup={acts.onGroup} />
      {group.parts.length ? null : (
        <button type="button" className="x" aria-label={t("Remove these conditions")} onClick={() => acts.onRemove(place)}><Icon name="x" size="sm" /></button>
      )}
    </span>
  );
}

/** The conditions of a list: chips, groups in a dashed frame, the words between them, and a button to add one. */
export function FilterBar({ tree = { word: "and", parts: [] }, fields = [], onChange }) {
  const t = useT();
  const [draft, setDraft] = useState(tree);
  const [asked, setAsked] = useState(null);
  const given = JSON.stringify(tree);
  useEffect(() => setDraft(tree), [given]);
  const tell = (next) => {
    setDraft(next);
    onChange?.(written(next));
  };
  const apply = (part) => {
    setAsked(null);
    const next = asked.condition ? replaced(draft, asked.place, part) : added(draft, asked.place, part);
    onChange?.(written(next));
  };
  const acts = {
    fields,
    onEdit: (condition, place) => setAsked({ about: fields.find((field) => field.key === condition.field), condition, place }),
    onPick: (about, place) => setAsked({ about, condition: null, place }),
    onGroup: (place) => setDraft(added(draft, place, { word: "or", parts: [] })),
    onRemove: (place) => tell(removed(draft, place)),
    onTurn: (place) => tell(turned(draft, place)),
  };
  if (!fields.length && !draft.parts.length) return null;
  return (
    <div className="fbar-c" role="group" aria-label={t("Filters")}>
      <Parts group={draft} place={[]} {...acts} />
      {fields.length ? <Add fields={fields} place={[]} depth={0} onPick={acts.onPick} onGroup={acts.onGroup} /> : null}
      {asked?.about ? (
        <Suspense fallback={null}>
          <FilterDialog about={asked.about} condition={asked.condition} onApply={apply} onClose={() => setAsked(null)} />
        </Suspense>
      ) : null}
    </div>
  );
}
