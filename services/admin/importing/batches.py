"""An import as people go through it: a file received, its columns matched, the dry run, the run, the way back."""

from collections.abc import Mapping
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import Any
from uuid import UUID

from models.base import new_id, now
from models.platform import Job
from models.records import ImportBatch
from services.admin.importing import faults, job, undo
from services.admin.importing.matching import Columns, match, remember, remembered
from services.admin.importing.plan import KEY_SIGN, Mode
from services.admin.importing.reading import read_rows, recognise
from services.admin.importing.targets import keys_of, required_of, targets_of
from services.admin.policy import can, require
from services.admin.registry import registry
from services.admin.resource import Resource
from services.core import files
from services.core.actor import Actor
from services.core.database import UnitOfWork
from services.core.errors import NotFound, RuleBroken, ValidationFailed
from services.core.i18n import _
from services.core.tasks import cancel, enqueue

SAMPLES = 3
SHOWN_FAULTS = 50
SHOWN_HEAD, SHOWN_CELL = 60, 30
"""Characters of a head and of a sample that a page shows."""
UNDO_DAYS = 7
"""For so long an import can be taken back as a whole."""
READY = ("uploaded", "checked")
MOST_MENDS = 100
"""Different values of a file that can be mended here."""


def receive(uow: UnitOfWork, resource: Resource, name: str, stored: str) -> ImportBatch:
    """A file that lies in the private files under ``stored``; its columns are matched as far as they tell.

    Raises ``Forbidden``, and ``ValidationFailed`` for what is no table of rows.
    """
    require(resource, uow.actor, "import")
    source = recognise(files.path_of(uow.tenant_id, stored))
    heads, samples = _top(source.path)
    if not samples:
        raise ValidationFailed(_("The file holds no rows under its head"))
    mapping = remembered(uow, resource, heads) or match(resource, uow.actor, heads)
    batch = ImportBatch(
        resource=resource.key, file_name=Path(name).name[:200] or "-", stored=stored, media_type=_short(source.media),
        size=source.path.stat().st_size, mapping=_plain(mapping), rows_total=0,
    )  # fmt: skip
    batch.mode, batch.natural_key = _usual(uow.actor, resource, mapping)
    uow.session.add(batch)
    uow.session.flush()
    return batch


def arrange(uow: UnitOfWork, batch_id: UUID | str, mapping: Mapping[int, str], mode: str, key: str) -> ImportBatch:
    """Say what the columns mean and what is to be done. Raises ``ValidationFailed`` naming what can't be."""
    batch, resource = _open(uow, batch_id)
    if batch.status not in READY:
        raise RuleBroken(_("This import has begun already"))
    targets = targets_of(resource, uow.actor)
    chosen = [name for name in mapping.values() if name]
    for name in chosen:
        if name not in targets or chosen.count(name) > 1:
            raise ValidationFailed(_("A field can be filled by one column alone"), fields={name: _("Not possible")})
    if mode not in modes_of(uow.actor, resource):
        raise ValidationFailed(_("This can't be done with a file here"), fields={"mode": _("Not possible")})
    if key not in {KEY_SIGN.join(names) for names in keys_of(resource, uow.actor)} | {""}:
        raise ValidationFailed(_("Rows can't be matched by this"), fields={"key": _("Not possible")})
    batch.mapping = _plain({number: name for number, name in mapping.items() if name})
    batch.mode, batch.natural_key, batch.status = mode, key or None, "uploaded"
    batch.job_id = batch.errors_stored = None
    return batch


def start_check(uow: UnitOfWork, batch_id: UUID | str) -> Job:
    """Begin the dry run. The mapping is remembered for the next file with the same heads."""
    batch, resource = _open(uow, batch_id)
    if batch.status not in READY:
        raise RuleBroken(_("This import has begun already"))
    plan = job.plan_of(uow.actor, batch)
    heads, _samples = _top(files.path_of(uow.tenant_id, batch.stored))
    remember(uow, resource, heads, {column.number: column.target.key for column in plan.columns})
    return _begin(uow, batch, job.CHECK)


