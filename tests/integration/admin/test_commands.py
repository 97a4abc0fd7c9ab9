"""Changes go one road: policy, validation, write, history."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from services.admin.commands import act, create, restore, trash, update
from services.admin.history import history_of
from services.admin.record import get_record
from services.admin.registry import registry
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import (
    Forbidden,
    NotFound,
    RuleBroken,
    StaleVersion,
    ValidationFailed,
)
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Polish, gems

NASIM = {"sku": "R-1", "name": {"en": "Nasim", "fa": "نسیم"}, "weight": "۴٫۵۱۰"}


def test_a_new_record_has_number_defaults_and_history(owner: Actor, quarry: UUID) -> None:
    with unit_of_work(owner) as uow:
        row = create(uow, gems, NASIM | {"quarry_id": str(quarry), "price": "12,850,000"})
    with unit_of_work(owner) as uow:
        record = get_record(uow, gems, row.id)
        entries = history_of(uow, gems, row.id)
    assert record["number"] == "gem-R-1"
    assert record["weight"] == "4.510"
    assert record["polish"] == "rough"
    assert record["quarry_id"] == {"id": str(quarry), "title": {"en": "North hill", "fa": "تپهٔ شمالی"}}
    assert record["_version"] == 1
    assert record["_verbs"] == ["view", "create", "update", "delete", "restore", "export", "import"]
    assert [entry["verb"] for entry in entries] == ["create"]
    changed = {change["key"]: change["after"] for change in entries[0]["changes"]}
    assert changed["weight"] == "4.510"
    assert changed["quarry_id"]["title"] == {"en": "North hill", "fa": "تپهٔ شمالی"}


def test_every_fault_of_a_form_is_said_at_once(owner: Actor) -> None:
    sent = {"weight": "much", "quarry_id": str(uuid4()), "polish": "gone", "colour": "red"}
    sent |= {"tenant_id": "x", "number": "1"}
    with unit_of_work(owner) as uow, pytest.raises(ValidationFailed) as refused:
        create(uow, gems, sent)
    assert {name: message.text() for name, message in refused.value.fields.items()} == {
        "sku": "This is needed",
        "name": "This is needed",
        "weight": "This is not a number",
        "quarry_id": "This record was not found",
        "polish": "“gone” is not one of the choices",
        "colour": "This can't be written here",
        "tenant_id": "This can't be written here",
        "number": "This can't be written here",
    }


def test_a_field_without_permission_can_not_be_written(clerk: Actor) -> None:
    with unit_of_work(clerk) as uow, pytest.raises(ValidationFailed) as refused:
        create(uow, gems, NASIM | {"cost": "1"})
    assert list(refused.value.fields) == ["cost"]


def test_a_rule_over_several_fields_is_asked(owner: Actor) -> None:
    with unit_of_work(owner) as uow, pytest.raises(ValidationFailed) as refused:
        create(uow, gems, NASIM | {"weight": "501"})
    assert list(refused.value.fields) == ["price"]


def test_a_duplicate_is_said_beside_its_field_and_the_transaction_lives_on(owner: Actor) -> None:
    with unit_of_work(owner) as uow:
        create(uow, gems, NASIM)
        with pytest.raises(ValidationFailed) as refused:
            create(uow, gems, NASIM)
        assert refused.value.fields["sku"].text() == "There is one like this already"
        create(uow, gems, NASIM | {"sku": "R-2"})


def test_an_update_keeps_what_was_not_sent_and_remembers_both_sides(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(notes="old")
    with unit_of_work(owner) as uow:
        update(uow, gems, gem.id, {"weight": "2.5"}, gem.version)
    with unit_of_work(owner) as uow:
        record = get_record(uow, gems, gem.id)
        [entry] = history_of(uow, gems, gem.id)
    assert (record["weight"], record["notes"], record["_version"]) == ("2.500", "old", 2)
    assert [(c["key"], c["before"], c["after"]) for c in entry["changes"]] == [("weight", "1.000", "2.500")]


def test_saving_what_is_there_already_leaves_no_trace(owner: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow:
        update(uow, gems, gem.id, {"weight": "1", "notes": ""}, gem.version)
        assert history_of(uow, gems, gem.id) == []
        assert get_record(uow, gems, gem.id)["_version"] == 1


def test_a_stale_save_is_refused_with_what_is_stored(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem(cost=Decimal(77))
    with unit_of_work(owner) as uow:
        update(uow, gems, gem.id, {"weight": "2"}, 1)
    with unit_of_work(clerk) as uow, pytest.raises(StaleVersion) as refused:
        update(uow, gems, gem.id, {"weight": "3"}, 1)
    assert refused.value.version == 2
    assert refused.value.theirs["weight"] == "2.000"
    assert "cost" not in refused.value.theirs


@pytest.mark.parametrize(
    ("values", "field"),
    [({"sku": ""}, "sku"), ({"name": {}}, "name"), ({"stones": ""}, "stones"), ({"grade": "b"}, "grade")],
)
def test_what_can_not_be_emptied_or_changed_stays(
    owner: Actor, make_gem: MakeGem, values: dict[str, Any], field: str
) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow, pytest.raises(ValidationFailed) as refused:
        update(uow, gems, gem.id, values, 1)
    assert list(refused.value.fields) == [field]


def test_trash_and_restore(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    gem = make_gem()
    with unit_of_work(owner) as uow:
        trash(uow, gems, gem.id, 1)
    with unit_of_work(clerk) as uow, pytest.raises(NotFound):
        get_record(uow, gems, gem.id)
    with unit_of_work(owner) as uow, pytest.raises(RuleBroken):
        update(uow, gems, gem.id, {"weight": "2"}, 2)
    with unit_of_work(owner) as uow:
        assert get_record(uow, gems, gem.id)["_deleted"] is True
        restore(uow, gems, gem.id)
        assert get_record(uow, gems, gem.id)["_deleted"] is False
        assert [entry["verb"] for entry in history_of(uow, gems, gem.id)] == ["restore", "delete"]


def test_verbs_and_rows_are_denied_by_default(clerk: Actor, owner: Actor, make_gem: MakeGem) -> None:
    gem, bright = make_gem(), make_gem(bright=True)
    with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
        trash(uow, gems, gem.id)
    with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
        history_of(uow, gems, gem.id)
    with unit_of_work(owner) as uow, pytest.raises(Forbidden):
        trash(uow, gems, bright.id)


def test_what_is_out_of_scope_is_not_there(owner: Actor, make_gem: MakeGem) -> None:
    hidden = make_gem(grade="z")
    for ask in (get_record, history_of):
        with unit_of_work(owner) as uow, pytest.raises(NotFound):
            ask(uow, gems, hidden.id)
    with unit_of_work(owner) as uow, pytest.raises(NotFound):
        update(uow, gems, hidden.id, {"weight": "2"}, 1)
    with unit_of_work(owner) as uow, pytest.raises(NotFound):
        get_record(uow, gems, "no-id")


def test_actions_run_for_all_or_none(owner: Actor, clerk: Actor, make_gem: MakeGem) -> None:
    rough, done = make_gem(), make_gem(polish=Polish.DONE)
    with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
        act(uow, gems, "polish", [rough.id])
    with pytest.raises(RuleBroken), unit_of_work(owner) as uow:
        act(uow, gems, "polish", [rough.id, done.id])
    with unit_of_work(owner) as uow:
        assert get_record(uow, gems, rough.id)["polish"] == "rough"
        assert act(uow, gems, "polish", [rough.id, str(rough.id)]) == 1
        assert [entry["verb"] for entry in history_of(uow, gems, rough.id)] == ["polish"]
    with unit_of_work(owner) as uow, pytest.raises(ValidationFailed):
        act(uow, gems, "melt", [rough.id])


def test_a_part_does_not_come_back_without_its_whole(owner: Actor) -> None:
    projects, milestones = registry.get("projects"), registry.get("project-milestones")
    with unit_of_work(owner) as uow:
        project = create(uow, projects, {"title": "Vanak refit"}).id
        part = create(uow, milestones, {"project_id": str(project), "title": "Counter"}).id
    with unit_of_work(owner) as uow:
        trash(uow, projects, project)
    with unit_of_work(owner) as uow:
        with pytest.raises(RuleBroken):
            restore(uow, milestones, part)
        restore(uow, projects, project)
        assert restore(uow, milestones, part).deleted_at is None
