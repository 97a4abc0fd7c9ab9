"""Values that a form of any resource takes, made from its declaration; what it refers to is made with it."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from services.admin.commands import create
from services.admin.fields import Use
from services.admin.inference import Bound
from services.admin.references import target_of
from services.admin.resource import Resource
from services.core.database import UnitOfWork


def values_for(uow: UnitOfWork, resource: Resource) -> dict[str, Any]:
    """A form filled in as far as it must be, and every text."""
    wanted = (b for b in resource.fields_for(Use.FORM) if not b.read_only and (b.required or b.search is True))
    return {bound.key: value_of(uow, bound) for bound in wanted}


def value_of(uow: UnitOfWork, bound: Bound) -> Any:
    """One value of this kind, as a form sends it."""
    if bound.choices:
        return bound.choices[0].value
    if bound.kind in ("ref", "user"):
        return str(_referred(uow, bound))
    word = f"{bound.label.msgid} {uuid4().hex[:6]}"
    made: dict[str, Any] = {
        "local_text": {"en": word, "fa": word}, "bool": False, "date": date(2030, 1, 31).isoformat(),
        "datetime": "2030-01-31T12:00:00+00:00", "phone": "09121234567", "email": "somebody@example.com",
        "currency": "IRT", "number": "3",
    }  # fmt: skip
    if bound.kind in made:
        return made[bound.kind]
    if bound.python is Decimal:
        return str(max(bound.minimum or Decimal(1), Decimal(1)))
    return word[: bound.max_length or 64]


def _referred(uow: UnitOfWork, bound: Bound) -> Any:
    target = target_of(bound)
    assert target is not None
    if target.creatable:
        row = create(uow, target, values_for(uow, target))
        uow.session.flush()
        return row.id
    return uow.session.scalars(select(target.table.c.id).limit(1)).one()
