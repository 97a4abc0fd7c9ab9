"""The fields of a resource: each says for itself where it shows, how it is asked for and who may see it.

A declaration names only what the model can't know. What is left out is inferred once, from the column's type and
marks (see :mod:`services.admin.inference`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

from sqlalchemy import ColumnElement

from services.admin.follows import Follows
from services.admin.inner_rows import Rows
from services.core.database import UnitOfWork
from services.core.i18n import Message

Choices = Mapping[str, "Message | Choice"]
"""Labels of a closed set by value. A function answers what is known only once all declarations are read."""
Compute = Callable[[UnitOfWork, Sequence[Any]], Mapping[UUID, Any]]
"""Values for one page of rows in one go: rows carry ``id`` and what the field ``needs``; answers value by id."""
InSql = Callable[[Any], ColumnElement[Any]]
"""A value in SQL, over the columns of its row: ``columns.id``, ``columns.tenant_id`` and what the field ``needs``."""


class Use(StrEnum):
    """What a field can be used for. All of them pass the same gate, :func:`services.admin.policy.visible_fields`."""

    LIST = "list"
    DETAIL = "detail"
    FORM = "form"
    FILTER = "filter"
    SORT = "sort"
    SEARCH = "search"
    EXPORT = "export"
    IMPORT = "import"
    TOTAL = "total"


@dataclass(frozen=True)
class Choice:
    """One value of a closed set: its label, and the tone of its badge (``pos``, ``warn``, ``neg``, ``info`` …)."""

    value: str
    label: Message
    tone: str = "neutral"


@dataclass(frozen=True)
class Section:
    """A group of fields on the form and on the detail page; sections of the same ``tab`` share a tab of the form."""

    key: str
    label: Message
    help: Message | None = None
    tab: Message | None = None


@dataclass(frozen=True)
class Declared:
    """A field over the column ``name``, as it was written down; ``None`` means "infer it".

    ``list`` is true, false, or ``"wide"``: a column to choose, not shown at first. ``search`` is true for the
    column's own words, or names columns of the referenced record (``("name", "phone")``). ``permission`` is what it
    takes to see the field at all, anywhere. ``once`` can be given at creation and not changed after. ``tones`` gives
    badge tones by choice value. ``default`` is a value or a function of the unit of work. ``ref`` names the resource
    a reference points to, where the table has several. ``currency`` names the sibling column that holds the
    currency of an amount. ``total`` sums the column over the filtered set. ``of`` computes a field that isn't stored
    (see :func:`computed`), ``sql`` in SQL; ``warns`` names the input beside which its sentence stands as a warning.
    ``inline`` lets people change it in the list (inferred: whatever the form changes in one short field). ``heads`` are
    further names that its column has in people's files. ``board`` makes a column of a board of each choice;
    ``calendar`` places records on the day of this date. ``when=("kind", ("gram", "percent"))`` asks for the field only
    while ``kind`` has one of these values (yes and no are ``true`` and ``false``, "" is empty): only then it is shown,
    required and taken; it is emptied when they no longer hold. ``follows`` suggests a value that goes by other fields.
    ``rows`` makes a table of a JSON column (see :class:`services.admin.inner_rows.Rows`).
    """

    name: str
    _: KW_ONLY
    label: Message | None = None
    list: bool | Literal["wide"] = True
    form: bool | None = None
    detail: bool = True
    filter: bool = False
    sort: bool = False
    search: bool | tuple[str, ...] = False
    export: bool = True
    import_: bool | None = None
    permission: str | None = None
    kind: str | None = None
    choices: Choices | Callable[[], Choices] | None = None
    tones: Mapping[str, str] | None = None
    required: bool | None = None
    read_only: bool = False
    once: bool = False
    help: Message | None = None
    section: str | None = None
    total: bool = False
    width: int | None = None
    default: Any = None
    ref: str | None = None
    currency: str | None = None
    inline: bool | None = None
    of: Compute | None = None
    sql: InSql | None = None
    needs: tuple[str, ...] = ()
    warns: str | None = None
    heads: tuple[str, ...] = ()
    board: bool = False
    calendar: bool = False
    when: tuple[str, tuple[str, ...]] | None = None
    follows: Follows | None = None
    rows: Rows | None = None


field = Declared
"""How a declaration writes a field: ``field("phone", search=True)``."""


def computed(  # noqa: PLR0913 - the flags of a declaration, each by its name
    name: str,
    *,
    kind: str,
    of: Compute | None = None,
    sql: InSql | None = None,
    label: Message | None = None,
    needs: tuple[str, ...] = (),
    list: bool | Literal["wide"] = True,
    detail: bool = True,
    export: bool = False,
    permission: str | None = None,
    help: Message | None = None,
    section: str | None = None,
    width: int | None = None,
    currency: str | None = None,
    choices: Choices | None = None,
    warns: str | None = None,
) -> Declared:
    """A field that is not stored: ``of(uow, rows)`` answers the values of a whole page by id, in one go.

    Where SQL can say it, ``sql(columns)`` stands in its place and costs the page no statement of its own. ``needs``
    names the columns that either reads from each row. It can't be filtered, sorted or typed in. A sentence
    of kind ``warning`` says that something is amiss, and refuses nothing; with ``warns`` it stands beside that input
    of the form while one types.
    """
    return Declared(
        name, label=label, list=list, form=False, detail=detail, export=export, import_=False, permission=permission,
        kind=kind, choices=choices, read_only=True, help=help, section=section, width=width, currency=currency, of=of,
        sql=sql, needs=needs, warns=warns,
    )  # fmt: skip