def mend(uow: UnitOfWork, batch_id: UUID | str, target: str, text: str, to: str) -> Job:
    """Read ``to`` wherever this column says ``text``, and try again."""
    batch, _resource = _open(uow, batch_id)
    if batch.status != "checked":
        raise RuleBroken(_("Try the file first"))
    plan = job.plan_of(uow.actor, batch)
    if target not in {column.target.key for column in plan.columns}:
        raise ValidationFailed(_("There is no field “{name}”", name=target))
    if sum(map(len, batch.mends.values())) >= MOST_MENDS:
        raise RuleBroken(_("So much is better mended in the file itself"))
    batch.mends = {**batch.mends, target: {**batch.mends.get(target, {}), text: to}}
    batch.status = "uploaded"
    return _begin(uow, batch, job.CHECK)


def start_run(uow: UnitOfWork, batch_id: UUID | str) -> Job:
    """Begin the import itself, once, whoever presses how often; or go on with one that was stopped or failed."""
    batch, _resource = _open(uow, batch_id)
    before = _ended(uow, batch)
    if batch.status not in READY and before is None:
        raise RuleBroken(_("This import has begun already"))
    job.plan_of(uow.actor, batch)
    former = batch.errors_stored if before else None
    batch.status, batch.errors_stored, batch.finished_at = "running", f"{new_id()}.{faults.SUFFIX}", None
    made = _begin(uow, batch, job.RUN, before=former)
    if before is not None:
        made.result = dict(before.result)
    return made


def _ended(uow: UnitOfWork, batch: ImportBatch) -> Job | None:
    """The job of a run that came to its end too early, as long as its file is there."""
    found = uow.session.get(Job, (uow.tenant_id, batch.job_id)) if batch.job_id else None
    early = found is not None and found.name == job.RUN and found.status in ("cancelled", "failed")
    return found if early and _path(uow, batch.stored) else None


def start_undo(uow: UnitOfWork, batch_id: UUID | str) -> Job:
    """Begin to take an import back. Raises ``RuleBroken`` when it is too late, or there is nothing to take back."""
    batch, resource = _open(uow, batch_id)
    require(resource, uow.actor, "import")
    if not undoable(batch):
        raise RuleBroken(_("This import can't be taken back"))
    return _begin(uow, batch, undo.TASK)


def stop(uow: UnitOfWork, batch_id: UUID | str) -> None:
    """Stop what is going on with a batch; the rows that are in stay in."""
    batch, _resource = _open(uow, batch_id)
    if batch.job_id is None:
        return
    cancel(uow, batch.job_id)
    if batch.status == "running":
        batch.status, batch.finished_at = "cancelled", now()


def undoable(batch: ImportBatch) -> bool:
    """Whether it can still be taken back."""
    ended = batch.finished_at
    fresh = ended is not None and now() - ended < timedelta(days=UNDO_DAYS)
    return batch.status in ("done", "cancelled", "failed") and fresh and bool(batch.rows_created + batch.rows_updated)


def modes_of(actor: Actor, resource: Resource) -> list[str]:
    """What this actor may do with a file for this list."""
    keyed = bool(keys_of(resource, actor))
    return [
        str(mode)
        for mode in Mode
        if all(can(resource, actor, verb) for verb in mode.verbs) and (keyed or mode is Mode.CREATE)
    ]


def get_batch(uow: UnitOfWork, batch_id: UUID | str) -> tuple[ImportBatch, Resource]:
    """A batch of a list that this actor may import into; ``NotFound`` for any other."""
    try:
        identity = UUID(str(batch_id))
    except ValueError:
        raise NotFound from None
    batch = uow.session.get(ImportBatch, (uow.tenant_id, identity))
    if batch is None:
        raise NotFound
    resource = registry.get(batch.resource)
    if not can(resource, uow.actor, "import"):
        raise NotFound
    return batch, resource


