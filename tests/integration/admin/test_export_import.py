"""What an export writes an import reads back: the same values, whatever they are, in either language, CSV or Excel."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from models.base import new_id
from services.admin import importing
from services.admin.exporting import export_stream
from services.admin.importing.matching import match
from services.admin.listing import ListQuery
from services.core import files, tasks
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.text import fold
from tests.support.gems import Gem, Polish, gems

COLUMNS = "sku,name,quarry_id,stones,weight,fineness,price,polish,grade,found_on,sold_at,bright"
SIGNS = st.characters(
    codec="utf-8", categories=("Lu", "Ll", "Lo", "Nd", "Po", "Sm", "Pd", "Zs"), exclude_characters="\u0085\u00a0"
)
WORDS = st.text(SIGNS, min_size=1, max_size=20).map(lambda text: " ".join(text.split())).filter(fold)
GEMS = st.fixed_dictionaries({
    "name": WORDS, "notes": WORDS | st.just(""), "stones": st.integers(-9, 10**6),
    "weight": st.none() | st.decimals(0, 500, places=3), "price": st.none() | st.decimals(0, 10**8, places=4),
    "fineness": st.sampled_from([Decimal(750), Decimal("916.6"), Decimal("999.9")]),
    "polish": st.sampled_from(Polish), "grade": st.sampled_from("ab"), "bright": st.booleans(),
    "found_on": st.none() | st.dates(date(1921, 3, 21), date(2090, 1, 1)),
    "sold_at": st.none() | st.datetimes(datetime(1980, 1, 1), datetime(2050, 1, 1)),  # noqa: DTZ001 - given the zone below
    "quarry": st.booleans(),
})  # fmt: skip


@pytest.fixture
def person(owner: Actor, quarry: UUID) -> tuple[Actor, UUID]:
    """The owner, in Tehran, and a quarry to name."""
    return replace(owner, time_zone="Asia/Tehran"), quarry


@pytest.mark.parametrize(("kind", "language"), [("csv", "en"), ("csv", "fa"), ("xlsx", "en"), ("xlsx", "fa")])
@given(rows=st.lists(GEMS, min_size=8, max_size=20))
@settings(max_examples=2, deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
def test_what_is_written_is_read_back(
    person: tuple[Actor, UUID], kind: str, language: str, rows: list[dict[str, Any]]
) -> None:
    actor, quarry = person
    given_rows = {f"{new_id()}": row for row in rows}
    with unit_of_work(actor) as uow:
        for sku, row in given_rows.items():
            uow.session.add(_gem(sku, row, quarry, language))
    before = _values(actor, list(given_rows))
    query = ListQuery.parse(gems, actor, {"cols": COLUMNS, "ids": ",".join(_ids(actor, list(given_rows)))})
    content = b"".join(export_stream(actor, gems, query, kind, language).chunks)

    with unit_of_work(actor) as uow:
        for gem in uow.session.scalars(select(Gem).where(col(Gem.sku).in_(given_rows))).all():
            uow.session.delete(gem)
    _bring(actor, content, language, footed=True)
    assert _values(actor, list(given_rows)) == before


def _gem(sku: str, row: dict[str, Any], quarry: UUID, language: str) -> Gem:
    plain = {name: value for name, value in row.items() if name not in ("name", "quarry", "sold_at")}
    sold = None if row["sold_at"] is None else (row["sold_at"].replace(tzinfo=UTC, microsecond=0))
    return Gem(
        sku=sku, name={language: row["name"]}, quarry_id=quarry if row["quarry"] else None, sold_at=sold, **plain
    )


def _bring(actor: Actor, content: bytes, language: str, *, footed: bool) -> None:
    """The file, its columns as its heads tell, but for the name, which is in the language of the file."""
    assert actor.tenant_id is not None
    with files.create(actor.tenant_id, "upload") as (stored, file):
        file.write(content)
    with unit_of_work(actor) as uow:
        batch = importing.receive(uow, gems, "gems", stored)
        heads = [column["head"] for column in importing.show(uow, batch.id)["columns"]]
        found = match(gems, actor, heads)
        assert list(found.values()) == COLUMNS.split(",")
        mapping = {n: f"name.{language}" if key == "name" else key for n, key in found.items()}
        importing.arrange(uow, batch.id, mapping, "create", "")
        job = importing.start_run(uow, batch.id)
    assert tasks.run_job(actor.tenant_id, job.id) == "done"
    with unit_of_work(actor, read_only=True) as uow:
        page = importing.show(uow, batch.id)
    assert page["counts"]["refuse"] == int(footed), page["faults"]


def _ids(actor: Actor, skus: list[str]) -> list[str]:
    with unit_of_work(actor, read_only=True) as uow:
        return [str(one) for one in uow.session.scalars(select(Gem.id).where(col(Gem.sku).in_(skus)))]


def _values(actor: Actor, skus: list[str]) -> dict[str, dict[str, Any]]:
    names = COLUMNS.split(",")
    with unit_of_work(actor, read_only=True) as uow:
        found = uow.session.scalars(select(Gem).where(col(Gem.sku).in_(skus))).all()
        return {gem.sku: {name: getattr(gem, name) for name in names} for gem in found}
