"""Celery's worker and beat as processes of ours: they log as we do, say that they live, and end with their parent."""

import os
from socket import gethostname
from typing import Any

from celery import signals
from celery.beat import PersistentScheduler

from services.core import health, logging
from services.core.celery_app import celery
from services.core.config import settings
from services.core.processes import die_with_parent


class Scheduler(PersistentScheduler):
    """Celery's own scheduler, which also says that it lives."""

    def tick(self, *args: Any, **kwargs: Any) -> float:
        """One round; gives the seconds until the next."""
        health.alive("beat")
        return min(float(super().tick(*args, **kwargs)), health.BEAT_SECONDS)


@signals.setup_logging.connect
def _log(**_: Any) -> None:
    """Celery would take over logging unless someone answers this."""


@signals.worker_ready.connect
@signals.heartbeat_sent.connect
def _alive(**_: Any) -> None:
    health.alive("worker")
    health.at_work(f"{gethostname()}:{os.getpid()}", settings().worker_concurrency)


@signals.worker_process_init.connect
def _follow(**_: Any) -> None:
    die_with_parent()


def work() -> None:
    """Do tasks until told to end; what is under way is finished first."""
    logging.configure("worker")
    count = str(settings().worker_concurrency)
    celery.worker_main(["worker", "--pool", "prefork", "--concurrency", count, "--without-mingle", "--without-gossip"])


def beat() -> None:
    """Ask for periodic tasks until told to end."""
    logging.configure("beat")
    celery.Beat(
        app=celery,
        scheduler_cls=Scheduler,
        schedule=str(settings().data_dir / "beat-schedule"),
        max_interval=health.BEAT_SECONDS,
        quiet=True,
    ).run()
