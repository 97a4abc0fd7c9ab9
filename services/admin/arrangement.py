"""How a list is laid out, as its address says it: columns in their order, their widths, how close rows stand."""

from collections.abc import Iterator

from services.admin.fields import Use
from services.admin.policy import visible_fields
from services.admin.resource import Resource
from services.core.actor import Actor
from services.core.errors import ValidationFailed
from services.core.i18n import _

DENSITIES = ("compact", "normal", "roomy")
NARROWEST, WIDEST = 48, 800
"""Widths of a column in pixels."""
Widths = tuple[tuple[str, int], ...]


def parse_columns(resource: Resource, actor: Actor, value: str) -> tuple[str, ...]:
    """The columns to show, in this order: ``cols=name,sku``."""
    return tuple(dict.fromkeys(_known(resource, actor, "cols", (name for name in value.split(",") if name))))


def parse_widths(resource: Resource, actor: Actor, value: str) -> Widths:
    """The widths people gave to columns: ``w=name:240,sku:96``."""
    pairs = [part.partition(":") for part in value.split(",") if part]
    list(_known(resource, actor, "w", (name for name, _colon, _width in pairs)))
    found: dict[str, int] = {}
    for name, _colon, width in pairs:
        if not (width.isascii() and width.isdigit() and NARROWEST <= int(width[:4]) <= WIDEST):
            raise ValidationFailed(
                _("A column is {low} to {high} wide", low=NARROWEST, high=WIDEST), fields={"w": _("Not possible")}
            )
        found[name] = int(width[:4])
    return tuple(found.items())


def write_widths(widths: Widths) -> str:
    """The widths as an address has them."""
    return ",".join(f"{name}:{width}" for name, width in widths)


def parse_density(_resource: Resource, _actor: Actor, value: str) -> str:
    """How close rows stand; empty is as the reader likes it."""
    if value and value not in DENSITIES:
        raise ValidationFailed(_("Rows are compact, normal or roomy"), fields={"density": _("Not possible")})
    return value


def _known(resource: Resource, actor: Actor, param: str, names: Iterator[str]) -> Iterator[str]:
    known = {bound.key for bound in visible_fields(resource, actor, Use.LIST)}
    for name in names:
        if name not in known:
            raise ValidationFailed(_("There is no column “{name}”", name=name), fields={param: _("Unknown")})
        yield name
