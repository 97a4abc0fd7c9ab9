"""The doorbell: Celery over Redis, and the beat's rounds.

Run as ``celery -A services.core.celery_app:celery worker`` (and ``beat``). Every task here takes a tenant or goes
through all of them; what it does is in :mod:`services.core.tasks` and :mod:`services.core.delivery`.
"""

from typing import Any
from uuid import UUID

from celery import Celery
from celery.signals import worker_process_init

from services.core import database, delivery, tasks
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import unit_of_work
from services.platform.tenants import all_tenants

SWEEP_SECONDS = 15

celery = Celery("zarrin", broker=settings().redis_url)
celery.conf.update(
    task_ignore_result=True,
    task_acks_late=True,
    worker_prefetch_multiplier=1,
    worker_hijack_root_logger=False,
    broker_connection_retry_on_startup=True,
    broker_transport_options={"visibility_timeout": 3600},
    timezone="UTC",
    beat_schedule={
        "sweep": {"task": "zarrin.sweep", "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}},
        "periodic": {"task": "zarrin.periodic", "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}},
    },
)


@worker_process_init.connect
def _after_fork(**_: Any) -> None:
    """A forked worker must not share the parent's connections."""
    database.dispose(close=False)


@celery.on_after_finalize.connect
def _ready(**_: Any) -> None:
    tasks.load_tasks()


@celery.task(name="zarrin.run_job")
def run_job(tenant_id: str, job_id: str) -> None:
    """Do one job."""
    tasks.run_job(UUID(tenant_id), UUID(job_id))


@celery.task(name="zarrin.deliver")
def deliver(tenant_id: str) -> None:
    """Deliver what waits in one tenant's outbox."""
    delivery.deliver(UUID(tenant_id))


@celery.task(name="zarrin.sweep")
def sweep() -> None:
    """Ring again for what was lost, in every tenant."""
    for tenant_id in all_tenants():
        with unit_of_work(Actor.for_system(tenant_id)) as uow:
            waiting = tasks.stale_jobs(uow)
        for job_id in waiting:
            tasks.ring(tenant_id, job_id)
        delivery.deliver(tenant_id)


@celery.task(name="zarrin.periodic")
def periodic() -> None:
    """Ask for each periodic job of this slot in every tenant; asked for twice it is still one."""
    for tenant_id in all_tenants():
        with unit_of_work(Actor.for_system(tenant_id)) as uow:
            for entry in tasks.PERIODIC.values():
                tasks.enqueue(uow, entry.name, key=f"{entry.name}@{tasks.slot(entry.every)}")
