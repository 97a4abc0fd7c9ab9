"""Folding of texts for search: what people type alike is found alike.

Arabic and Persian forms of one letter, digits of any script, diacritics, half-spaces and case are made one.
The database folds the same way in ``zarrin_fold``; a test holds both equal.
"""

FROM = "يىكةۀأإآؤئ۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩"
TO = "ییکههااا" + "وی" + "0123456789" * 2
MARKS = "ًٌٍَُِّْٰـ"
"""Diacritics and the tatweel: they vanish."""
SPACES = "\t\n\r\u200c\u200d\u200e\u200f\u00a0،؛؟«»…–—"
"""Half-spaces, marks of direction and Persian punctuation: they part words."""
PUNCTUATION = "!\"#$%&'()*+,./:;<=>?@[\\]^_`{|}~"

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

_TABLE = {
    **{ord(a): b for a, b in zip(FROM, TO, strict=True)},
    **{ord(letter): letter.lower() for letter in CAPITALS},
    **{ord(mark): None for mark in MARKS},
    **{ord(space): " " for space in SPACES + PUNCTUATION},
}


def fold(text: str) -> str:
    """The text as it is searched: Latin letters small, letters and digits unified, words parted by one blank."""
    return " ".join(word for word in text.translate(_TABLE).split(" ") if word)


def words(text: str) -> list[str]:
    """The folded words of a text, each once, in order."""
    return list(dict.fromkeys(fold(text).split()))


def sql_translation() -> tuple[str, str]:
    """The same folding as the two last arguments of SQL's ``translate``: what maps, then what vanishes."""
    kept = FROM + CAPITALS + SPACES + PUNCTUATION
    return kept + MARKS, TO + CAPITALS.lower() + " " * len(SPACES + PUNCTUATION)
