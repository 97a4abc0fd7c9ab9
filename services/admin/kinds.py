"""Kinds of values: which operators a filter offers for each, how a column stands, what may be sorted and summed."""

from dataclasses import dataclass
from enum import StrEnum

from services.core.i18n import Message, _


class Op(StrEnum):
    """What a filter can ask. ``EQ`` is meant when an address names none."""

    EQ = "eq"
    NE = "ne"
    IN = "in"
    GTE = "gte"
    LTE = "lte"
    BETWEEN = "between"
    DURING = "during"
    CONTAINS = "contains"
    EMPTY = "is_empty"


OP_LABELS: dict[Op, Message] = {
    Op.EQ: _("is"),
    Op.NE: _("is not"),
    Op.IN: _("is one of"),
    Op.GTE: _("at least"),
    Op.LTE: _("at most"),
    Op.BETWEEN: _("between"),
    Op.DURING: _("during"),
    Op.CONTAINS: _("contains"),
    Op.EMPTY: _("is empty"),
}


@dataclass(frozen=True)
class KindRule:
    """What the engine knows of a kind: operators in order of use, alignment, whether it sorts, whether it sums."""

    name: str
    operators: tuple[Op, ...] = ()
    align: str = "start"
    sortable: bool = True
    numeric: bool = False


_RANGE = (Op.BETWEEN, Op.EQ, Op.GTE, Op.LTE, Op.EMPTY)
_WORDS = (Op.CONTAINS, Op.EQ, Op.IN, Op.EMPTY)
_ONE_OF = (Op.EQ, Op.NE, Op.IN, Op.EMPTY)

_RULES = (
    *(KindRule(name, _WORDS) for name in ("text", "long_text", "code", "phone", "email")),
    KindRule("local_text", (Op.CONTAINS, Op.EMPTY)),
    *(
        KindRule(name, (*_RANGE, Op.NE, Op.IN), "end", numeric=True)
        for name in ("money", "weight", "fineness", "percent", "quantity", "amount", "decimal", "number")
    ),
    KindRule("date", (Op.DURING, *_RANGE)),
    KindRule("datetime", (Op.DURING, *_RANGE)),
    KindRule("bool", (Op.EQ,), "center"),
    *(KindRule(name, _ONE_OF) for name in ("choice", "ref", "user", "currency")),
    KindRule("id", (Op.EQ, Op.IN)),
    KindRule("tags", (Op.IN, Op.NE, Op.EMPTY), sortable=False),
    KindRule("several", (), sortable=False),
    KindRule("picture", (Op.EMPTY,), sortable=False),
    KindRule("json", (), sortable=False),
    KindRule("rows", (), sortable=False),
    KindRule("message", (), sortable=False),
    KindRule("warning", (), sortable=False),
    KindRule("steps", (), sortable=False),
)

KINDS: dict[str, KindRule] = {rule.name: rule for rule in _RULES}
"""Every kind by name; a kind that isn't here is a fault of declaration (ADM003)."""


def rule_of(kind: str) -> KindRule:
    """The rule of a kind; an unknown one can be shown, never filtered or sorted."""
    return KINDS.get(kind) or KindRule(kind, sortable=False)
