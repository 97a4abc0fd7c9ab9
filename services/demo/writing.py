"""Ids that are the same on every machine, and chances."""

import random
from datetime import datetime
from uuid import UUID


def id_at(moment: datetime, chance: random.Random) -> UUID:
    """A UUID version 7 (RFC 9562) of a moment, so that what was made later stands later."""
    value = (int(moment.timestamp() * 1000) & (1 << 48) - 1) << 80 | chance.getrandbits(76)
    return UUID(int=value & ~(0xF << 76) & ~(0x3 << 62) | 0x7 << 76 | 0x2 << 62)


def likely(chance: random.Random, percent: float) -> bool:
    """True so many times in a hundred."""
    return chance.random() * 100 < percent
