"""How countries tax gold jewelry, as rows with effective dates: they seed a shop's own pricing rules.

Rounding is no part of a country: it follows the currency in which a shop keeps its books (:func:`roundings`).

Sources. Iran: the value-added tax law of 1400, article 26, in force since 13 Dey 1400, taxes making and profit and
exempts the gold; 9 % until the budget law of 1403 made it 10 % (disputed: shops may set 9); 7 % profit is custom.
India: goods and services tax, heading 7113, 3 %. United Arab Emirates: value-added tax, 5 % on the whole retail price.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from services.core.errors import ValidationFailed
from services.core.i18n import DEFAULT_LANGUAGE, Message, _
from services.shop.pricing.request import ROUNDED, Part, format_base
from services.shop.pricing.rounding import Mode, Rounding
from services.shop.pricing.terms import Terms


@dataclass(frozen=True)
class Preset:
    """A country's terms for a time: from ``effective_from`` up to and with ``effective_to`` (open when None)."""

    key: str
    label: Message
    country: str | None
    effective_from: date
    effective_to: date | None
    terms: Terms

    def holds(self, day: date) -> bool:
        """Whether these terms hold on a day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def seed(self, currency: str, language: str = DEFAULT_LANGUAGE) -> dict[str, Any]:
        """The values of a pricing rule made from this preset, for a shop of this currency and language."""
        terms = self.terms
        return {
            "name": self.label.text(language),
            "preset": self.key,
            "country": self.country,
            "effective_from": self.effective_from,
            "effective_to": self.effective_to,
            "profit_percent": terms.profit_percent,
            "profit_base": format_base(terms.profit_base),
            "tax_percent": terms.tax_percent,
            "tax_base": format_base(terms.tax_base),
            "stones_taxed": terms.stones_taxed,
            "attachments_taxed": terms.attachments_taxed,
            "rounding": {name: str(policy) for name, policy in roundings(currency).items()},
        }


def _iran(tax_percent: int) -> Terms:
    base = frozenset({Part.MAKING, Part.PROFIT})
    return Terms(profit_percent=Decimal(7), tax_percent=Decimal(tax_percent), tax_base=base)


_INDIA = Terms(tax_percent=Decimal(3), tax_base=frozenset({Part.GOLD, Part.MAKING, Part.WASTAGE}), stones_taxed=True)
_UAE = Terms(tax_percent=Decimal(5), tax_base=frozenset(Part), stones_taxed=True, attachments_taxed=True)

PRESETS = (
    Preset("iran", _("Iran, tax 9 %"), "IR", date(2022, 1, 3), date(2024, 3, 19), _iran(9)),
    Preset("iran", _("Iran, tax 10 %"), "IR", date(2024, 3, 20), None, _iran(10)),
    Preset("india", _("India, GST 3 %"), "IN", date(2017, 7, 1), None, _INDIA),
    Preset("uae", _("United Arab Emirates, VAT 5 %"), "AE", date(2018, 1, 1), None, _UAE),
    Preset("none", _("No profit or tax rule"), None, date(1900, 1, 1), None, Terms()),
)
PRESET_KEYS = tuple(dict.fromkeys(preset.key for preset in PRESETS))

_UNITS = {"IRR": "1", "IRT": "1"}


def preset(key: str, day: date) -> Preset:
    """The preset of this key that holds on this day."""
    if key not in PRESET_KEYS:
        raise ValidationFailed(
            _("There is no preset {key}; the presets are {names}", key=key, names=", ".join(PRESET_KEYS))
        )
    found = next((each for each in PRESETS if each.key == key and each.holds(day)), None)
    if found is None:
        raise ValidationFailed(_("The preset {key} says nothing about {day}", key=key, day=day.isoformat()))
    return found


def roundings(currency: str) -> dict[str, Rounding]:
    """Each step half up to the smallest unit that circulates in this currency: 1 rial or toman, else 0.01."""
    unit = Decimal(_UNITS.get(currency, "0.01"))
    return {str(name): Rounding(Mode.HALF_UP, unit) for name in ROUNDED}
