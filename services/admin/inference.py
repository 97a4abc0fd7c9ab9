"""What a model already says about its fields, inferred once: kind, label, choices, bounds, what is required."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from functools import cached_property
from typing import Annotated, Any, Literal, get_args, get_origin
from uuid import UUID

from pydantic_core import PydanticUndefined
from sqlalchemy import Column
from sqlmodel import SQLModel

from models.base import mark_of
from models.types import Kind, Ref, Series
from services.admin.derived import Derived
from services.admin.fields import Choice, Compute, Declared, InSql, Use
from services.admin.inner_rows import ROWS
from services.admin.kinds import rule_of
from services.core.i18n import Message

SENSITIVE = re.compile(r"password|hash|secret|token|(^|_)key$", re.IGNORECASE)
"""Columns that are never shown unless a declaration names them."""
BOOKKEEPING = frozenset({"tenant_id", "id", "created_at", "created_by", "updated_at", "version", "deleted_at"})
"""Columns the base classes write; nobody types them in."""
SHORT = frozenset(
    {"text", "code", "phone", "email", "date", "bool", "choice", "ref", "number", "decimal", "quantity", "amount",
     "percent", "money", "weight", "fineness"}
)  # fmt: skip
"""Kinds that are typed in one short field."""
ACRONYMS = {"sku": "SKU", "url": "URL", "id": "ID", "vat": "VAT", "iban": "IBAN", "ip": "IP", "fx": "FX", "qa": "QA"}
_TYPES: tuple[tuple[type, str], ...] = (
    (Enum, "choice"), (bool, "bool"), (int, "number"), (Decimal, "decimal"), (float, "decimal"),
    (datetime, "datetime"), (date, "date"), (UUID, "id"), (str, "text"), (dict, "json"), (list, "json"),
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Bound:
    """A field with everything known about it: what was declared, and what the model says.

    ``key`` names it in addresses, rows and forms; ``ref`` is the table a reference points to, ``ref_key`` the
    resource where the declaration names one; ``digits``, ``places``, ``minimum``, ``maximum`` and ``max_length``
    bound what may be typed; ``default`` is a value or a function of the unit of work; ``cells`` are the columns of a
    field of kind ``rows``.
    """

    key: str
    label: Message
    kind: str
    declared: Declared
    python: type
    column: Column[Any] | None = None
    nullable: bool = True
    required: bool = False
    read_only: bool = False
    choices: tuple[Choice, ...] = ()
    ref: str | None = None
    ref_key: str | None = None
    series: str | None = None
    digits: int | None = None
    places: int | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    max_length: int | None = None
    permission: str | None = None
    default: Any = None
    cells: "tuple[Bound, ...]" = ()

    @property
    def search(self) -> bool | tuple[str, ...]:
        """How it is searched."""
        return self.declared.search

    @property
    def of(self) -> Compute | None:
        """What computes it, if it isn't stored."""
        return self.declared.of

    @property
    def sql(self) -> InSql | None:
        """What says it in SQL, where it is computed there."""
        return self.declared.sql

    @property
    def inline(self) -> bool:
        """Whether it can be changed in a cell of the list."""
        possible = self.serves(Use.FORM) and self.serves(Use.LIST) and not self.read_only and not self.declared.once
        return possible and (self.declared.inline if self.declared.inline is not None else self.kind in SHORT)

    @property
    def beside(self) -> bool:
        """Whether its values are typed in like others, but kept in a table of their own: tags."""
        return self.kind == "tags"

    def serves(self, use: Use) -> bool:
        """Whether the declaration puts this field to that use."""
        return use in self.uses

    @cached_property
    def uses(self) -> frozenset[Use]:
        """All that the declaration puts this field to."""
        d = self.declared
        form = d.form if d.form is not None else not self.read_only
        uses = {
            Use.LIST: d.list is not False,
            Use.DETAIL: d.detail,
            Use.FORM: form,
            Use.FILTER: d.filter and (self.column is not None or self.beside),
            Use.SORT: d.sort and self.column is not None,
            Use.SEARCH: bool(d.search),
            Use.EXPORT: d.export,
            Use.IMPORT: d.import_ if d.import_ is not None else form and not self.read_only,
            Use.TOTAL: d.total and self.column is not None,
        }
        return frozenset(use for use, serves in uses.items() if serves)

    def choice(self, value: str) -> Choice | None:
        """The choice of this value."""
        return next((choice for choice in self.choices if choice.value == value), None)


def humanise(name: str) -> str:
    """The English label of a name: ``gross_weight`` is "Gross weight", ``customer_id`` "Customer", ``sku`` "SKU"."""
    words = name.removesuffix("_id").replace("-", "_").split("_")
    spelled = [ACRONYMS.get(word.lower(), word) for word in words if word]
    first = spelled[0] if spelled else name
    return " ".join([first[:1].upper() + first[1:], *spelled[1:]])


