/* G, then a letter: a key for each page of the sidebar. */

/** The letter of each page: the first of its English name that no earlier page has; `[{code, letter, entry}]`. */
export function lettersOf(workspaces) {
  const taken = new Set(["G"]);
  const entries = workspaces.flatMap((ws) => ws.entries);
  return entries
    .filter((entry, k) => entries.findIndex((other) => other.href === entry.href) === k)
    .flatMap((entry) => {
      const name = String(entry.label?.msgid ?? entry.label).toUpperCase();
      const letter = [...name].find((each) => /[A-Z]/.test(each) && !taken.has(each));
      if (!letter) return [];
      taken.add(letter);
      return [{ letter, code: `Key${letter}`, entry }];
    });
}
