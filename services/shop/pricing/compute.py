"""The price of a piece: one pure function, exact on decimals, with every step kept.

Sources. Gold: net weight × rate × fineness ÷ fineness of the quoted rate. Iran since January 2022: profit ``p·(G+M)``,
tax ``v·(M+P)``, the gold itself exempt. India: 3 % GST on gold and making. Which parts a profit or tax is taken of is
named by the request, so a country is data here, not code.

A discount never touches the gold: it takes profit first, then making, wastage, stones and attachments, as the trade
does, and tax is taken of what is left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Any

from services.core.errors import ValidationFailed
from services.core.i18n import _
from services.shop.pricing.request import ZERO, Part, PriceRequest, StepName, WastageOf
from services.shop.pricing.rounding import AS_IT_IS, EXACT, WORK, Rounding, plain, trimmed
from services.shop.pricing.steps import Formula, Operand, Step

QUOTIENT = Decimal("1e-12")
"""The one division (by the fineness of the rate) is carried to twelve places before any rounding."""
HUNDRED = Decimal(100)
DISCOUNTED = (Part.PROFIT, Part.MAKING, Part.WASTAGE, Part.STONES, Part.ATTACHMENTS)
"""Where a discount is taken from, in this order."""


@dataclass(frozen=True)
class Price:
    """A price with its parts: all of them, less ``discount``, with ``tax`` and ``rounding``, make ``total`` exactly.

    ``other`` sums the further costs; ``rounding`` is what rounding the total added or took away.
    """

    gold: Decimal
    making: Decimal
    wastage: Decimal
    stones: Decimal
    attachments: Decimal
    other: Decimal
    profit: Decimal
    discount: Decimal
    tax: Decimal
    rounding: Decimal
    total: Decimal
    steps: tuple[Step, ...]

    @property
    def before_tax(self) -> Decimal:
        """What the customer pays for the piece without tax, before the total is rounded."""
        return EXACT.subtract(_sum(getattr(self, part) for part in Part), self.discount)

    def to_json(self) -> dict[str, Any]:
        """Decimals as strings; other costs, discount and rounding only where there are any."""
        always = ("gold", "making", "wastage", "stones", "attachments", "profit", "tax", "total")
        seldom = [name for name in ("other", "discount", "rounding") if getattr(self, name)]
        values = {name: plain(getattr(self, name)) for name in (*always, *seldom)}
        return {**values, "steps": [step.to_json() for step in self.steps]}


def price(request: PriceRequest) -> Price:
    """Price a piece. Raises :class:`ValidationFailed` where the discount is more than can be given."""
    with localcontext(EXACT):
        return _Derivation(request).run()


class _Derivation:
    """The steps of one price, in order; each is rounded before the next one builds on it."""

    def __init__(self, request: PriceRequest) -> None:
        self.request = request
        self.parts: dict[Part, Decimal] = dict.fromkeys(Part, ZERO)
        self.steps: list[Step] = []

    def run(self) -> Price:
        self._gold()
        self._making()
        self._wastage()
        self._given(Part.STONES, self.request.stones)
        self._given(Part.ATTACHMENTS, self.request.attachments)
        self._given(Part.OTHER, *(cost.amount for cost in self.request.costs))
        self._profit()
        shares = self._discount()
        discount, tax = _sum(shares.values()), self._tax(shares)
        before = _sum(self.parts.values()) - discount + tax
        total = self._round(StepName.TOTAL, before)
        formula = _joined(step.amount for step in self.steps)
        self._step(StepName.ROUNDING, (_money(total), "−", _money(trimmed(before))), total - before)
        self.steps.append(Step(StepName.TOTAL, formula, trimmed(before), total, self._rounding(StepName.TOTAL)))
        parts = {str(part): amount for part, amount in self.parts.items()}
        rounding = trimmed(total - before)
        return Price(**parts, discount=discount, tax=tax, rounding=rounding, total=total, steps=tuple(self.steps))

    def _gold(self) -> None:
        ask = self.request
        if ask.gold is not None:
            self._part(Part.GOLD, (_money(ask.gold),), ask.gold)
            return
        self._part(Part.GOLD, self._metal(), self._metal_value(Decimal(1)))

    def _metal(self) -> Formula:
        ask = self.request
        weight, rate = ask.net_weight or ZERO, ask.rate or ZERO
        fine, quoted = Operand("fineness", ask.fineness), Operand("fineness", ask.rate_fineness)
        return (Operand("weight", weight), "×", _money(rate), "×", fine, "÷", quoted)

    def _metal_value(self, share: Decimal) -> Decimal:
        """Weight × share × rate × fineness ÷ fineness of the rate, to twelve places."""
        ask = self.request
        product = (ask.net_weight or ZERO) * share * (ask.rate or ZERO) * ask.fineness
        return WORK.quantize(WORK.divide(product, ask.rate_fineness), QUOTIENT)

    def _making(self) -> None:
        making, gold, weight = self.request.making, self.parts[Part.GOLD], self.request.net_weight or ZERO
        terms: list[tuple[Formula, Decimal]] = [
            ((_money(gold), "×", _percent(making.percent)), gold * making.percent / HUNDRED),
            ((Operand("weight", weight), "×", _money(making.per_gram)), weight * making.per_gram),
            ((_money(making.fixed),), making.fixed),
        ]
        charged = zip(terms, (making.percent, making.per_gram, making.fixed), strict=True)
        used = [term for term, asked in charged if asked]
        formula = tuple(part for number, (term, _v) in enumerate(used) for part in (*(("+",) if number else ()), *term))
        of = (StepName.GOLD,) if making.percent else ()
        self._part(Part.MAKING, formula, _sum(value for _f, value in used), of)

    def _wastage(self) -> None:
        share, percent = self.request.wastage_percent / HUNDRED, _percent(self.request.wastage_percent)
        if self.request.wastage_of is WastageOf.GOLD or self.request.gold is not None:
            gold = self.parts[Part.GOLD]
            self._part(Part.WASTAGE, (_money(gold), "×", percent), gold * share, (StepName.GOLD,))
        else:
            weight, *rest = self._metal()
            self._part(Part.WASTAGE, (weight, "×", percent, *rest), self._metal_value(share))

    def _given(self, part: Part, *amounts: Decimal) -> None:
        self._part(part, _joined(amounts), _sum(amounts))

    def _profit(self) -> None:
        percent = self.request.profit_percent
        base = {part: self.parts[part] for part in Part if part in self.request.profit_base and self.parts[part]}
        before = _sum(base.values()) * percent / HUNDRED
        self._part(Part.PROFIT, _share_of(list(base.values()), percent), before, _names(base))

    def _discount(self) -> dict[Part, Decimal]:
        """What the discount takes from each part."""
        ask, whole = self.request.discount, _sum(self.parts.values())
        before = ask.amount or whole * ask.percent / HUNDRED
        formula = (_money(ask.amount),) if ask.amount else (_money(whole), "×", _percent(ask.percent))
        left = self._round(StepName.DISCOUNT, before)
        most = _sum(self.parts[part] for part in DISCOUNTED)
        if left > most:
            message = _("The discount can be {most} at most: gold itself is not discounted", most=plain(trimmed(most)))
            raise ValidationFailed(message, fields={"discount": message})
        self._step(StepName.DISCOUNT, formula, -before)
        shares = dict.fromkeys(Part, ZERO)
        for part in DISCOUNTED:
            shares[part] = min(left, self.parts[part])
            left -= shares[part]
        return shares

    def _tax(self, shares: dict[Part, Decimal]) -> Decimal:
        ask = self.request
        taxed = set(ask.tax_base)
        taxed |= {Part.STONES} if ask.stones_taxed else set()
        taxed |= {Part.ATTACHMENTS} if ask.attachments_taxed else set()
        base = [(part, self.parts[part] - shares[part]) for part in Part if part in taxed]
        if Part.OTHER not in taxed:
            base += [(Part.OTHER, cost.amount) for cost in ask.costs if cost.taxed]
        base = [(part, amount) for part, amount in base if amount]
        amounts = [amount for _part, amount in base]
        before = _sum(amounts) * ask.tax_percent / HUNDRED
        return self._step(StepName.TAX, _share_of(amounts, ask.tax_percent), before, _names(dict(base)))

    def _part(self, part: Part, formula: Formula, before: Decimal, of: tuple[StepName, ...] = ()) -> None:
        self.parts[part] = self._step(StepName(part), formula, before, of)

    def _step(self, name: StepName, formula: Formula, before: Decimal, of: tuple[StepName, ...] = ()) -> Decimal:
        """Round and note a step; one that comes to nothing is left out, except the gold."""
        after = self._round(name, before)
        if before or name is StepName.GOLD:
            self.steps.append(Step(name, formula, trimmed(before), after, self._rounding(name), of))
        return after

    def _rounding(self, name: StepName) -> Rounding:
        return self.request.rounding.get(name, AS_IT_IS)

    def _round(self, name: StepName, amount: Decimal) -> Decimal:
        rounding = self._rounding(name)
        return trimmed(amount) if rounding == AS_IT_IS else rounding.apply(amount)


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    with localcontext(EXACT):
        return sum(amounts, ZERO)


def _names(parts: Iterable[Part]) -> tuple[StepName, ...]:
    return tuple(StepName(part) for part in parts)


def _money(value: Decimal) -> Operand:
    return Operand("money", value)


def _percent(value: Decimal) -> Operand:
    return Operand("percent", value)


def _joined(amounts: Iterable[Decimal]) -> Formula:
    """``a + b − c``."""
    row: list[Operand | str] = []
    for amount in amounts:
        if row or amount < 0:
            row.append("−" if amount < 0 else "+")
        row.append(_money(abs(amount)))
    return tuple(row)


def _share_of(base: list[Decimal], percent: Decimal) -> Formula:
    """``(a + b) × p %``."""
    inner = _joined(base) if len(base) == 1 else ("(", *_joined(base), ")")
    return (*inner, "×", _percent(percent))
