"""Saved views: whose they are, what they keep, and that they open nothing to anybody."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from uuid import uuid4

import pytest

from services.admin import view_counts
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.saved_views import change_view, delete_view, laid_open, save_view, views_of
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import AppError, Forbidden, NotFound, ValidationFailed
from services.core.permissions import GRANTS, Permission, Role
from tests.integration.admin.conftest import MakeGem
from tests.support.gems import Polish, gems

ROUGH = {"f.polish": "rough", "sort": "-weight", "cols": "weight,sku"}


@pytest.fixture
def ava(owner: Actor) -> Actor:
    """Somebody with views of her own."""
    return replace(owner, user_id=uuid4())


@pytest.fixture
def boss(owner: Actor) -> Actor:
    """Somebody who keeps views for the team."""
    return replace(owner, user_id=uuid4())


def save(actor: Actor, name: str, params: dict[str, str] | None = None, *, team: bool = False) -> str:
    """The id of a new view."""
    with unit_of_work(actor) as uow:
        return str(save_view(uow, gems, name, params or ROUGH, team=team).id)


def names(actor: Actor) -> list[str]:
    """The views somebody sees."""
    with unit_of_work(actor, read_only=True) as uow:
        return [view["name"] for view in views_of(uow, gems)]


def opened(actor: Actor, **params: str) -> dict[str, str]:
    """What an address means."""
    with unit_of_work(actor, read_only=True) as uow:
        return laid_open(uow, gems, params)


def test_mine_are_mine_and_the_teams_are_everybodys(ava: Actor, boss: Actor, make_tenant: object) -> None:
    save(ava, "Rough ones")
    save(boss, "For all", team=True)
    save(boss, "Rough ones")
    assert names(ava) == ["For all", "Rough ones"]
    assert names(boss) == ["For all", "Rough ones"]
    assert names(replace(ava, tenant_id=make_tenant())) == []  # type: ignore[operator]


def test_a_view_opens_as_it_was_left(ava: Actor, make_gem: MakeGem) -> None:
    make_gem(sku="a")
    view = save(ava, "Rough ones", ROUGH | {"view": "board", "after": "", "peek": "x", "saved": "y"})
    assert opened(ava, saved=view) == ROUGH | {"view": "board"}
    assert opened(ava, saved=view, peek="1") == ROUGH | {"view": "board", "peek": "1"}
    assert opened(ava, saved=view, view="table") == ROUGH | {"view": "table"}
    looked = ROUGH | {"view": "calendar", "by": "found_on", "zoom": "week", "limits": "a:3"}
    other = save(ava, "By day", looked)
    assert opened(ava, saved=other) == opened(ava, saved=other, view="calendar") == looked
    assert opened(ava, saved=other, zoom="") == looked | {"zoom": ""}
    assert opened(ava, saved=other, view="board") == ROUGH | {"view": "board"}, "its days are none of a board's"
    assert opened(ava, saved=view, **{"f.sku": "a"}) == {"f.sku": "a"}
    with unit_of_work(ava, read_only=True) as uow:
        query = ListQuery.parse(gems, ava, opened(ava, saved=view))
        assert [row["sku"] for row in list_page(uow, gems, query).rows] == ["a"]


def test_the_usual_view_is_shown_until_one_says_otherwise(ava: Actor, boss: Actor) -> None:
    ours, mine = save(boss, "Ours", team=True), save(ava, "Mine", {"f.bright": "1"})
    with unit_of_work(boss) as uow:
        change_view(uow, gems, ours, default=True)
    assert opened(ava) == ROUGH
    assert opened(ava, saved="all") == {}
    assert opened(ava, q="x") == {"q": "x"}
    with unit_of_work(ava) as uow:
        change_view(uow, gems, mine, default=True)
    assert opened(ava) == {"f.bright": "1"}
    other = save(ava, "Other")
    with unit_of_work(ava) as uow:
        change_view(uow, gems, other, default=True)
    assert opened(ava) == ROUGH
    with unit_of_work(ava) as uow:
        change_view(uow, gems, other, default=False)
    assert opened(ava) == ROUGH
    assert opened(boss) == ROUGH


def test_views_are_renamed_changed_and_forgotten(ava: Actor) -> None:
    view = save(ava, "First")
    save(ava, "Second")
    with unit_of_work(ava) as uow:
        change_view(uow, gems, view, name=" Third ", params={"q": "x"})
    assert names(ava) == ["Third", "Second"]
    assert opened(ava, saved=view) == {"q": "x"}
    with unit_of_work(ava) as uow:
        delete_view(uow, gems, view)
    assert names(ava) == ["Second"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b", "Taken"])
def test_a_name_is_needed_and_new(ava: Actor, name: str) -> None:
    save(ava, "Taken")
    with pytest.raises(ValidationFailed) as refused:
        save(ava, name)
    assert list(refused.value.fields) == ["name"]


def test_nobody_changes_what_is_not_theirs(ava: Actor, boss: Actor) -> None:
    clerk = replace(ava, role=Role.EMPLOYEE, user_id=uuid4(), grants=frozenset({"test-gems:view"}))
    ours, hers = save(boss, "Ours", team=True), save(ava, "Hers")
    with pytest.raises(Forbidden):
        save(clerk, "For all", team=True)
    with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
        change_view(uow, gems, ours, name="Mine now")
    for stranger in (clerk, boss):
        with unit_of_work(stranger) as uow, pytest.raises(NotFound):
            delete_view(uow, gems, hers)
    with unit_of_work(clerk) as uow, pytest.raises(NotFound):
        change_view(uow, gems, "no id", name="x")
    with pytest.raises(Forbidden):
        save(replace(clerk, grants=frozenset()), "Nothing to see")


def test_a_view_keeps_only_what_its_maker_may_ask(clerk: Actor) -> None:
    with pytest.raises(ValidationFailed):
        save(replace(clerk, user_id=uuid4()), "By cost", {"sort": "cost"})


def test_a_view_with_more_rights_behind_it_opens_nothing(boss: Actor, clerk: Actor) -> None:
    view = save(boss, "By cost", {"f.cost.gte": "1"}, team=True)
    with pytest.raises(ValidationFailed):
        ListQuery.parse(gems, clerk, opened(clerk, saved=view))


def test_managers_keep_views_for_the_team_and_clerks_do_not() -> None:
    assert Permission.SHARE_VIEWS in GRANTS[Role.MANAGER]
    assert Permission.SHARE_VIEWS not in GRANTS[Role.EMPLOYEE]


def test_a_view_is_handed_to_the_team_and_taken_back(ava: Actor, boss: Actor) -> None:
    mine = save(boss, "Mine")
    with unit_of_work(boss) as uow:
        change_view(uow, gems, mine, default=True)
        change_view(uow, gems, mine, team=True)
    assert names(ava) == ["Mine"]
    assert opened(ava) == {}
    with unit_of_work(boss) as uow:
        change_view(uow, gems, mine, team=False)
    assert names(ava) == []
    save(boss, "Hers", team=True)
    hers = save(boss, "Hers")
    with unit_of_work(boss) as uow, pytest.raises(ValidationFailed) as refused:
        change_view(uow, gems, hers, team=True)
    assert list(refused.value.fields) == ["name"]


def test_who_may_not_share_keeps_a_view_alone(ava: Actor) -> None:
    clerk = replace(ava, role=Role.EMPLOYEE, grants=frozenset({"test-gems:view"}))
    assert not clerk.can(Permission.SHARE_VIEWS)
    own = save(clerk, "Own")
    with unit_of_work(clerk) as uow, pytest.raises(Forbidden):
        change_view(uow, gems, own, team=True)


def test_a_calendar_keeps_its_zoom_and_its_field(ava: Actor) -> None:
    view = save(ava, "Weeks", {"view": "calendar", "by": "found_on", "zoom": "week", "on": "2026-01-01"})
    assert opened(ava, saved=view) == {"view": "calendar", "by": "found_on", "zoom": "week"}
    assert opened(ava, saved=view, zoom="month")["zoom"] == "month"


def test_views_of_a_short_list_say_how_much_is_in_them(
    ava: Actor, make_gem: MakeGem, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n, polish in enumerate((Polish.ROUGH, Polish.ROUGH, Polish.DONE)):
        make_gem(sku=f"C-{n}", polish=polish)
    rough = save(ava, "Rough", {"f.polish": "rough"})
    none = save(ava, "None", {"f.polish": "half_done"})
    with unit_of_work(ava, read_only=True) as uow:
        assert view_counts.view_counts(uow, gems) == {rough: 2, none: 0}
    monkeypatch.setattr(view_counts, "SMALL", 2)
    with unit_of_work(ava, read_only=True) as uow:
        assert view_counts.view_counts(uow, gems) == {}


def test_nobody_begins_with_what_they_may_not_ask_for(owner: Actor, clerk: Actor) -> None:
    boss, worker = replace(owner, user_id=uuid4()), replace(clerk, user_id=uuid4())
    with unit_of_work(boss) as uow:
        view = save_view(uow, gems, "Dear ones", {"f.cost.gte": "1"}, team=True)
        change_view(uow, gems, str(view.id), default=True)
    opened = {}
    for person in (boss, worker):
        with unit_of_work(person, read_only=True) as uow:
            opened[person.name] = laid_open(uow, gems, {})
    assert opened == {boss.name: {"f.cost.gte": "1"}, worker.name: {}}


def test_two_views_of_one_name_at_once_are_one_and_a_refusal(owner: Actor) -> None:
    person, together = replace(owner, user_id=uuid4()), Barrier(3)

    def keep(_: int) -> str:
        try:
            with unit_of_work(person) as uow:
                together.wait()
                save_view(uow, gems, "Mine", {})
        except AppError:
            return "refused"
        return "kept"

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(keep, range(3))) == ["kept", "refused", "refused"]
