"""What makes a pricing rule sound, beside its fields one by one."""

from typing import Any

from services.core.database import UnitOfWork
from services.core.errors import ValidationFailed
from services.core.i18n import Message, _
from services.shop.pricing.request import parse_base


def check_rule(_uow: UnitOfWork, values: dict[str, Any], row: Any) -> None:
    """Dates in order, and bases that can be read."""
    wrong: dict[str, Message] = {}

    def value(name: str) -> Any:
        return values[name] if name in values else getattr(row, name, None)

    start, end = value("effective_from"), value("effective_to")
    if start and end and end < start:
        wrong["effective_to"] = _("The end is before the beginning")
    for name in ("profit_base", "tax_base"):
        try:
            parse_base(value(name) or "none")
        except ValidationFailed as error:
            wrong[name] = error.message
    if wrong:
        raise ValidationFailed(fields=wrong)
