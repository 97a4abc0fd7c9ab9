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
HALF_SPACE = "\u200c"
BEFORE, PLURALS = ("نمی", "می"), ("هایی", "های", "ها")
AFTER = (*PLURALS, "ترین", "تر")
"""Particles that a half-space ties to the word after or before them, folded."""
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


def readings(text: str) -> list[list[str]]:
    """The words of a text, and its other readings: what a half-space parts written as one word, or the reverse.

    Most people type no half-space, or a blank for it, so a particle may stand joined to its word or apart.
    """
    apart = words(text)
    joined: list[str] = []
    for word in fold(text.replace(HALF_SPACE, "")).split():
        if joined and (joined[-1] in BEFORE or word in AFTER):
            joined[-1] += word
        else:
            joined.append(word)
    parted = [part for word in fold(text).split() for part in _parted(word)]
    return [list(one) for one in dict.fromkeys(tuple(dict.fromkeys(one)) for one in (apart, joined, parted)) if one]


def _parted(word: str) -> list[str]:
    """A word and the particles written together with it."""
    for particle in BEFORE:
        if word.startswith(particle) and len(word) > len(particle) + 1:
            return [particle, word.removeprefix(particle)]
    for particle in PLURALS:
        if word.endswith(particle) and len(word) > len(particle) + 1:
            return [word.removesuffix(particle), particle]
    return [word]
