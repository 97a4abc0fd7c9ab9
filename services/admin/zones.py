"""The zone in which a reader's days begin and end."""

from datetime import tzinfo
from functools import cache
from zoneinfo import ZoneInfo

from services.core.actor import Actor


def zone_of(actor: Actor) -> tzinfo:
    """The time zone of the actor's shop."""
    return _zone(actor.time_zone)


@cache
def _zone(name: str) -> tzinfo:
    return ZoneInfo(name)
