"""The search over everything: best first, within everyone's rights, and bounded whatever the lists hold."""

from uuid import UUID

import pytest
from sqlalchemy import create_engine, insert, text

from models.base import now
from services.admin.everywhere import DEEP, search_everywhere
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import unit_of_work
from tests.integration.admin.conftest import MakeGem
from tests.integration.conftest import MakeTenant
from tests.support.gems import Gem, Quarry, gems
from tests.support.plans import rows_read
from tests.support.statements import statements


def found(actor: Actor, typed: str, limit: int = 5) -> dict[str, list[str]]:
    """Codes or titles by list."""
    with unit_of_work(actor, read_only=True) as uow:
        groups = search_everywhere(uow, typed, limit)
    return {
        group["resource"]: [row["code"] or row["title"]["en"] for row in group["rows"]]
        for group in groups
    }  # fmt: skip


def test_the_exact_code_is_first_then_what_begins_so_then_words(owner: Actor, make_gem: MakeGem) -> None:
    make_gem(sku="R-1", name={"en": "Ruby", "fa": "یاقوت"})
    make_gem(sku="R-100", name={"en": "Opal", "fa": "اوپال"})
    make_gem(sku="S-9", name={"en": "Stone r-1", "fa": "سنگ"})
    assert found(owner, "r-1")["test-gems"] == ["R-1", "R-100", "S-9"]


def test_a_name_counts_as_much_as_a_code(owner: Actor, make_gem: MakeGem) -> None:
    make_gem(sku="A", name={"en": "Old star", "fa": "ستاره"})
    make_gem(sku="B", name={"en": "Star of Isfahan", "fa": "اصفهان"})
    make_gem(sku="C", name={"en": "Star", "fa": "ستاره"})
    assert found(owner, "STAR")["test-gems"] == ["C", "B", "A"]


@pytest.mark.parametrize("typed", ["ستارهٔ كوچك ۱۲", "ستاره کوچک 12", "سِتاره كوچک ١٢", "کوچک\u200cستاره"])
def test_letters_digits_marks_and_half_spaces_are_folded(owner: Actor, make_gem: MakeGem, typed: str) -> None:
    make_gem(sku="Z", name={"en": "Small", "fa": "ستارهٔ کوچک ۱۲"})
    assert found(owner, typed)["test-gems"] == ["Z"]


@pytest.mark.parametrize("typed", ["گوشواره‌های", "گوشوارههای", "گوشواره های", "1042", "r-1042", "r 1042", "نیم‌ست"])
def test_half_spaces_may_be_left_out_and_codes_go_by_their_parts(owner: Actor, make_gem: MakeGem, typed: str) -> None:
    make_gem(sku="R-1042", name={"en": "Earrings", "fa": "گوشواره‌های نیم‌ست"})
    make_gem(sku="R-2", name={"en": "Other", "fa": "دیگر"})
    assert found(owner, typed)["test-gems"] == ["R-1042"]


@pytest.mark.parametrize("kept", ["می\u200cخواهم گوشواره\u200cها", "میخواهم گوشوارهها", "می خواهم گوشواره ها"])
@pytest.mark.parametrize("typed", ["می\u200cخواهم گوشواره\u200cها", "میخواهم گوشوارهها", "مي خواهم گوشواره ها"])
def test_particles_may_stand_joined_apart_or_half_apart(owner: Actor, make_gem: MakeGem, kept: str, typed: str) -> None:
    make_gem(sku="H-1", name={"en": "Wanted", "fa": kept})
    make_gem(sku="H-2", name={"en": "Other", "fa": "خواهش گوشه"})
    assert found(owner, typed)["test-gems"] == ["H-1"]
    with unit_of_work(owner, read_only=True) as uow:
        assert [row["sku"] for row in list_page(uow, gems, ListQuery.parse(gems, owner, {"q": typed})).rows] == ["H-1"]


def test_the_group_with_the_best_match_is_first(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    make_gem(sku="N-1", name={"en": "Gem of the north", "fa": "شمال"})
    assert list(found(owner, "north")) == ["test-quarries", "test-gems"]
    make_gem(sku="NORTH", name={"en": "Any", "fa": "هر"})
    assert list(found(owner, "north")) == ["test-gems", "test-quarries"]


def test_records_are_found_by_what_they_refer_to(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    make_gem(sku="Q-1", quarry_id=quarry)
    make_gem(sku="HILLY", name={"en": "A hill of gold", "fa": "طلا"})
    assert found(owner, "hill")["test-gems"] == ["HILLY", "Q-1"]


def test_rights_hold(owner: Actor, clerk: Actor, make_gem: MakeGem, make_tenant: MakeTenant, quarry: UUID) -> None:
    make_gem(sku="Y-1", name={"en": "Yellow", "fa": "زرد"})
    make_gem(sku="Y-2", name={"en": "Yellow", "fa": "زرد"}, grade="z")
    make_gem(sku="Y-3", name={"en": "Yellow", "fa": "زرد"}, deleted_at=now())
    blind = Actor(owner.tenant_id, grants=frozenset({"test-quarries:view"}))
    assert found(owner, "yellow") == {"test-gems": ["Y-1"]}
    assert found(clerk, "yellow") == {"test-gems": ["Y-1"]}
    assert found(blind, "yellow") == {}
    assert found(Actor.for_system(make_tenant()), "yellow") == {}
    make_gem(sku="Y-4", quarry_id=quarry)
    unreferred = Actor(owner.tenant_id, grants=frozenset({"test-gems:view"}))
    assert found(unreferred, "north") == {}, "what one may not see can't be found out by searching for it"


@pytest.mark.parametrize("typed", ["", "   ", "\u200c", "%", "'; drop table", "\U0010ffff", "a" * 300, "x " * 60])
def test_anything_may_be_typed(owner: Actor, make_gem: MakeGem, typed: str) -> None:
    make_gem(sku="T-1")
    assert found(owner, typed) == {}


def test_two_statements_are_enough_and_more_is_said(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    for number in range(8):
        make_gem(sku=f"M-{number}", name={"en": "Many", "fa": "بسیار"}, quarry_id=quarry)
    with unit_of_work(owner, read_only=True) as uow, statements() as sent:
        [group] = search_everywhere(uow, "many", 5)
    assert len(sent) == 2
    assert [row["code"] for row in group["rows"]] == ["M-7", "M-6", "M-5", "M-4", "M-3"]
    assert group["more"]


def test_common_words_are_looked_at_only_so_deep(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        many = [{"sku": f"C-{n}", "name": {"en": "Common ring"}} for n in range(DEEP * 3)]
        uow.session.execute(insert(Gem), many)
        uow.session.execute(insert(Quarry), [{"name": {"en": f"Quarry {n}"}} for n in range(50)])
    engine = create_engine(settings().database_owner_url)
    with engine.begin() as connection:
        connection.execute(text("analyze search_token, test_gem, test_quarry"))
    engine.dispose()
    with unit_of_work(owner, read_only=True) as uow:
        uow.session.execute(text("set local enable_seqscan = off"))
        with statements() as sent:
            search_everywhere(uow, "common ring c-29")
        explain = f"explain (analyze, buffers off, costs off, timing off) {sent[1][0]}"
        plan = [line for (line,) in uow.session.connection().exec_driver_sql(explain, sent[1][1])]
    scanned = [line for line in plan if "search_token" in line]
    assert scanned
    assert not any("Seq Scan" in line for line in plan)
    assert all(rows_read(line) <= DEEP for line in scanned), scanned
