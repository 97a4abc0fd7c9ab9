/* Drafts of forms, kept on this device: by person, shop, list and record, for two weeks at most. */
const PREFIX = "zarrin.draft:";
const OLDEST = 14 * 864e5;

/** The draft of a form, or null: `{at, values, labels, base, version}`. */
export function draftOf(name) {
  try {
    const draft = JSON.parse(localStorage.getItem(PREFIX + name));
    if (draft && Date.now() - draft.at < OLDEST) return draft;
    localStorage.removeItem(PREFIX + name);
  } catch {
    // without storage, or with something else under that name, there is no draft
  }
  return null;
}

/** Keeps a draft; gives when, or 0 where it can't be kept. */
export function keepDraft(name, draft) {
  const at = Date.now();
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify({ ...draft, at }));
    return at;
  } catch {
    return 0;
  }
}

export function dropDraft(name) {
  try {
    localStorage.removeItem(PREFIX + name);
  } catch {
    // without storage there is nothing to drop
  }
}

export function forgetDrafts() {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).forEach((key) => localStorage.removeItem(key));
  } catch {
    // without storage there is nothing to forget
  }
}
