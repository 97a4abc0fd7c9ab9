"""What the codes of a pricing rule are called: presets, parts of a base, steps, ways of rounding."""

from services.core.i18n import Message, _
from services.shop.pricing.request import Part, StepName
from services.shop.pricing.rounding import Mode
from services.shop.pricing.steps import LABELS

PRESETS: dict[str, Message] = {
    "iran": _("Iran"),
    "india": _("India"),
    "uae": _("United Arab Emirates"),
    "none": _("No profit or tax rule"),
}
PARTS: dict[str, Message] = {part: LABELS[StepName(part)] for part in Part}
STEPS: dict[str, Message] = {str(step): label for step, label in LABELS.items()}
ROUNDINGS: dict[str, Message] = {
    Mode.NONE: _("As it is"),
    Mode.DOWN: _("Down"),
    Mode.HALF_UP: _("Nearest, halves up"),
    Mode.HALF_EVEN: _("Nearest, halves to even"),
    Mode.UP: _("Up"),
}
ROUNDED_TO: dict[Mode, Message] = {
    Mode.DOWN: _("{before}, down to {unit}"),
    Mode.HALF_UP: _("{before}, to the nearest {unit}"),
    Mode.HALF_EVEN: _("{before}, to the nearest {unit}"),
    Mode.UP: _("{before}, up to {unit}"),
}
"""What became of a figure."""
NOUNS: dict[StepName, Message] = {
    StepName.GOLD: _("gold"),
    StepName.MAKING: _("making"),
    StepName.WASTAGE: _("wastage"),
    StepName.STONES: _("stone"),
    StepName.ATTACHMENTS: _("attachments"),
    StepName.OTHER: _("other costs"),
    StepName.PROFIT: _("profit"),
}
"""The parts of a price inside a sentence."""
