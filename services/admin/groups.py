"""Conditions joined by "and" and "or", one inside the other, as an address writes them in ``where``.

``["or","fineness=750",["and","fineness=875","net_weight.gte=5"]]``: the word first, then conditions, each written as
the flat filters are (``field=value``, ``field.operator=value``) or a group again. Everything is parsed, typed and
bounded before any SQL is written.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from services.admin.filters import Filter
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _

PARAM = "where"
MAX_DEPTH = 4
MAX_CONDITIONS = 30
MAX_LETTERS = 4_000
WORDS = ("and", "or")
_SURROGATE = re.compile("[\ud800-\udfff]")
"""Halves of letters, which JSON can write and no database takes."""


@dataclass(frozen=True)
class Group:
    """Conditions of which ``every`` one must hold, or any; some may be groups again."""

    every: bool
    parts: "tuple[Filter | Group, ...]"

    @property
    def gathers(self) -> bool:
        """Whether it only holds together what stands side by side in a list: an "and" with groups in it."""
        return self.every and any(isinstance(part, Group) for part in self.parts)

    def condition(self) -> ColumnElement[bool]:
        """The condition in SQL."""
        join = and_ if self.every else or_
        return join(*(part.condition() for part in self.parts))

    def filters(self) -> Iterator[Filter]:
        """Every single condition in it."""
        for part in self.parts:
            if isinstance(part, Group):
                yield from part.filters()
            else:
                yield part

    def plain(self) -> list[Any]:
        """As JSON writes it in an address."""
        parts = (part.plain() if isinstance(part, Group) else part.text for part in self.parts)
        return ["and" if self.every else "or", *parts]

    def __str__(self) -> str:
        return json.dumps(self.plain(), ensure_ascii=False, separators=(",", ":"))


MakeFilter = Callable[[str, str], Filter]
"""A condition from its name without the leading ``f.`` and its value; raises ``ValidationFailed``."""


def parse_group(text: str, make: MakeFilter) -> Group | None:
    """The group an address holds, None for an empty text; raises ``ValidationFailed`` that names the parameter."""
    if not text:
        return None
    if len(text) > MAX_LETTERS:
        raise _refused(_("There are too many conditions"))
    try:
        written = json.loads(text)
    except (ValueError, RecursionError):
        raise _refused(_("It can't be read")) from None
    group = _group(written, make, 1)
    if sum(1 for _one in group.filters()) > MAX_CONDITIONS:
        raise _refused(_("There are too many conditions"))
    return group


def write_group(tree: Any, make: MakeFilter) -> dict[str, str]:
    """The parameters of an address for conditions as the browser arranged them: one group, written as in ``where``.

    What must all hold and stands alone becomes a flat filter, the rest ``where``; empty groups fall away.
    """
    kept = _without_empty(tree)
    if isinstance(kept, list) and kept[1:] == []:
        return {}
    group = _group(kept, make, 0)
    flat: dict[str, str] = {}
    rest: list[Filter | Group] = []
    for part in group.parts if group.every else (group,):
        if isinstance(part, Filter) and part.param not in flat:
            flat[part.param] = part.raw
        else:
            rest.append(part)
    if not rest:
        return flat
    alone = len(rest) == 1 and isinstance(rest[0], Group) and not rest[0].gathers
    return flat | {PARAM: str(rest[0] if alone else Group(every=True, parts=tuple(rest)))}


def _without_empty(tree: Any) -> Any:
    if not isinstance(tree, list):
        return tree
    parts = (_without_empty(part) for part in tree[1:])
    return [*tree[:1], *(part for part in parts if not isinstance(part, list) or len(part) > 1)]


def _group(written: Any, make: MakeFilter, depth: int) -> Group:
    if not isinstance(written, list) or len(written) < 2 or written[0] not in WORDS:  # noqa: PLR2004 - a word, a part
        raise _refused(_("It can't be read"))
    if depth > MAX_DEPTH:
        raise _refused(_("At most {n} groups stand inside each other", n=MAX_DEPTH))
    if len(written) > MAX_CONDITIONS + 1:
        raise _refused(_("There are too many conditions"))
    return Group(written[0] == "and", tuple(_part(one, make, depth) for one in written[1:]))


def _part(written: Any, make: MakeFilter, depth: int) -> Filter | Group:
    if isinstance(written, list):
        return _group(written, make, depth + 1)
    if not isinstance(written, str) or "=" not in written:
        raise _refused(_("It can't be read"))
    if "\x00" in written or _SURROGATE.search(written):
        raise _refused(_("It can't be read"))
    name, _equals, value = written.partition("=")
    try:
        return make(name, value)
    except ValidationFailed as error:
        raise ValidationFailed(error.message, fields={PARAM: error.message}) from None


def _refused(why: Message) -> ValidationFailed:
    return ValidationFailed(_("These conditions can't be used: {why}", why=why), fields={PARAM: why})
