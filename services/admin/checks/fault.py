"""A fault of a declaration: its stable number, where it is, what is wrong and how to mend it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from services.admin.resource import Resource


@dataclass(frozen=True)
class Fault:
    """One fault of a declaration; a warning slows things down, an error breaks them."""

    id: str
    where: str
    text: str
    mend: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.id} {self.where}: {self.text} {self.mend}"


Check = Callable[[Resource], Iterator[Fault]]
"""Looks at one declaration and answers its faults."""
