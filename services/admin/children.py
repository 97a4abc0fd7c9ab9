"""Records that are part of a record: edited in its form, gone to the trash and back with it."""

from dataclasses import dataclass

from services.core.i18n import Message


@dataclass(frozen=True)
class Children:
    """The records of another resource, ``key``, that point to this one by their column ``by``.

    ``order`` is the number field that holds their place, where people put them in order; else they stand in the order
    of their own list. ``tab`` gives them a tab of the form, as for sections.
    """

    key: str
    by: str
    order: str | None = None
    tab: Message | None = None
