"""Which rule prices a piece: of those that hold on the day, the one that names most of what the piece is."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Self
from uuid import UUID

from sqlmodel import col, or_, select

from models.shop.item import Category, Item
from models.shop.pricing_rule import PricingRule
from services.core.database import UnitOfWork
from services.shop.pricing.request import Making, parse_base
from services.shop.pricing.rounding import Rounding
from services.shop.pricing.terms import Terms


@dataclass(frozen=True)
class RuleBook:
    """The rules of a shop that hold on one day, read once for a whole cart or page.

    ``above`` is each category's parent: a rule for rings holds for wedding rings too.
    """

    rules: Sequence[PricingRule]
    above: Mapping[UUID, UUID] = field(default_factory=dict)
    _terms: dict[UUID, Terms] = field(default_factory=dict, init=False, repr=False, compare=False)

    @classmethod
    def load(cls, uow: UnitOfWork, day: date) -> Self:
        """The active rules of a day."""
        rules = uow.session.execute(
            select(PricingRule).where(
                col(PricingRule.active),
                col(PricingRule.deleted_at).is_(None),
                col(PricingRule.effective_from) <= day,
                or_(col(PricingRule.effective_to).is_(None), col(PricingRule.effective_to) >= day),
            )
        ).scalars()
        found = list(rules)
        return cls(found, _parents(uow) if any(rule.category_id for rule in found) else {})

    def rule(self, item: Item, branch_id: UUID | None = None) -> PricingRule | None:
        """The most specific rule; among equals the one that began last."""
        path = self._path(item.category_id)
        fitting = [rule for rule in self.rules if _fits(rule, item, path, branch_id)]
        return max(fitting, key=lambda rule: (_weight(rule, path), rule.effective_from, rule.id), default=None)

    def terms(self, item: Item, branch_id: UUID | None = None) -> Terms:
        """The terms for a piece; without any rule, none."""
        rule = self.rule(item, branch_id)
        if rule is None:
            return Terms()
        if rule.id not in self._terms:
            self._terms[rule.id] = terms_of(rule)
        return self._terms[rule.id]

    def _path(self, category_id: UUID) -> list[UUID]:
        """A category and those above it, the nearest first; a circle ends where it would begin again."""
        path = [category_id]
        while (parent := self.above.get(path[-1])) is not None and parent not in path:
            path.append(parent)
        return path


def terms_of(rule: PricingRule) -> Terms:
    """A rule's terms, as the price function takes them."""
    return Terms(
        making=Making(rule.making_percent, rule.making_per_gram, rule.making_fixed),
        wastage_percent=rule.wastage_percent,
        profit_percent=rule.profit_percent,
        profit_base=parse_base(rule.profit_base),
        tax_percent=rule.tax_percent,
        tax_base=parse_base(rule.tax_base),
        stones_taxed=rule.stones_taxed,
        attachments_taxed=rule.attachments_taxed,
        rounding={step: Rounding.parse(policy) for step, policy in rule.rounding.items()},
    )


def _parents(uow: UnitOfWork) -> dict[UUID, UUID]:
    below = select(Category.id, Category.parent_id).where(col(Category.parent_id).is_not(None))
    return {identity: parent for identity, parent in uow.session.execute(below).all() if parent is not None}


def _fits(rule: PricingRule, item: Item, path: Sequence[UUID], branch_id: UUID | None) -> bool:
    return (
        (rule.category_id is None or rule.category_id in path)
        and rule.branch_id in (None, branch_id)
        and (rule.fineness is None or rule.fineness == item.fineness)
    )


def _weight(rule: PricingRule, path: Sequence[UUID]) -> tuple[int, bool, bool]:
    """A category says more than a fineness, a fineness more than a branch; of categories the nearest says most."""
    distance = path.index(rule.category_id) if rule.category_id else len(path)
    return -distance, rule.fineness is not None, rule.branch_id is not None
