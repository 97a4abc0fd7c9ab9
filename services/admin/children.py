"""Records that are part of a record: edited in its form, gone to the trash and back with it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Children:
    """The records of another resource, ``key``, that point to this one by their column ``by``."""

    key: str
    by: str
