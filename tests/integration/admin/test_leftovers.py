"""Files without a row go after a while; those that a row names stay, and so do young ones, which may get theirs yet."""

import os
from datetime import timedelta

from models.base import new_id, now
from models.platform import Job
from services.admin import attachments
from services.admin.leftovers import RESULTS, UNDER_WAY
from services.core import files, tasks
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import unit_of_work
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import gems


def test_files_that_nothing_names_are_deleted(owner: Actor, make_gem: MakeGem) -> None:
    assert owner.tenant_id is not None
    folder = settings().data_dir / "files" / str(owner.tenant_id)

    def made(half: bool = False, old: bool = True) -> str:
        with files.create(owner.tenant_id, "csv") as (name, file):  # type: ignore[arg-type]
            file.write(b"a,b")
        if half:
            (folder / name).rename(folder / f".{name}.part")
        age = (UNDER_WAY * 2 if old else UNDER_WAY / 2).total_seconds()
        then = now().timestamp() - age
        os.utime(folder / (f".{name}.part" if half else name), (then, then))
        return name

    with unit_of_work(owner) as uow:
        kept = attachments.attach(uow, gems, make_gem().id, "note.txt", b"hello", new_id()).stored
        fresh, outdated = (tasks.enqueue(uow, "export", key=key) for key in ("fresh", "outdated"))
        for job, age in ((fresh, timedelta(0)), (outdated, RESULTS * 2)):
            job.status, job.finished_at, job.result = "done", now() - age, {"file": made(), "rows": 1}
        results = [str(job.result["file"]) for job in (fresh, outdated)]
        outdated_id = outdated.id
    os.utime(folder / kept, (0, 0))
    young, orphans = made(old=False), [made(), made(half=True)]
    with unit_of_work(Actor.for_system(owner.tenant_id)) as uow:
        tidy = tasks.enqueue(uow, "admin.tidy-files").id
    assert tasks.run_job(owner.tenant_id, tidy) == "done"
    assert {path.name for path in folder.iterdir()} == {kept, young, results[0]}
    assert len(orphans) == 2
    with unit_of_work(owner, read_only=True) as uow:
        assert uow.session.get_one(Job, (owner.tenant_id, tidy)).result == {"removed": 3}
        assert uow.session.get_one(Job, (owner.tenant_id, outdated_id)).result == {"rows": 1}
