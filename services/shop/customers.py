"""Customers: finding one by what they say at the counter, and adding one in a moment."""

from typing import Any

from sqlalchemy import or_
from sqlmodel import col, select

from models.shop.customer import Customer
from services.admin.commands import create
from services.admin.registry import registry
from services.admin.searching import matches
from services.admin.tokens import prefix
from services.core.database import UnitOfWork
from services.core.errors import Forbidden, ValidationFailed
from services.core.i18n import Message, _
from services.core.text import fold

KEY = "customers"
_phone: Any = col(Customer.phone)
PHONE_DIGITS = range(7, 16)
"""How many digits a telephone number has: E.164 allows fifteen at most."""


def search(uow: UnitOfWork, text: str, limit: int = 8) -> list[Customer]:
    """Customers by name, number or phone, however its digits are grouped; without text the newest."""
    if not uow.actor.can("customers:view"):
        raise Forbidden
    statement = select(Customer).where(col(Customer.deleted_at).is_(None))
    if text.strip():
        found = matches(uow, registry.get(KEY), text)
        digits = fold(text).replace(" ", "")
        if digits.isdecimal():
            found = or_(found, prefix(_phone, digits))
        statement = statement.where(found).order_by(col(Customer.name), col(Customer.id))
    else:
        statement = statement.order_by(col(Customer.id).desc())
    return list(uow.session.execute(statement.limit(limit)).scalars())


def quick_create(uow: UnitOfWork, name: str, phone: str) -> Customer:
    """A customer by name and phone; the rest can wait. Raises ``ValidationFailed`` beside the field."""
    if not name.strip():
        raise ValidationFailed(fields={"name": _("This is needed")})
    made: Customer = create(uow, registry.get(KEY), {"name": name, "phone": phone})
    return made


def check_customer(uow: UnitOfWork, values: dict[str, Any], row: Any) -> None:
    """Phones that can be dialled, without blanks, each of one customer alone."""
    wrong: dict[str, Message] = {}
    for field in ("phone", "second_phone"):
        if not values.get(field):
            continue
        values[field] = dialled(values[field])
        digits = values[field].removeprefix("+")
        if not digits.isdecimal() or len(digits) not in PHONE_DIGITS:
            wrong[field] = _("This is not a telephone number")
    if values.get("phone") and "phone" not in wrong and (taken := _with_phone(uow, values["phone"], row)):
        wrong["phone"] = _("{name} has this number already", name=taken)
    if wrong:
        raise ValidationFailed(fields=wrong)


def dialled(phone: str) -> str:
    """A telephone number without blanks, dots, dashes and brackets."""
    return "".join(sign for sign in phone if sign not in " .-()/\u200e\u200f")


def _with_phone(uow: UnitOfWork, phone: str, row: Any) -> str | None:
    """The name of another customer with this phone."""
    statement = select(Customer.name).where(col(Customer.phone) == phone, col(Customer.deleted_at).is_(None))
    if row is not None:
        statement = statement.where(col(Customer.id) != row.id)
    return uow.session.execute(statement.limit(1)).scalar()
