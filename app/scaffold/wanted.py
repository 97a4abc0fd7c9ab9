"""What is asked for: ``number:series valid_until:date cover:money customer:ref=customers``, read and refused early."""

import keyword
import re
from dataclasses import dataclass

from app.server.refusals import Refused
from services.admin.registry import registry
from services.core.errors import NotFound

NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
OWN = frozenset({"id", "tenant_id", "created_at", "created_by", "updated_at", "version", "deleted_at", "metadata"})
"""Columns that every record has, and a name that SQLModel keeps for itself."""


@dataclass(frozen=True)
class Kind:
    """A kind of field: its annotation, what it takes when it may be left out, and its flags in the declaration."""

    annotation: str
    empty: str = "None"
    flags: str = ""
    naming: bool = False
    indexed: bool = False


KINDS = {
    "series": Kind('Annotated[Code, Series("{name}")]', '""', "search=True", naming=True),
    "code": Kind("Code", '""', "search=True", naming=True),
    "text": Kind("Name", '""', "search=True", naming=True),
    "local": Kind("LocalText", "", "search=True", naming=True),
    "long": Kind("LongText", '""', "list=False"),
    "phone": Kind("Phone", '""', "search=True"),
    "email": Kind("Email"),
    "money": Kind("Money", flags="total=True"),
    "weight": Kind("Weight", flags="total=True"),
    "quantity": Kind("Quantity", flags="total=True"),
    "percent": Kind("Percent"),
    "fineness": Kind("Fineness", flags="filter=True"),
    "number": Kind("int"),
    "yes": Kind("bool", "False", "filter=True"),
    "date": Kind("date", flags="filter=True, sort=True", indexed=True),
    "moment": Kind("Moment", flags="filter=True, sort=True", indexed=True),
    "ref": Kind('Annotated[{type}, Ref("{table}")]', flags="filter=True"),
    "choice": Kind("{type}", flags="filter=True"),
}
"""What may stand after the colon; a ``?`` behind it says that the field may be left empty."""


@dataclass(frozen=True)
class WantedField:
    """One field: its column, its kind, what follows ``=``, whether it may be empty."""

    name: str
    kind: Kind
    word: str
    argument: str
    optional: bool

    @property
    def column(self) -> str:
        """The column: references end with ``_id``."""
        return f"{self.name}_id" if self.word == "ref" else self.name

    @property
    def choices(self) -> tuple[str, ...]:
        """The values of a choice, the first of a new record."""
        return tuple(self.argument.split("|")) if self.word == "choice" else ()


@dataclass(frozen=True)
class Wanted:
    """A resource to be written: ``name`` is its entity in the singular, as in ``warranty_card``."""

    name: str
    workspace: str
    fields: tuple[WantedField, ...]

    @property
    def plural(self) -> str:
        """The name of many: ``warranties``."""
        if re.search(r"[^aeiou]y$", self.name):
            return self.name[:-1] + "ies"
        return self.name + ("es" if re.search(r"(s|x|z|ch|sh)$", self.name) else "s")

    @property
    def key(self) -> str:
        """Its name in addresses and permissions."""
        return self.plural.replace("_", "-")

    @property
    def model(self) -> str:
        """Its class."""
        return "".join(part.capitalize() for part in self.name.split("_"))

    @property
    def table(self) -> str:
        """Its table."""
        return f"{self.workspace}_{self.name}"

    @property
    def title(self) -> WantedField:
        """The field that names a record."""
        return next(field for field in self.fields if field.kind.naming)


def read(name: str, workspace: str, fields: str) -> Wanted:
    """Read what was asked for. Raises :class:`Refused` with what can't be."""
    for word, what in ((name, "name"), (workspace, "workspace")):
        _check_name(word, what)
    made = tuple(_field(part) for part in (fields or "name:text").split())
    columns = [field.column for field in made]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise Refused(f"{', '.join(twice)} is there twice.")
    if not any(field.kind.naming for field in made):
        raise Refused("A record needs a name: add a field of kind series, code, text or local.")
    wanted = Wanted(name, workspace, made)
    if any(resource.key == wanted.key for resource in registry.all()):
        raise Refused(f"There is a resource {wanted.key} already.")
    return wanted


def _field(part: str) -> WantedField:
    name, _colon, kind = part.partition(":")
    word, _equals, argument = kind.removesuffix("?").partition("=")
    _check_name(name, "field")
    if name in OWN:
        raise Refused(f"Every record has a column {name} of its own.")
    if word not in KINDS:
        raise Refused(f"{part}: there is no kind {word or '(none)'}; there are {', '.join(KINDS)}.")
    if (word in ("ref", "choice")) is not bool(argument):
        raise Refused(f"{part}: write customer:ref=customers or status:choice=draft|active, and others plainly.")
    found = WantedField(name, KINDS[word], word, argument, kind.endswith("?"))
    for value in found.choices:
        _check_name(value, "choice")
    if word == "ref":
        try:
            registry.get(argument)
        except NotFound:
            raise Refused(f"{part}: there is no resource {argument}; `make resource` lists them.") from None
    return found


def _check_name(word: str, what: str) -> None:
    if not NAME.fullmatch(word) or keyword.iskeyword(word):
        raise Refused(f"The {what} is written in small Latin letters, as in warranty_card; {word!r} is not.")
