"""The texts of the files: model, declaration, test, catalogue entries."""

import re
from collections.abc import Iterable, Iterator

from app.scaffold.wanted import Wanted, WantedField
from services.admin.fields import Use
from services.admin.inference import humanise
from services.admin.registry import registry

TYPES = (
    "Code", "Email", "Fineness", "LocalText", "LongText", "Moment", "Money", "Name", "Percent", "Phone", "Quantity",
    "Ref", "Series", "Weight",
)  # fmt: skip
"""The aliases of ``models.types`` that a model may use."""


def model(wanted: Wanted) -> str:
    """The model's module."""
    fields = [_column(wanted, field) for field in wanted.fields]
    indexed = [field.column for field in wanted.fields if field.kind.indexed]
    enums = [_enum(wanted, field) for field in wanted.fields if field.choices]
    body = "\n".join(fields)
    constraints = [f'Index(None, "tenant_id", "{column}", "id"),' for column in indexed]
    named = "    __constraints__: ClassVar[tuple[Any, ...]] = ("
    if len(constraints) == 1:
        constraints = [f"{named}{constraints[0]})"]
    elif constraints:
        constraints = [named, *(f"        {one}" for one in constraints), "    )"]
    used = body + "".join(constraints)
    head = [f'"""{humanise(wanted.plural)}."""', "", *_imports(used, enums=bool(enums)), ""]
    own = [f"class {wanted.model}(Entity, table=True):", f'    """A {_small(wanted.name)}."""', ""]
    own += [f'    __tablename__ = "{wanted.table}"', *constraints, "", body, ""]
    return "\n".join([*head, *(f"\n{enum}\n" for enum in enums), "", *own])


def declaration(wanted: Wanted) -> str:
    """The resource, as it stands in the workspace's ``resources.py``."""
    fields = [f"        {_declared(field)}," for field in wanted.fields]
    many, one = humanise(wanted.plural), humanise(wanted.name)
    return "\n".join([
        f"{wanted.plural} = Resource(",
        f'    {wanted.model}, "{wanted.key}", _("{many}"), _("{one}"), title="{wanted.title.column}",',
        "    fields=(", *fields, "    ),", ")  # fmt: skip", "",
    ])  # fmt: skip


def workspace(wanted: Wanted, module: str) -> str:
    """The ``resources.py`` of a new workspace."""
    return "\n".join([
        f'"""{humanise(wanted.workspace)}: what people work with there."""', "",
        f"from {module} import {wanted.model}",
        "from services.admin.fields import field", "from services.admin.registry import Workspace",
        "from services.admin.resource import Resource", "from services.core.i18n import _", "",
        f'{wanted.workspace.upper()} = Workspace("{wanted.workspace}", _("{humanise(wanted.workspace)}"))', "",
        declaration(wanted),
    ])  # fmt: skip


def test(wanted: Wanted) -> str:
    """The resource's own test."""
    source = f'''"""{humanise(wanted.plural)} live through form, list, trash and search."""

from services.admin.commands import create, restore, trash
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.core.actor import Actor
from services.core.database import unit_of_work
from tests.support.samples import values_for


def test_a_{wanted.name}_is_made_found_thrown_away_and_brought_back(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        made = create(uow, {wanted.plural}, values_for(uow, {wanted.plural}))
        uow.session.flush()

        def listed() -> list[str]:
            query = ListQuery.parse({wanted.plural}, owner, {{}})
            return [row["_id"] for row in list_page(uow, {wanted.plural}, query).rows]

        assert listed() == [str(made.id)]
        trash(uow, {wanted.plural}, made.id)
        uow.session.flush()
        assert listed() == []
        restore(uow, {wanted.plural}, made.id)
        uow.session.flush()
        assert listed() == [str(made.id)]
'''
    return with_import(source, f"from services.{wanted.workspace}.resources import {wanted.plural}")


