"""What the database reads for a board, a calendar and a timeline of a long list, with and without common words."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from services.admin import boards, calendars, timelines
from services.admin.listing import ListQuery
from services.admin.statement import LOOKED_AT
from services.admin.tokens import FEW
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import UnitOfWork, unit_of_work
from tests.support.digs import digs
from tests.support.plans import rows_read, run_plans
from tests.support.statements import statements

MANY = 2 * FEW
BOUND = max(FEW + 1, LOOKED_AT)
"""Words are counted up to the one, rows looked at up to the other; the digs are more."""
DIGS = """
    insert into test_dig (tenant_id, id, created_at, updated_at, version, name, stage, starts_on, ends_on, done,
                          drawing, locked)
    select :tenant, uuidv7(), now(), now(), 1, 'Clay ' || n, case when n % 5 = 0 then 'open' else 'planned' end,
           date '2026-11-21' - n / 100, date '2026-11-21' - n / 100 + 3, 0, '', false
    from generate_series(1, :many) n
"""
"""A hundred began on each day of more than a year, each for four days; the name of each is in all the words."""
FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
View = Callable[[UnitOfWork, ListQuery], dict[str, Any]]
pytestmark = pytest.mark.usefixtures("digs_exist")


@pytest.fixture
def many(owner: Actor) -> Actor:
    """A year of digs."""
    with unit_of_work(owner) as uow:
        uow.session.execute(text(DIGS), {"tenant": uow.tenant_id, "many": MANY})
    engine = create_engine(settings().database_owner_url)
    with engine.begin() as connection:
        connection.execute(text("analyze search_token, test_dig"))
    engine.dispose()
    return owner


def _board(uow: UnitOfWork, query: ListQuery) -> dict[str, Any]:
    return boards.board(uow, digs, query)


def _calendar(uow: UnitOfWork, query: ListQuery) -> dict[str, Any]:
    return calendars.calendar(uow, digs, query, FIRST, LAST)


def _timeline(uow: UnitOfWork, query: ListQuery) -> dict[str, Any]:
    return timelines.timeline(uow, digs, query, FIRST, LAST)


def test_no_view_reads_more_than_so_many_rows(many: Actor) -> None:
    for view in (_board, _calendar, _timeline):
        for given in ({}, {"q": "clay"}):
            _reads_so_far(many, view, given)


def _reads_so_far(actor: Actor, view: View, given: dict[str, str]) -> None:
    with statements() as sent, unit_of_work(actor, read_only=True) as uow:
        view(uow, ListQuery.parse(digs, actor, given))
    for plan in run_plans(actor, sent):
        read = max(rows_read(line) for line in plan)
        assert read <= BOUND, (view.__name__, given, read, "\n".join(plan))
