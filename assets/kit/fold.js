/* Folding of texts for search, the same as the server's (services/core/text.py): a test holds both equal. */
const FROM = "يىكةۀأإآؤئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩";
const TO = "ییکههاااوی01234567890123456789";
const ALIKE = new Map([...FROM].map((letter, k) => [letter, TO[k]]));
const MARKS = /[\u064b-\u0652\u0670\u0640]/g;
const SPACES = /[\t\n\r\u200c\u200d\u200e\u200f\u00a0،؛؟«»…–—!"#$%&'()*+,./:;<=>?@[\\\]^_`{|}~]/g;

/** The text as it is searched: Latin letters small, letters and digits unified, words parted by one blank. */
export function fold(text) {
  const unified = Array.from(String(text ?? "").replace(MARKS, "").replace(SPACES, " "), (letter) => ALIKE.get(letter) ?? letter);
  return unified.join("").replace(/[A-Z]/g, (letter) => letter.toLowerCase()).split(" ").filter(Boolean).join(" ");
}

/** How well one of these texts answers what was typed: 0 it is that, 1 it begins so, 2 its words do, null not at all. */
export function match(typed, texts) {
  const wanted = fold(typed);
  if (!wanted) return 0;
  const ranks = texts.map((text) => {
    const folded = fold(text);
    if (folded === wanted) return 0;
    if (folded.startsWith(wanted)) return 1;
    const words = folded.split(" ");
    return wanted.split(" ").every((part) => words.some((word) => word.startsWith(part))) ? 2 : 3;
  });
  const best = Math.min(...ranks);
  return best < 3 ? best : null;
}
