"""One change for many records: previewed truly, all or none or each for itself, and what a role may not, it may not."""

from dataclasses import replace
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlmodel import col, select

from models.base import now
from models.platform import HistoryEntry
from services.admin.bulk.acts import acts_of
from services.admin.bulk.change import Change
from services.admin.bulk.preview import preview
from services.admin.bulk.run import start
from services.admin.bulk.selection import Selection
from services.admin.bulk.undo import undo
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, NotFound, RuleBroken, ValidationFailed
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Gem, Polish, gems


def chosen(actor: Actor, *rows: Gem) -> Selection:
    """These gems, one by one."""
    return Selection.read(gems, actor, {"ids": [str(row.id) for row in rows]})


def all_of(actor: Actor, **params: str) -> Selection:
    """All gems that this address finds."""
    return Selection.read(gems, actor, {"all": True, "params": params})


def do(actor: Actor, selection: Selection, act: str, *, whole: bool = False, **values: Any) -> dict[str, Any]:
    """Do it at once; the plain outcome."""
    with unit_of_work(actor) as uow:
        outcome = start(uow, selection, Change(act, values), whole=whole).outcome
    assert outcome is not None
    return outcome.plain()


def stored(actor: Actor) -> dict[str, Gem]:
    """The gems of the shop by SKU."""
    with unit_of_work(actor) as uow:
        return {gem.sku: gem for gem in uow.session.scalars(select(Gem))}


def test_an_edit_of_many_shares_one_number_in_history(owner: Actor, make_gem: MakeGem) -> None:
    rows = [make_gem(stones=n) for n in range(3)]
    made = do(owner, chosen(owner, *rows), "edit", stones="۲", notes="cleaned")
    assert (made["done"], made["same"], made["refused"]) == (3, 0, 0)
    assert {(gem.stones, gem.notes) for gem in stored(owner).values()} == {(2, "cleaned")}
    with unit_of_work(owner) as uow:
        entries = uow.session.scalars(
            select(HistoryEntry).where(col(HistoryEntry.correlation_id) == made["correlation_id"])
        ).all()
    assert {entry.record_id for entry in entries} == {row.id for row in rows}
    again = do(owner, chosen(owner, *rows), "edit", stones="2", notes="cleaned")
    assert (again["done"], again["same"]) == (0, 3)


def test_all_that_match_are_those_of_the_address(owner: Actor, make_gem: MakeGem) -> None:
    for n in range(4):
        make_gem(sku=f"S-{n}", stones=n)
    selection = all_of(owner, **{"f.stones.gte": "2"})
    assert selection.until is not None
    make_gem(sku="S-late", stones=9, id=UUID(int=selection.until.int + 1))
    assert do(owner, selection, "edit", stones="1")["done"] == 2
    assert {sku: gem.stones for sku, gem in stored(owner).items()} == {
        "S-0": 0, "S-1": 1, "S-2": 1, "S-3": 1, "S-late": 9,
    }  # fmt: skip


def test_each_for_itself_or_all_or_none(owner: Actor, make_gem: MakeGem) -> None:
    here, gone = make_gem(sku="HERE"), make_gem(sku="GONE", deleted_at=now())
    selection = chosen(owner, here, gone)
    with pytest.raises(RuleBroken, match="Nothing was changed"):
        do(owner, selection, "edit", whole=True, stones="7")
    assert stored(owner)["HERE"].stones == 0
    made = do(owner, selection, "edit", stones="7")
    assert (made["done"], made["refused"]) == (1, 1)
    assert made["lines"][0]["title"] == gone.name
    assert "trash" in made["lines"][0]["why"]["msgid"]
    assert {sku: gem.stones for sku, gem in stored(owner).items()} == {"HERE": 7, "GONE": 0}


def test_a_rule_over_several_fields_speaks_for_each_record(owner: Actor, make_gem: MakeGem) -> None:
    made = do(owner, chosen(owner, make_gem()), "edit", weight="700")
    assert made["refused"] == 1
    why = made["lines"][0]["why"]["params"]
    assert (why["field"]["msgid"], why["why"]["msgid"]) == ("Price", "This is needed")


def test_a_preview_tells_the_truth_and_changes_nothing(owner: Actor, make_gem: MakeGem, quarry: UUID) -> None:
    here, gone = make_gem(), make_gem(deleted_at=now())
    change = Change("edit", {"weight": "70", "quarry_id": str(quarry)})
    seen = preview(owner, chosen(owner, here, gone), change)
    assert (seen["count"], seen["checked"], seen["done"], seen["refused"]) == (2, 2, 1, 1)
    assert not seen["job"]
    [row] = seen["rows"]
    assert row["id"] == str(here.id)
    changes = {one["key"]: (one["before"], one["after"]) for one in row["changes"]}
    assert changes["weight"] == ("1.000", "70.000")
    assert changes["quarry_id"][1]["title"]["en"] == "North hill"
    assert [(reason["n"], reason["titles"][0]) for reason in seen["reasons"]] == [(1, gone.name)]
    assert {gem.weight for gem in stored(owner).values()} == {Decimal(1)}
    with unit_of_work(owner, read_only=True) as uow:
        assert not uow.session.scalars(select(HistoryEntry)).all()


