"""Rows that lean on other rows of their file, rules that only the database holds, and imports that go on."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from sqlmodel import select

from models.platform import HistoryEntry
from models.shop.item import Category
from services.admin import importing
from services.admin.registry import registry
from services.core import files, tasks
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import RuleBroken
from tests.integration.shop_factory import Shop, make_shop


@pytest.fixture(scope="module")
def shop() -> Shop:
    return make_shop()


def receive(actor: Actor, resource: str, content: str, mapping: dict[int, str], mode: str = "create") -> UUID:
    """A file, received and arranged."""
    assert actor.tenant_id is not None
    with files.create(actor.tenant_id, "upload") as (stored, file):
        file.write(content.encode())
    with unit_of_work(actor) as uow:
        batch = importing.receive(uow, registry.get(resource), "file.csv", stored)
        importing.arrange(uow, batch.id, mapping, mode, "")
        return batch.id


def do(actor: Actor, start: Callable[..., Any], batch: UUID) -> dict[str, Any]:
    """Start something and do its job; what a page would show."""
    with unit_of_work(actor) as uow:
        job = start(uow, batch)
    assert actor.tenant_id is not None
    assert tasks.run_job(actor.tenant_id, job.id) == "done"
    with unit_of_work(actor, read_only=True) as uow:
        return importing.show(uow, batch)


def told(page: dict[str, Any]) -> list[tuple[int, str, str]]:
    """Row, column and sentence of each fault."""
    return [(f["row"], f["label"]["msgid"] if f["label"] else "", f["message"]["msgid"]) for f in page["faults"]]


def test_rows_refer_to_rows_of_the_same_file(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children before and after their parents, by code and by name, in one batch and over several."""
    monkeypatch.setattr("services.admin.importing.job.AT_ONCE", 4)
    rows = (
        "S-3,Grandchild,S-2\nS-2,Child,Root of all\nS-1,Root of all,\nS-4,Other,\n"
        "S-5,Late,S-3\nS-6,Lost,Nowhere at all\nS-7,Below the lost,S-6\nS-8,Under late,Late\n"
    )
    batch = receive(shop.owner, "categories", "code,name,under\n" + rows, {0: "code", 1: "name", 2: "parent_id"})
    tried = do(shop.owner, importing.start_check, batch)
    assert tried["counts"] == {"create": 6, "update": 0, "skip": 0, "refuse": 2}
    assert {row for row, *_rest in told(tried)} == {7, 8}
    ran = do(shop.owner, importing.start_run, batch)
    assert (ran["counts"], told(ran)) == (tried["counts"], told(tried))
    with unit_of_work(shop.owner, read_only=True) as uow:
        found = {row.code: row for row in uow.session.scalars(select(Category)).all()}
        under = {row.code: next((o.code for o in found.values() if o.id == row.parent_id), None)
                 for row in found.values()}  # fmt: skip
        assert {code: under[code] for code in ("S-1", "S-2", "S-3", "S-5", "S-8")} == {
            "S-1": None, "S-2": "S-1", "S-3": "S-2", "S-5": "S-3", "S-8": "S-5"
        }  # fmt: skip
        made = uow.session.scalars(select(HistoryEntry).where(HistoryEntry.correlation_id == str(batch))).all()
        assert len(made) == 6


def test_what_only_the_database_checks_is_told_by_the_dry_run_too(shop: Shop) -> None:
    """A partial unique index, against the file and against what is stored."""
    head, mapping = "sku,name,category,weight,barcode\n", dict(enumerate(
        ("sku", "name", "category_id", "net_weight", "barcode")))  # fmt: skip
    first = receive(shop.owner, "items", head + "P-0,A,rings,1,111\n", mapping)
    assert do(shop.owner, importing.start_run, first)["counts"]["create"] == 1
    rows = "P-1,A,rings,1,\nP-2,A,rings,1,\nP-3,A,rings,1,222\nP-4,A,rings,1,222\nP-5,A,rings,1,111\n"
    batch = receive(shop.owner, "items", head + rows, mapping)
    tried = do(shop.owner, importing.start_check, batch)
    assert told(tried) == [
        (5, "Barcode", "The same stands in row {n} of this file"), (6, "Barcode", "There is one like this already"),
    ]  # fmt: skip
    ran = do(shop.owner, importing.start_run, batch)
    assert ran["counts"] == tried["counts"] == {"create": 3, "update": 0, "skip": 0, "refuse": 2}
    assert [(row, label) for row, label, _said in told(ran)] == [(5, "Barcode"), (6, "Barcode")]


