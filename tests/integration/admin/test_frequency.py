"""That a word is common is remembered for a while, for one shop; what few records have is counted each time."""

from collections.abc import Callable
from uuid import UUID

from services.admin.frequency import frequency
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.permissions import Role
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import gems
from tests.support.statements import Sent

MOST = 2
WORDS = [("opal", "opam"), ("ruby", "rubz")]


def counts(actor: Actor) -> dict[str, int]:
    """How many gems have the words."""
    with unit_of_work(actor, read_only=True) as uow:
        return frequency(uow, [gems.entity], WORDS, MOST)[gems.entity]


def test_a_common_word_is_counted_once_and_a_rare_one_each_time(
    owner: Actor, make_gem: MakeGem, make_tenant: Callable[[], UUID], statements: Sent
) -> None:
    for n in range(MOST + 2):
        make_gem(sku=f"OPAL-{n}", name={"en": "opal"})
    assert counts(owner) == {"opal": MOST + 1, "ruby": 0}
    make_gem(sku="R-1", name={"en": "ruby"})
    statements.clear()
    assert counts(owner) == {"opal": MOST + 1, "ruby": 1}
    [(_sql, values)] = statements
    assert values["lows"] == ["ruby"]
    assert counts(Actor.of(Role.OWNER, tenant_id=make_tenant(), name="Other")) == {"opal": 0, "ruby": 0}