def texts(wanted: Wanted, known: str, persian: Iterable[str]) -> str:
    """Catalogue entries for what no catalogue (``known``) has; ``persian`` are the words for one and for many."""
    given = dict(zip((humanise(wanted.name), humanise(wanted.plural)), persian, strict=False))
    wished = [humanise(wanted.plural), humanise(wanted.name), *_labels(wanted)]
    missing = [text for text in dict.fromkeys(wished) if f'msgid "{text}"\n' not in known]
    head = ['msgid ""', 'msgstr ""', '"Language: fa\\n"', '"Plural-Forms: nplurals=1; plural=0;\\n"']
    head += ['"MIME-Version: 1.0\\n"', '"Content-Type: text/plain; charset=utf-8\\n"']
    head += ['"Content-Transfer-Encoding: 8bit\\n"', ""]
    return "\n".join([*head, *(f'msgid "{text}"\nmsgstr "{given.get(text, "")}"\n' for text in missing)])


def with_import(source: str, line: str) -> str:
    """The module with one more ``from … import …``, in its place among the first-party ones."""
    lines = source.splitlines()
    first = [n for n, one in enumerate(lines) if re.match(r"from (app|models|services)\b", one)]
    at = next((n for n in first if lines[n].split()[1] > line.split()[1]), first[-1] + 1)
    return "\n".join([*lines[:at], line, *lines[at:]]) + "\n"


def _labels(wanted: Wanted) -> Iterator[str]:
    for field in wanted.fields:
        yield humanise(field.column)
        yield from (humanise(choice) for choice in field.choices)


def _column(wanted: Wanted, field: WantedField) -> str:
    kind = field.kind
    table = registry.get(field.argument).entity if field.word == "ref" else ""
    plain = "UUID" if field.word == "ref" else _enum_name(wanted, field)
    optional = field.optional or field.word in ("series", "yes")
    nullable = optional and kind.empty == "None"
    told = kind.annotation.format(name=wanted.name, table=table, type=f"{plain} | None" if nullable else plain)
    if nullable and field.word not in ("ref", "choice"):
        told += " | None"
    default = kind.empty if optional and kind.empty else ""
    if field.choices and not nullable:
        default = f"{plain}.{field.choices[0].upper()}"
    return f"    {field.column}: {told}" + (f" = {default}" if default else "")


def _enum_name(wanted: Wanted, field: WantedField) -> str:
    return wanted.model + "".join(part.capitalize() for part in field.name.split("_"))


def _enum(wanted: Wanted, field: WantedField) -> str:
    values = [f'    {value.upper()} = "{value}"' for value in field.choices]
    what = f'    """The {_small(field.name)} of a {_small(wanted.name)}."""'
    return "\n".join([f"class {_enum_name(wanted, field)}(StrEnum):", what, "", *values])


def _imports(used: str, *, enums: bool) -> list[str]:
    def uses(name: str) -> bool:
        return re.search(rf"\b{name}\b", used) is not None

    typing = [name for name in ("Annotated", "Any", "ClassVar") if uses(name)]
    standard = ["from datetime import date"] * uses("date") + ["from enum import StrEnum"] * enums
    standard += [f"from typing import {', '.join(typing)}"] * bool(typing) + ["from uuid import UUID"] * uses("UUID")
    own = [name for name in TYPES if uses(name)]
    blocks = [standard, ["from sqlalchemy import Index"] * uses("Index")]
    blocks.append(["from models.base import Entity", *[f"from models.types import {', '.join(own)}"] * bool(own)])
    lines = [line for block in blocks if block for line in (*block, "")]
    return lines[:-1]


def _declared(field: WantedField) -> str:
    flags = field.kind.flags
    if field.word == "ref":
        target = registry.get(field.argument)
        searched = [bound.key for bound in target.fields_for(Use.SEARCH) if bound.search is True]
        flags += f", search={_tuple(searched)}" if searched else ""
    return f'field("{field.column}"{", " if flags else ""}{flags})'


def _tuple(names: list[str]) -> str:
    inner = ", ".join(f'"{name}"' for name in names)
    return f"({inner},)" if len(names) == 1 else f"({inner})"


def _small(name: str) -> str:
    return name.replace("_", " ")