def test_a_check_is_told_beside_its_field_by_dry_run_and_run(shop: Shop) -> None:
    content = "name,from,to\nGood,2026-01-01,2026-02-01\nOpen,2026-01-01,\nBackward,2026-03-01,2026-02-01\n"
    batch = receive(shop.owner, "pricing-rules", content, {0: "name", 1: "effective_from", 2: "effective_to"})
    tried = do(shop.owner, importing.start_check, batch)
    assert [row for row, *_rest in told(tried)] == [4]
    assert tried["faults"][0]["label"]["msgid"].startswith("Effective")
    ran = do(shop.owner, importing.start_run, batch)
    assert (ran["counts"], told(ran)) == (tried["counts"], told(tried))


def test_what_was_most_likely_meant_is_offered_and_mends_all_rows(shop: Shop) -> None:
    content = "sku,name,category,weight,making_kind\nM-1,A,Ringz,1,percnt\nM-2,B,Ringz,1,percent\nM-3,C,rings,1,zzz\n"
    mapping = dict(enumerate(("sku", "name", "category_id", "net_weight", "making_kind")))
    batch = receive(shop.owner, "items", content, mapping)
    tried = do(shop.owner, importing.start_check, batch)
    assert [(o["target"], o["value"], o["n"]) for o in tried["offers"]] == [
        ("category_id", "Ringz", 2), ("making_kind", "percnt", 1)
    ]  # fmt: skip
    for offer in tried["offers"]:
        tried = do(shop.owner, lambda uow, b, o=offer: importing.mend(uow, b, o["target"], o["value"], o["to"]), batch)
    assert (tried["offers"], tried["mends"], [f["row"] for f in tried["faults"]]) == ([], 2, [4])
    with unit_of_work(shop.owner) as uow:
        importing.arrange(uow, batch, {**mapping, 4: ""}, "create", "")
    back = do(shop.owner, importing.start_check, batch)
    assert (back["mends"], back["faults"]) == (2, []), "the columns were matched anew, and the mends are still there"
    with unit_of_work(shop.owner) as uow:
        importing.arrange(uow, batch, mapping, "create", "")
    tried = do(shop.owner, importing.start_check, batch)
    assert (tried["mends"], [f["row"] for f in tried["faults"]]) == (2, [4])
    ran = do(shop.owner, importing.start_run, batch)
    assert ran["counts"] == {"create": 2, "update": 0, "skip": 0, "refuse": 1}
    with unit_of_work(shop.owner) as uow, pytest.raises(RuleBroken):
        importing.mend(uow, batch, "category_id", "x", "y")


def test_a_stopped_run_goes_on_and_repeats_nothing(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.admin.importing.job.AT_ONCE", 5)
    content = "code,name\n" + "".join(f"C-{n},x\n" for n in range(12)) + "C-3,again\n,none\n"
    batch = receive(shop.owner, "categories", content.replace("C-1,x", ",x"), {0: "code", 1: "name"})
    with unit_of_work(shop.owner) as uow:
        job = importing.start_run(uow, batch)
    checkpoint, calls = tasks.JobContext.checkpoint, list[int]()

    def stopped(self: Any, *args: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise tasks.Cancelled
        checkpoint(self, *args)

    monkeypatch.setattr(tasks.JobContext, "checkpoint", stopped)
    with unit_of_work(shop.owner) as uow, pytest.raises(RuleBroken):
        importing.start_run(uow, batch)
    assert tasks.run_job(shop.tenant_id, job.id) == "cancelled"
    with unit_of_work(shop.owner) as uow:
        importing.stop(uow, batch)
        assert importing.show(uow, batch)["continuable"]
    ran = do(shop.owner, importing.start_run, batch)
    assert (ran["status"], ran["continuable"]) == ("done", False)
    assert ran["counts"] == {"create": 11, "update": 0, "skip": 0, "refuse": 3}
    assert [row for row, *_rest in told(ran)] == [3, 14, 15]
    taken = do(shop.owner, importing.start_undo, batch)
    assert taken["job"]["trashed"] == 11