def test_trash_and_back_and_a_declared_action(owner: Actor, make_gem: MakeGem) -> None:
    plain, bright = make_gem(), make_gem(bright=True)
    made = do(owner, chosen(owner, plain, bright), "delete")
    assert (made["done"], made["refused"]) == (1, 1)
    assert do(owner, all_of(owner, trash="1"), "restore")["done"] == 1
    assert do(owner, all_of(owner), "polish")["done"] == 2
    assert do(owner, all_of(owner), "polish")["refused"] == 2
    assert {gem.polish for gem in stored(owner).values()} == {Polish.DONE}


def test_nobody_does_by_the_dozen_what_they_may_not_do_once(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    row = make_gem(cost=Decimal(5))
    viewer = replace(clerk, grants=frozenset({"test-gems:view"}))
    for change in (Change("edit", {"stones": "1"}), Change("delete"), Change("restore"), Change("polish")):
        with pytest.raises(Forbidden), unit_of_work(viewer) as uow:
            start(uow, chosen(viewer, row), change, whole=False)
        with pytest.raises(Forbidden):
            preview(viewer, chosen(viewer, row), change)
    for name in ("cost", "number", "sku", "grade", "deleted_at", "tenant_id"):
        with pytest.raises(ValidationFailed), unit_of_work(clerk) as uow:
            start(uow, chosen(clerk, row), Change("edit", {name: "b"}), whole=False)
    with pytest.raises(ValidationFailed):
        do(owner, chosen(owner, row), "explode")
    seen = preview(clerk, chosen(clerk, row), Change("edit", {"stones": "7"}))
    assert "cost" not in str(seen)


def test_what_is_out_of_sight_is_refused_without_a_word(owner: Actor, make_gem: MakeGem) -> None:
    hidden = make_gem(grade="z", name={"en": "Secret"})
    selection = Selection.read(gems, owner, {"ids": [str(hidden.id), str(uuid4())]})
    seen = preview(owner, selection, Change("edit", {"stones": "7"}))
    assert (seen["done"], seen["refused"]) == (0, 2)
    assert "Secret" not in str(seen)
    assert do(owner, selection, "edit", stones="7")["refused"] == 2


@pytest.mark.parametrize(
    "given", [{}, {"ids": []}, {"ids": ["x"]}, {"ids": "x"}, {"all": True}, {"all": True, "params": {"f.cost": "1"}},
              {"all": "yes"}, {"ids": [str(uuid4())] * 1001}],
)  # fmt: skip
def test_a_selection_that_makes_no_sense_is_refused(clerk: Actor, given: dict[str, Any]) -> None:
    with pytest.raises(ValidationFailed):
        Selection.read(gems, clerk, given)


def test_the_acts_offered_are_those_one_may_do(owner: Actor, clerk: Actor) -> None:
    assert [act["name"] for act in acts_of(gems, owner, trash=False)] == ["edit", "polish", "export", "delete"]
    assert [act["name"] for act in acts_of(gems, owner, trash=True)] == ["restore"]
    assert [act["name"] for act in acts_of(gems, clerk, trash=False)] == ["edit"]
    assert acts_of(gems, clerk, trash=True) == []


def test_what_was_done_in_one_go_is_taken_back_in_one_go(owner: Actor, make_gem: MakeGem) -> None:
    rows = [make_gem(sku=f"U-{n}", stones=n) for n in range(3)]
    made = do(owner, chosen(owner, *rows), "edit", stones="9", notes="x")
    do(owner, chosen(owner, rows[0]), "edit", stones="10")
    with unit_of_work(owner) as uow:
        outcome = undo(uow, gems, made["correlation_id"])
    assert (outcome.counts["done"], outcome.counts["refused"]) == (2, 1)
    assert {sku: (gem.stones, gem.notes) for sku, gem in stored(owner).items()} == {
        "U-0": (10, "x"), "U-1": (1, ""), "U-2": (2, ""),
    }  # fmt: skip
    with pytest.raises(NotFound), unit_of_work(owner) as uow:
        undo(uow, gems, str(uuid4()))
    gone = do(owner, all_of(owner), "delete")
    with unit_of_work(owner) as uow:
        assert undo(uow, gems, gone["correlation_id"]).counts["done"] == 3
    assert all(gem.deleted_at is None for gem in stored(owner).values())


def test_what_an_action_did_is_offered_back_only_where_it_can_be(owner: Actor, make_gem: MakeGem) -> None:
    row = make_gem()
    assert do(owner, chosen(owner, row), "polish")["correlation_id"] == ""
    assert do(owner, chosen(owner, row), "edit", stones="9")["correlation_id"]
