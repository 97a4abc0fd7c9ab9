"""Fields that are asked for only while another field has one of some values."""

from collections.abc import Callable, Mapping
from typing import Any

from services.admin.inference import Bound
from services.admin.resource import Resource
from services.admin.values import plain

ValueOf = Callable[[str], Any]
"""The value of a field by its name, as it would be after the change."""


def applies(resource: Resource, bound: Bound, value_of: ValueOf) -> bool:
    """Whether the field is asked for; one whose own condition field isn't asked for isn't either."""
    if bound.declared.when is None:
        return True
    name, wanted = bound.declared.when
    return applies(resource, resource.bound[name], value_of) and said(value_of(name)) in wanted


def value_in(resource: Resource, sent: Mapping[str, Any], row: Any) -> ValueOf:
    """Values as they would be: what was sent, else what is stored, else what a new record begins with."""

    def value_of(name: str) -> Any:
        if name in sent:
            return sent[name]
        if row is not None:
            return getattr(row, name, None)
        default = resource.bound[name].default
        return None if callable(default) else default

    return value_of


def said(value: Any) -> str:
    """A value as a condition writes it: a choice by its value, yes and no as ``true`` and ``false``."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(plain(value))