def show(uow: UnitOfWork, batch_id: UUID | str) -> dict[str, Any]:
    """Everything a page shows of a batch, as plain values; texts are messages."""
    batch, resource = get_batch(uow, batch_id)
    path = _path(uow, batch.stored)
    heads, samples = _top(path) if path else ([], [])
    targets = targets_of(resource, uow.actor)
    found = uow.session.get(Job, (uow.tenant_id, batch.job_id)) if batch.job_id else None
    return {
        "id": str(batch.id),
        "resource": batch.resource,
        "file": batch.file_name,
        "size": batch.size,
        "status": batch.status,
        "mode": batch.mode,
        "modes": modes_of(uow.actor, resource),
        "key": batch.natural_key or "",
        "keys": [_named_key(resource, names) for names in keys_of(resource, uow.actor)],
        "columns": [
            {"number": n, "head": head[:SHOWN_HEAD],
             "samples": [row[n][:SHOWN_CELL] for row in samples if n < len(row)],
             "target": str(batch.mapping.get(str(n), ""))}
            for n, head in enumerate(heads)
        ],
        "targets": [
            {"key": target.key, "label": target.label.plain(), "required": target.bound.required,
             "kind": target.bound.kind}
            for target in targets.values()
        ],
        "lacking": _lacking(uow.actor, resource, batch),
        "counts": _counts(batch, found),
        "job": _job(found),
        "faults": _faults(uow, batch),
        "offers": list(found.result.get("offers", [])) if found and batch.status == "checked" else [],
        "mends": sum(map(len, batch.mends.values())),
        "undoable": undoable(batch),
        "continuable": _ended(uow, batch) is not None,
        "undo_days": UNDO_DAYS,
    }  # fmt: skip


def _lacking(actor: Actor, resource: Resource, batch: ImportBatch) -> list[dict[str, Any]]:
    """What a new record needs and no column fills."""
    if batch.mode == Mode.UPDATE:
        return []
    filled = {str(target).partition(".")[0] for target in batch.mapping.values()}
    return [bound.label.plain() for bound in required_of(resource, actor) if bound.key not in filled]


def _counts(batch: ImportBatch, found: Job | None) -> dict[str, int]:
    """What the dry run found, or what the run has done so far."""
    if batch.status in READY:
        result = found.result if found else {}
        return {name: int(result.get(name, 0)) for name in ("create", "update", "skip", "refuse")}
    return {
        "create": batch.rows_created, "update": batch.rows_updated, "skip": batch.rows_skipped,
        "refuse": batch.rows_failed,
    }  # fmt: skip


def _job(found: Job | None) -> dict[str, Any]:
    if found is None:
        return {}
    named = ("trashed", "restored", "left")
    result: dict[str, Any] = {name: found.result[name] for name in named if name in found.result}
    return {
        "name": found.name, "status": found.status, "progress": round(found.progress, 3), "message": found.message,
        **result,
    }  # fmt: skip


def _faults(uow: UnitOfWork, batch: ImportBatch) -> list[dict[str, Any]]:
    path = _path(uow, batch.errors_stored) if batch.errors_stored else None
    return list(faults.read(path, SHOWN_FAULTS)) if path else []


def _path(uow: UnitOfWork, stored: str) -> Path | None:
    """Where a private file is; None while it is not complete, or after its time."""
    try:
        return files.path_of(uow.tenant_id, stored)
    except NotFound:
        return None


def _open(uow: UnitOfWork, batch_id: UUID | str) -> tuple[ImportBatch, Resource]:
    found, resource = get_batch(uow, batch_id)
    return job.locked(uow, found.id), resource


def _begin(uow: UnitOfWork, batch: ImportBatch, name: str, **further: Any) -> Job:
    made = enqueue(uow, name, {"batch": batch.id, "time_zone": uow.actor.time_zone, **further})
    batch.job_id = made.id
    return made


def _top(path: Path) -> tuple[list[str], list[list[str]]]:
    """The heads of a file and its first rows."""
    rows = islice((cells for _number, cells in read_rows(recognise(path)) if cells), SAMPLES + 1)
    heads, *samples = [*rows] or [[]]
    return heads, samples


def _usual(actor: Actor, resource: Resource, mapping: Columns) -> tuple[str, str | None]:
    """What is most likely meant: changing what the key names and making the rest, else making alone."""
    keys, modes = keys_of(resource, actor), modes_of(actor, resource)
    key = next((names for names in keys if set(names) <= set(mapping.values())), None)
    if key and Mode.UPSERT in modes:
        return str(Mode.UPSERT), KEY_SIGN.join(key)
    if Mode.CREATE in modes or not modes:
        return str(Mode.CREATE), KEY_SIGN.join(key) if key else None
    return modes[0], KEY_SIGN.join(key or keys[0])


def _named_key(resource: Resource, names: tuple[str, ...]) -> dict[str, Any]:
    return {"key": KEY_SIGN.join(names), "labels": [resource.field(name).label.msgid for name in names]}


def _plain(mapping: Mapping[int, str]) -> dict[str, str]:
    return {str(number): name for number, name in sorted(mapping.items())}


def _short(media: str) -> str:
    return "xlsx" if media.endswith("sheet") else "csv"
