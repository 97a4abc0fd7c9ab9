"""A batch of records changed in a few statements, however many they are.

Possible where each record is changed by itself: an edit, tags, the trash of what has no lines. Where a hook of the
resource looks into the database, or the database refuses one of them, the batch goes record by record instead
(:mod:`services.admin.bulk.run`), as declared actions always do.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from models.platform import HistoryEntry
from services.admin import followers, tagging
from services.admin.bulk.change import EDIT, RESTORE, TAG, VERBS, Change
from services.admin.bulk.work import Work, work_out
from services.admin.importing.storage import as_stored
from services.admin.importing.writing import Watched
from services.admin.registry import registry
from services.admin.resource import Resource
from services.admin.values import plain
from services.core.bulk import as_rows, insert_rows, update_rows
from services.core.database import UnitOfWork
from services.core.events import signal_all
from services.core.history import entry_of


def possible(resource: Resource, change: Change) -> bool:
    """Whether such a change may be written for many at once."""
    if change.act in (EDIT, TAG):
        return True
    part_of = any(child.key == resource.key for parent in registry.all() for child in parent.children)
    return change.act in VERBS and not resource.children and not (change.act == RESTORE and part_of)


def change_together(uow: UnitOfWork, resource: Resource, change: Change, ids: Sequence[UUID]) -> list[Work] | None:
    """Change these records, each as far as it lets itself; None, and nothing done, where it has to go one by one."""
    watched = Watched(uow)
    works, here = work_out(uow, resource, change, ids, hold=True, hooks=watched)
    if watched.asked:
        return None
    try:
        with uow.session.begin_nested():
            _write(uow, resource, change, [work for work in works if work.changed], here)
    except IntegrityError:
        return None
    return works


def _write(uow: UnitOfWork, resource: Resource, change: Change, works: Sequence[Work], here: tagging.Links) -> None:
    if not works:
        return
    names = list(dict.fromkeys(name for work in works for name in work.columns))
    update_rows(
        uow, resource.model,
        [
            as_stored(resource.model, {"id": work.id} | {name: plain(getattr(work.row, name)) for name in names})
            for work in works
        ],
    )  # fmt: skip
    wanted = {work.id: work.labels for work in works if work.labels is not None}
    if wanted:
        tagging.put(uow, resource, here, wanted)
    verb = VERBS[change.act]
    entries = [entry_of(uow, work.row, verb, work.before, work.after) for work in works]
    insert_rows(uow, HistoryEntry, as_rows(entries))
    listened = followers.followed(uow, resource, [work.id for work in works])
    for work in works:
        if work.id in listened:
            followers.tell(uow, resource, work.row, verb)
    signal_all(uow, "record.changed", [{"entity": resource.entity, "id": str(work.id)} for work in works])
