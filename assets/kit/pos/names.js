/** A name that may be kept in both languages. */
export const nameOf = (name, language) =>
  typeof name === "object" && name ? name[language] || name.en || name.fa || "" : String(name ?? "");

/** Two letters for the round picture of a person. */
export const initialsOf = (name) => String(name ?? "").split(/\s+/).filter(Boolean).slice(0, 2).map((word) => word[0]).join("\u200c");