def bind_all(
    model: type[SQLModel], declared: tuple[Declared, ...], permissions: Mapping[str, str] | None = None
) -> dict[str, Bound]:
    """All declared fields, bound to their columns; with none declared, every column that isn't sensitive."""
    written = declared or tuple(_everything(model))
    bound = (bind(model, one) for one in written)
    granted = permissions or {}
    return {b.key: replace(b, permission=b.permission or granted.get(b.key)) for b in bound}


def bind(model: type[SQLModel], declared: Declared) -> Bound:
    """One field with what its column says; an unknown column becomes a field of kind ``unknown`` (ADM002)."""
    label = declared.label or Message(humanise(declared.name))
    if declared.sql is not None:
        declared = replace(declared, of=Derived(model.__table__, declared.sql))  # type: ignore[attr-defined]
    if declared.of is not None or declared.name not in model.model_fields:
        kind = declared.kind or "unknown"
        return Bound(
            declared.name, label, kind, declared, object, read_only=True, permission=declared.permission,
            choices=_choices(object, declared),
        )  # fmt: skip
    info = model.model_fields[declared.name]
    column: Column[Any] = model.__table__.c[declared.name]  # type: ignore[attr-defined]
    python = base_type(info.annotation)
    mark = mark_of(model, declared.name, Kind)
    ref, series = mark_of(model, declared.name, Ref), mark_of(model, declared.name, Series)
    has_default = info.default is not PydanticUndefined or info.default_factory is not None
    read_only = declared.read_only or series is not None or declared.name in BOOKKEEPING
    required = declared.required if declared.required is not None else not (column.nullable or has_default)
    return Bound(
        key=declared.name,
        label=label,
        kind=_kind(declared, mark, ref, python),
        declared=declared,
        python=python,
        column=column,
        nullable=bool(column.nullable),
        required=required and not read_only,
        read_only=read_only,
        choices=_choices(python, declared),
        ref=ref.table if ref else None,
        ref_key=declared.ref,
        series=series.name if series else None,
        digits=mark.digits if mark else None,
        places=mark.places if mark else None,
        minimum=mark.minimum if mark else None,
        maximum=mark.maximum if mark else None,
        max_length=mark.max_length if mark else getattr(column.type, "length", None),
        permission=declared.permission,
        default=declared.default if declared.default is not None else _default(info.default),
        cells=tuple(_cell(one) for one in declared.rows.columns) if declared.rows else (),
    )


def _cell(declared: Declared) -> Bound:
    """A column of the rows that a field keeps: nothing but its declaration says what it is."""
    kind = declared.kind or ("choice" if declared.choices else "text")
    python = Decimal if rule_of(kind).numeric else str
    return Bound(
        declared.name, declared.label or Message(humanise(declared.name)), kind, declared, python,
        required=bool(declared.required), choices=_choices(python, declared), default=declared.default,
    )  # fmt: skip


def base_type(annotation: Any) -> type:
    """The plain type inside ``Annotated[...]`` and ``... | None``."""
    if get_origin(annotation) is Annotated:
        return base_type(get_args(annotation)[0])
    if get_origin(annotation) is Literal:
        return str
    if isinstance(annotation, type) and get_origin(annotation) is None:
        return annotation
    if (origin := get_origin(annotation)) in (dict, list):
        return dict if origin is dict else list
    parts = [part for part in get_args(annotation) if part is not type(None)]
    return base_type(parts[0]) if parts else object


def _kind(declared: Declared, mark: Kind | None, ref: Ref | None, python: type) -> str:
    if declared.kind or declared.rows:
        return declared.kind or ROWS
    if declared.choices:
        return "choice"
    if ref:
        return "ref"
    if mark:
        return mark.name
    if declared.name == "created_by":
        return "user"
    return next((kind for base, kind in _TYPES if issubclass(python, base)), "unknown")


def _default(value: Any) -> Any:
    return None if value is PydanticUndefined else value


def _choices(python: type, declared: Declared) -> tuple[Choice, ...]:
    tones, named = declared.tones or {}, declared.choices or {}
    if callable(named):
        named = named()
    values = list(named)
    if not values and issubclass(python, Enum):
        values = [str(member.value) for member in python]
    return tuple(_choice(value, named.get(value), tones.get(value)) for value in values)


def _choice(value: str, named: Message | Choice | None, tone: str | None) -> Choice:
    if isinstance(named, Choice):
        return replace(named, value=value, tone=tone or named.tone)
    return Choice(str(value), named or Message(humanise(value)), tone or "neutral")


def _everything(model: type[SQLModel]) -> list[Declared]:
    hidden = {"tenant_id", "id", "version", "deleted_at"}
    return [
        Declared(name, sort=rule_of(bind(model, Declared(name)).kind).sortable)
        for name in model.model_fields
        if name not in hidden and not SENSITIVE.search(name)
    ]
