"""Private files: results of exports and the like, kept in the data folder under the tenant, reached by routes alone.

A file's name on disk is an id of ours, never a name of theirs.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from models.base import new_id
from services.core.config import settings
from services.core.errors import NotFound


def _folder(tenant_id: UUID) -> Path:
    folder = settings().data_dir / "files" / str(tenant_id)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def create(tenant_id: UUID, suffix: str) -> Iterator[tuple[str, BinaryIO]]:
    """A new private file and its name; it appears whole when the block ends, or not at all."""
    name = f"{new_id()}.{suffix}"
    half = _folder(tenant_id) / f".{name}.part"
    try:
        with half.open("wb") as file:
            yield name, file
        half.replace(half.with_name(name))
    finally:
        half.unlink(missing_ok=True)


def path_of(tenant_id: UUID, name: str) -> Path:
    """Where a file of this tenant is; ``NotFound`` for anything else, whatever the name tries."""
    stem, _, suffix = name.partition(".")
    try:
        safe = f"{UUID(stem)}.{suffix}"
    except ValueError:
        raise NotFound from None
    path = _folder(tenant_id) / safe
    if not suffix.isalnum() or not path.is_file():
        raise NotFound
    return path
