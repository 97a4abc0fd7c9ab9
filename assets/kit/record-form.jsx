import { useEffect, useState } from "react";
import { DraftOffer } from "./draft-offer.jsx";
import { FormErrors, SaveBar } from "./form-parts.jsx";
import { FormResults } from "./form-results.jsx";
import { FormSection } from "./form-section.jsx";
import { FormTabs } from "./form-tabs.jsx";
import { FormToc } from "./form-toc.jsx";
import { snapshot } from "./form-values.js";
import { MergeCard } from "./merge-card.jsx";
import { useAsked } from "./use-asked.js";
import { useDraft } from "./use-draft.js";
import { useForm } from "./use-form.js";
import { useMerge } from "./use-merge.js";

const FORM = "record-form";
const within = (key, name) => name.startsWith(`${key}:`);
const ownerOf = (section, name) => (section.table ? within(section.key, name) : section.fields.some((field) => field.key === name || within(field.key, name)));

/** The form of a record: contents at the start, sections (in tabs, where they have some), what would come out at the
    end, a bar to save at the foot. `tables` are the records that are part of it. */
export function RecordForm({ label, back, creating = false, sections = [], tables = [], results = [], warns = false, values = {}, errors = {}, theirs, answer, draft: draftName, onTyped, onSave, onAsk }) {
  const form = useForm(FORM, values);
  const all = [...sections, ...tables.map((table) => ({ key: table.key, label: table.label, tab: table.tab, table }))];
  const fields = Object.fromEntries(sections.flatMap((section) => section.fields.map((field) => [field.key, field])));
  const follows = Object.values(fields).filter((field) => field.follows && !field.readonly).map((field) => field.key);
  const asked = useAsked({ form, follows, wanted: warns || results.length > 0, creating, answer, onAsk });
  const typed = form.changed.filter((name) => !asked.isSuggested(name));
  const draft = useDraft(draftName, form, typed.length);

  const save = () => {
    const now = snapshot(document.getElementById(FORM)).values;
    const suggested = Object.keys(asked.suggested).filter((name) => asked.isSuggested(name));
    const differ = Object.keys(now).filter((name) => now[name] !== form.startOf(name));
    onSave?.(now, [...new Set([...differ, ...suggested])], theirs?.turn ?? "");
  };
  const fieldOf = (name) => {
    const [key, , cell] = name.split(":");
    const table = tables.find((one) => one.key === key) ?? fields[key]?.table;
    return (table ? table.fields.find((field) => field.key === cell) : fields[name]) ?? { label: name, kind: "text" };
  };
  const merging = useMerge(form, theirs, (name) => fieldOf(name).label, save);
  useEffect(() => { onTyped?.(typed.length); }, [typed.length]);

  const tabs = [...new Set(all.map((section) => section.tab || label))];
  const [tab, setTab] = useState(tabs[0]);
  const tabOf = (section) => section.tab || label;
  const countIn = (some) => Object.keys(errors).filter((name) => some.some((section) => ownerOf(section, name))).length;
  const counts = Object.fromEntries(all.map((section) => [section.key, countIn([section])]));
  const tabCounts = Object.fromEntries(tabs.map((one) => [one, countIn(all.filter((section) => tabOf(section) === one))]));
  useEffect(() => {
    const wrong = tabs.find((one) => tabCounts[one]);
    if (wrong && !tabCounts[tab]) setTab(wrong);
  }, [errors]);
  const go = (key) => {
    setTab(tabOf(all.find((section) => section.key === key)));
    requestAnimationFrame(() => {
      const section = document.getElementById(`sec-${key}`);
      section?.scrollIntoView({ block: "start" });
      section?.focus({ preventScroll: true });
    });
  };
  const drawn = (some) => some.map((section) => (
    <FormSection key={section.key} section={section} fields={fields} form={form} errors={errors} warnings={asked.warnings} isSuggested={asked.isSuggested} />
  ));
  return (
    <>
      <FormErrors count={Object.keys(errors).length} onReveal={setTab} />
      <DraftOffer draft={draft.offer} onDiscard={draft.discard} onRestore={() => {
        const { values: kept, labels } = draft.offer;
        merging.open(draft.restore(), kept, labels);
      }} />
      <MergeCard conflicts={merging.conflicts} fieldOf={fieldOf} onChoose={merging.choose} />
      <div className="fw fold">
        <FormToc sections={all} counts={counts} onGo={go} />
        <form id={FORM} className="card" noValidate autoComplete="off" onSubmit={(event) => { event.preventDefault(); save(); }}>
          {tabs.length > 1
            ? <FormTabs tabs={tabs} value={tab} onChange={setTab} counts={tabCounts}>{(one) => drawn(all.filter((section) => tabOf(section) === one))}</FormTabs>
            : drawn(all)}
        </form>
        <FormResults fields={results} values={asked.results} waiting={asked.waiting} />
      </div>
      <SaveBar form={FORM} count={typed.length} keptAt={draft.at} back={back} onDiscard={draft.discard} />
    </>
  );
}
