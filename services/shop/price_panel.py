"""How a price is made, in words, for the page of an item and of a sold line: the steps of its one derivation."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from models.shop.gold_rate import GoldRate
from models.shop.sale import Sale
from services.admin.panels import measure
from services.core.database import UnitOfWork
from services.core.i18n import Message, _
from services.platform.tenants import current_tenant
from services.shop.items import priced
from services.shop.pricing import Operand, Step, StepName, plain
from services.shop.pricing.labels import NOUNS, ROUNDED_TO
from services.shop.pricing.rounding import STORED
from services.shop.zone import today

GIVEN = frozenset({StepName.STONES, StepName.ATTACHMENTS, StepName.OTHER})
"""Parts that are an amount and follow from nothing."""


def price_of_item(uow: UnitOfWork, row: Any) -> dict[str, Any] | None:
    """Today's price of a piece under the rule that fits it; None without a rate."""
    found = priced(uow, row)
    if found is None:
        return None
    rule = [measure(_("Rule"), found.rule.name, "text")] if found.rule else []
    fixed = row.fixed_price is not None
    about = [measure(_("Fixed price"), True, "boolean")] if fixed else [*rule, _rate(uow, found.rate)]
    return waterfall(found.price.steps, about)


def price_of_line(uow: UnitOfWork, row: Any) -> dict[str, Any] | None:
    """The price of one piece as it was sold, at the rate of its sale."""
    sale = uow.session.get(Sale, (uow.tenant_id, row.sale_id))
    rate = uow.session.get(GoldRate, (uow.tenant_id, sale.gold_rate_id)) if sale and sale.gold_rate_id else None
    return waterfall([Step.from_json(step) for step in row.derivation], [_rate(uow, rate)] if rate else [])


def waterfall(steps: Sequence[Step], about: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """A derivation as a panel of kind ``steps`` draws it; the rounding of the whole stands beside the total."""
    if not steps:
        return None
    taxed = next((step.of for step in steps if step.name is StepName.TAX), None)
    *parts, total = steps
    return {
        "about": list(about),
        "steps": [
            {"label": step.label.msgid, "amount": plain(step.amount), **_made_of(step, taxed)}
            for step in parts
            if step.name is not StepName.ROUNDING
        ],
        "total": {"label": _("Price").msgid, "amount": plain(total.amount), "said": _rounded(total)},
    }


def _made_of(step: Step, taxed: tuple[StepName, ...] | None) -> dict[str, Any]:
    """A sentence where words say it, else the operands of the formula with their signs.

    That a step was brought to the smallest coin is not worth saying.
    """
    said = _said(step, taxed)
    terms = [
        part if isinstance(part, str) else {"kind": part.kind, "value": plain(part.value)} for part in step.formula
    ]
    rounded = _rounded(step) if step.rounding.unit > 1 else None
    return {"said": said.plain() if said else None, "terms": terms, "rounded": rounded}


def _said(step: Step, taxed: tuple[StepName, ...] | None) -> Message | None:
    if step.name in GIVEN and taxed is not None:
        return _("fixed, taxed") if step.name in taxed else _("fixed, not taxed")
    if len(step.formula) == 1 or step.name in GIVEN:
        return _("fixed")
    percents = [one.value for one in step.formula if isinstance(one, Operand) and one.kind == "percent"]
    added_up = step.name is StepName.MAKING and "+" in step.formula
    return _share(step, plain(percents[0])) if len(percents) == 1 and not added_up else None


def _share(step: Step, percent: str) -> Message | None:
    """A percentage with what it is of, where that is known."""
    if step.name is StepName.DISCOUNT:
        return _("{percent}% of the price before tax", percent=percent)
    if not step.of:
        return None
    parts = listed([NOUNS[name] for name in step.of])
    if step.name is StepName.TAX and StepName.GOLD not in step.of:
        return _("{percent}% of {parts}; gold is exempt", percent=percent, parts=parts)
    return _("{percent}% of {parts}", percent=percent, parts=parts)


def _rounded(step: Step) -> dict[str, Any] | None:
    """How a step was rounded, where that changed it by more than storing does."""
    if step.rounding == STORED or abs(step.before) == abs(step.amount):
        return None
    way = ROUNDED_TO[step.rounding.mode]
    return Message(way.msgid, {"before": _figure(step.before), "unit": plain(step.rounding.unit)}).plain()


def _figure(value: Decimal) -> str:
    return plain(value.quantize(Decimal("0.01")) if value != value.to_integral_value() else value)


def listed(words: Sequence[Message]) -> Message:
    """Words in a row: ``gold, making and profit``."""
    *first, last = words
    if not first:
        return last
    head = first[0]
    for word in first[1:]:
        head = _("{words}, {word}", words=head, word=word)
    return _("{words} and {word}", words=head, word=last)


def _rate(uow: UnitOfWork, rate: GoldRate) -> dict[str, Any]:
    """When the rate was quoted: by the clock, and with its day where that is another one."""
    tenant = current_tenant(uow)
    same_day = rate.quoted_at.astimezone(ZoneInfo(tenant.timezone)).date() == today(tenant)
    return measure(_("Rate of"), rate.quoted_at.isoformat(), "time" if same_day else "datetime")
