"""Private files: results of exports and the like, kept in the data folder under the tenant, reached by routes alone.

A file's name on disk is an id of ours, never a name of theirs.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from models.base import new_id, now
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
    half = _half(tenant_id, name)
    try:
        with half.open("wb") as file:
            yield name, file
        half.replace(half.with_name(name))
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def continued(tenant_id: UUID, name: str, at: int) -> Iterator[BinaryIO]:
    """A file under way, to write on from byte ``at``; what a worker wrote after that before it died is cut off.

    One that was complete, since what wrote it had failed, is under way again.
    """
    half = _half(tenant_id, name)
    whole = half.with_name(name)
    if at and whole.exists() and not half.exists():
        whole.replace(half)
    with half.open("r+b" if half.exists() else "w+b") as file:
        file.truncate(file.seek(min(at, half.stat().st_size)))
        yield file
        file.flush()
        os.fsync(file.fileno())


def begun_with(tenant_id: UUID, name: str, other: str, at: int) -> None:
    """A file under way that begins with the first ``at`` bytes of another, complete or not; once is enough."""
    half = _half(tenant_id, name)
    if not at or half.exists() or half.with_name(name).exists():
        return
    whole = half.with_name(other)
    source = whole if whole.exists() else _half(tenant_id, other)
    with source.open("rb") as given, half.with_suffix(".new").open("wb") as file:
        shutil.copyfileobj(given, file)
        file.truncate(at)
    half.with_suffix(".new").replace(half)


def finish(tenant_id: UUID, name: str, at: int) -> None:
    """A continued file is complete with ``at`` bytes and can be read from now on; an empty one goes. Once is enough."""
    half = _half(tenant_id, name)
    if not at:
        half.unlink(missing_ok=True)
    elif half.exists():
        os.truncate(half, at)
        half.replace(half.with_name(name))


def _half(tenant_id: UUID, name: str) -> Path:
    return _folder(tenant_id) / f".{name}.part"


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


def remove(tenant_id: UUID, name: str) -> None:
    """Delete a file, if it is still there."""
    try:
        path_of(tenant_id, name).unlink(missing_ok=True)
    except NotFound:
        return


def older_than(tenant_id: UUID, age: timedelta) -> Iterator[str]:
    """The names of a tenant's files, complete or under way, that nobody has written to for so long."""
    limit = now().timestamp() - age.total_seconds()
    for path in _folder(tenant_id).iterdir():
        if path.stat().st_mtime < limit:
            yield path.name.removeprefix(".").removesuffix(".part")


def discard(tenant_id: UUID, name: str) -> None:
    """Delete a file that nothing names any more, complete or under way."""
    half = _half(tenant_id, name)
    half.unlink(missing_ok=True)
    half.with_name(name).unlink(missing_ok=True)
