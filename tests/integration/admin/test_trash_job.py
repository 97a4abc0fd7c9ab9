"""What has been in the trash for too long goes by itself, once a day."""

from datetime import timedelta

from models.base import new_id, now
from services.admin import commands
from services.admin.tasks import purge_trash
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.tasks import PERIODIC, JobContext
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, gems


def test_the_daily_round_empties_old_trash_and_counts_it(owner: Actor, make_gem: MakeGem) -> None:
    old, young, alive = make_gem(), make_gem(), make_gem()
    with unit_of_work(owner) as uow:
        for row in (old, young):
            commands.trash(uow, gems, row.id)
        uow.session.get_one(Gem, (uow.tenant_id, old.id)).deleted_at = now() - timedelta(days=31)
    job = JobContext(Actor.for_system(old.tenant_id), new_id(), {})
    purge_trash(job)
    assert job.result["gone"] == {"test-gems": 1}
    with unit_of_work(owner) as uow:
        left = [uow.session.get(Gem, (uow.tenant_id, row.id)) is not None for row in (old, young, alive)]
    assert left == [False, True, True]
    assert PERIODIC["admin.purge-trash"].every == timedelta(days=1)
