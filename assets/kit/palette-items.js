/* What the palette offers for what was typed: groups of items, the best first. Pure, so that Node can test it. */
import { match } from "./fold.js";
import { mark } from "./mark.js";

const FEW = 4;

const ranked = (typed, items) =>
  items
    .map((item) => ({ ...item, rank: match(typed, item.texts) }))
    .filter((item) => item.rank !== null)
    .sort((a, b) => a.rank - b.rank);

const textsOf = (t, label) => [t.message(label), typeof label === "object" ? label?.msgid : label].filter(Boolean);

/** Pages of the sidebar, each once. */
export function pagesOf(t, workspaces, go) {
  const entries = workspaces.flatMap((ws) => ws.entries);
  return entries
    .filter((entry, k) => entries.findIndex((other) => other.href === entry.href) === k)
    .map((entry) => ({ id: `page ${entry.href}`, icon: entry.icon, text: t.message(entry.label), texts: textsOf(t, entry.label), keys: entry.keys, href: entry.href, run: () => go(entry.href) }));
}

/** What can be begun from anywhere: the server's acts (`{label, what?, icon, href}`), and those of the frame. */
export function actsOf(t, acts, go) {
  return acts.map(({ label, what, icon, href, run }) => {
    const text = what ? t(label, { what: t.noun(what) }) : t.message(label);
    return { id: `act ${href ?? label}`, icon, text, texts: [text, ...(what ? textsOf(t, what) : []), what ? label.replace("{what}", what) : label], href, run: run ?? (() => go(href)) };
  });
}

/** What the page itself offers by key or without one. */
export function pageActsOf(t, known) {
  return known
    .filter((key) => key.group === "page" && key.run)
    .map((key) => ({ id: `key ${key.keys} ${t.message(key.label)}`, icon: key.icon || "zap", text: t.message(key.label), texts: textsOf(t, key.label), keys: key.keys, run: key.run }));
}

/** Records as the server grouped them; the last item of a long group leads to the whole list. */
function recordGroups(t, found, go) {
  return found.map((group) => {
    const label = t.message(group.label);
    const items = group.items.map((item) => ({ id: item.href, icon: item.icon, picture: item.picture, name: item.label || item.code || label, code: item.code, href: item.href, run: () => go(item.href) }));
    if (group.all) items.push({ id: group.all, icon: "list-filter", text: t("All in {what}", { what: t.noun(group.label) }), href: group.all, run: () => go(group.all) });
    return { id: `records ${label}`, heading: label, items };
  });
}

function beforeTyping(t, { pages, acts, pageActs, recents, go, retype }) {
  const records = recents.records.map((one) => ({ id: `recent ${one.href}`, icon: one.icon || "file-text", name: nameOf(t, one.label), href: one.href, run: () => go(one.href) }));
  const searches = recents.searches.map((text) => ({ id: `again ${text}`, icon: "history", name: text, stays: true, run: () => retype(text) }));
  return [
    { id: "recent", heading: t("Recent"), items: [...records, ...searches] },
    { id: "here", heading: t("On this page"), items: pageActs },
    { id: "do", heading: t("Do"), items: acts.slice(0, FEW) },
    { id: "pages", heading: t("Pages"), items: pages },
  ];
}

const nameOf = (t, label) => (typeof label === "object" ? label[t.language] ?? Object.values(label)[0] ?? "" : label);

/** All groups with at least one item. Pages and acts that begin with the typed words stand above records, others below. */
export function groupsOf(t, given) {
  const { typed, found } = given;
  if (!typed.trim()) return beforeTyping(t, given).filter((group) => group.items.length);
  const own = [
    { id: "pages", heading: t("Pages"), items: ranked(typed, given.pages) },
    { id: "here", heading: t("On this page"), items: ranked(typed, given.pageActs) },
    { id: "do", heading: t("Do"), items: ranked(typed, given.acts) },
  ].filter((group) => group.items.length);
  const near = own.filter((group) => group.items[0].rank < 2).map((group) => ({ ...group, near: true }));
  const far = own.filter((group) => group.items[0].rank === 2);
  return [...near, ...recordGroups(t, found, given.go), ...far];
}

export const FRAME = {
  theme: mark("Light or dark"),
  language: mark("Change the language"),
  keys: mark("Show the keys"),
  leave: mark("Sign out"),
};
