"""Imports of the made-up gems, from the file to the records and back again."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook
from sqlalchemy import text
from sqlmodel import col, select

from models.platform import HistoryEntry
from models.records import ImportBatch
from services.admin import importing
from services.admin.commands import create, update
from services.admin.importing.faults import as_csv
from services.admin.importing.job import data_rows
from services.admin.importing.reading import recognise
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.registry import registry
from services.core import files, tasks
from services.core.actor import Actor
from services.core.database import unit_of_work
from services.core.errors import Forbidden, NotFound, RuleBroken, ValidationFailed
from services.core.i18n import _
from tests.support.gems import Gem, Polish, gems, quarries

Send = Callable[..., UUID]


@pytest.fixture
def persian(owner: Actor) -> Actor:
    """The owner, in the shop's time zone."""
    return replace(owner, time_zone="Asia/Tehran", language="fa")


@pytest.fixture
def send(owner: Actor) -> Send:
    """Stores a file as the upload does, and receives it."""

    def make(content: bytes | str, actor: Actor = owner, resource: Any = gems) -> UUID:
        data = content if isinstance(content, bytes) else content.encode()
        assert actor.tenant_id is not None
        with files.create(actor.tenant_id, "upload") as (stored, file):
            file.write(data)
        with unit_of_work(actor) as uow:
            return importing.receive(uow, resource, "gems.csv", stored).id

    return make


def do(actor: Actor, start: Callable[..., Any], batch: UUID) -> dict[str, Any]:
    """Start something and do its job at once; answers what a page would show."""
    with unit_of_work(actor) as uow:
        job = start(uow, batch)
    assert actor.tenant_id is not None
    assert tasks.run_job(actor.tenant_id, job.id) == "done"
    return shown(actor, batch)


def shown(actor: Actor, batch: UUID) -> dict[str, Any]:
    with unit_of_work(actor, read_only=True) as uow:
        return importing.show(uow, batch)


def stored_gems(actor: Actor) -> dict[str, Gem]:
    with unit_of_work(actor, read_only=True) as uow:
        rows = uow.session.scalars(select(Gem).where(col(Gem.tenant_id) == actor.tenant_id)).all()
        uow.session.expunge_all()
        return {row.sku: row for row in rows}


MIXED = (
    "کد,نام,معدن,وزن خالص,تاریخ,درخشان,صیقل\n"
    "A-1,یاقوت,North hill,۱٫۲۵۰,۱۴۰۵/۰۸/۳۰,بله,Half done\n"
    "A-2,Ruby,تپهٔ شمالی,2.5,2026-11-21,خیر,done\n"
    "A-3,Opal,Nowhere,1,1405/13/02,maybe,rough\n"
    "A-1,Again,,3,,,\n"
)
MAPPING = {0: "sku", 1: "name", 2: "quarry_id", 3: "weight", 4: "found_on", 5: "bright", 6: "polish"}


def arrange(actor: Actor, batch: UUID, mapping: dict[int, str], mode: str = "create", key: str = "") -> None:
    with unit_of_work(actor) as uow:
        importing.arrange(uow, batch, mapping, mode, key)


def test_a_file_is_tried_without_writing_and_then_run(owner: Actor, quarry: UUID, send: Send) -> None:
    batch = send(MIXED)
    arrange(owner, batch, MAPPING)
    tried = do(owner, importing.start_check, batch)
    assert tried["status"] == "checked"
    assert tried["counts"] == {"create": 2, "update": 0, "skip": 0, "refuse": 2}
    assert stored_gems(owner) == {}
    said = {(f["row"], f["message"]["msgid"]) for f in tried["faults"]}
    assert said == {
        (4, "This record was not found"), (4, "There is no month {n}"), (4, "This is neither yes nor no"),
        (5, "The same stands in row {n} of this file"),
    }  # fmt: skip

    ran = do(owner, importing.start_run, batch)
    assert (ran["status"], ran["counts"]) == ("done", tried["counts"])
    found = stored_gems(owner)
    assert set(found) == {"A-1", "A-2"}
    first = found["A-1"]
    assert (first.name, first.quarry_id, first.weight) == ({"fa": "یاقوت"}, quarry, Decimal("1.250"))
    assert (str(first.found_on), first.bright, first.polish) == ("2026-11-21", True, Polish.HALF_DONE)
    assert first.number == "gem-A-1"
    with unit_of_work(owner, read_only=True) as uow:
        entries = uow.session.scalars(select(HistoryEntry).where(HistoryEntry.correlation_id == str(batch))).all()
        uow.session.expunge_all()
        kept = uow.session.get_one(ImportBatch, (owner.tenant_id, batch))
        path = files.path_of(kept.tenant_id, str(kept.errors_stored))
        listed = b"".join(as_csv(path, "fa")).decode("utf-8-sig")
    assert {entry.record_id for entry in entries} == {gem.id for gem in found.values()}
    assert all(entry.action == "create" and entry.via == "import" for entry in entries)
    assert "1405/13/02" in listed
    assert len(listed.splitlines()) == 5


def test_history_is_the_same_as_of_a_record_made_by_hand(owner: Actor, send: Send) -> None:
    with unit_of_work(owner) as uow:
        create(uow, gems, {"sku": "H-1", "name": {"en": "By hand"}, "weight": "1.5"})
    batch = send("sku,name,weight\nH-2,By hand,1.5\n")
    arrange(owner, batch, {0: "sku", 1: "name", 2: "weight"})
    do(owner, importing.start_run, batch)
    found = stored_gems(owner)
    with unit_of_work(owner, read_only=True) as uow:
        entries = {e.record_id: e.changes for e in uow.session.scalars(select(HistoryEntry)).all()}
    by_hand, by_file = entries[found["H-1"].id], entries[found["H-2"].id]
    assert {k: v for k, v in by_hand.items() if k not in ("sku", "number")} == {
        k: v for k, v in by_file.items() if k not in ("sku", "number")
    }


def test_known_records_are_changed_by_their_key(owner: Actor, make_gem: Any, send: Send) -> None:
    make_gem(sku="U-1", name={"en": "Old", "fa": "کهنه"}, weight=Decimal(1))
    make_gem(sku="U-2", name={"en": "Same"}, weight=Decimal(2))
    batch = send("Code;Name;Weight\nU-1;New;3\nU-2;Same;2\nU-3;Fresh;4\n")
    assert shown(owner, batch)["mode"] == "upsert"
    arrange(owner, batch, {0: "sku", 1: "name.en", 2: "weight"}, "upsert", "sku")
    ran = do(owner, importing.start_run, batch)
    assert ran["counts"] == {"create": 1, "update": 1, "skip": 1, "refuse": 0}
    found = stored_gems(owner)
    assert found["U-1"].name == {"en": "New", "fa": "کهنه"}
    assert (found["U-1"].weight, found["U-1"].version, found["U-2"].version) == (Decimal(3), 2, 1)


def test_a_bad_row_never_costs_the_good_ones(owner: Actor, send: Send) -> None:
    rows = "".join(f"B-{n},Gem,{600 if n == 7 else 1}\n" for n in range(50))
    batch = send("sku,name,weight\n" + rows + "B-51,Gem,99999999999999\n")
    arrange(owner, batch, {0: "sku", 1: "name", 2: "weight"})
    ran = do(owner, importing.start_run, batch)
    assert ran["counts"] == {"create": 49, "update": 0, "skip": 0, "refuse": 2}
    assert {(f["row"], f["label"]["msgid"]) for f in ran["faults"]} == {(9, "Price"), (52, "Weight")}


def test_undo_takes_back_what_nobody_changed_since(owner: Actor, make_gem: Any, send: Send) -> None:
    make_gem(sku="V-1", weight=Decimal("1.5"))
    make_gem(sku="V-2", weight=Decimal(2))
    batch = send("sku,weight,name\nV-1,10,\nV-2,20,\nV-3,30,New\n")
    arrange(owner, batch, {0: "sku", 1: "weight", 2: "name"}, "upsert", "sku")
    do(owner, importing.start_run, batch)
    touched = stored_gems(owner)["V-2"]
    with unit_of_work(owner) as uow:
        update(uow, gems, touched.id, {"weight": "21"}, touched.version)
    taken = do(owner, importing.start_undo, batch)
    assert taken["status"] == "undone"
    assert {k: taken["job"][k] for k in ("trashed", "restored", "left")} == {"trashed": 1, "restored": 1, "left": 1}
    found = stored_gems(owner)
    assert (found["V-1"].weight, found["V-2"].weight) == (Decimal("1.500"), Decimal("21.000"))
    assert found["V-3"].deleted_at is not None
    with unit_of_work(owner) as uow, pytest.raises(RuleBroken):
        importing.start_undo(uow, batch)


def test_columns_are_matched_in_either_language_and_remembered(owner: Actor, send: Send) -> None:
    def mapped(batch: UUID) -> dict[str, str]:
        return {column["head"]: column["target"] for column in shown(owner, batch)["columns"]}

    first = send("Sku,Name (fa),Name, weight,what\nM-1,یک,One,1,?\n")
    assert mapped(first) == {"Sku": "sku", "Name (fa)": "name.fa", "Name": "name", "weight": "weight", "what": ""}
    arrange(owner, first, {0: "sku", 1: "name.fa", 2: "name.en", 4: "notes"})
    do(owner, importing.start_check, first)
    again = send("SKU;name (FA);NAME;Weight;What\nM-2;دو;Two;2;!\n")
    assert list(mapped(again).values()) == ["sku", "name.fa", "name.en", "", "notes"]


def test_only_what_one_may_is_offered_and_done(owner: Actor, clerk: Actor, send: Send) -> None:
    with pytest.raises(Forbidden):
        send("sku,name\nC-1,One\n", clerk)
    importer = replace(clerk, grants=(clerk.grants | {"test-gems:import"}) - {"test-gems:update"})
    batch = send("sku,name,cost\nC-1,One,5\n", importer)
    page = shown(importer, batch)
    assert page["modes"] == ["create"]
    assert "cost" not in {target["key"] for target in page["targets"]}
    with unit_of_work(importer) as uow, pytest.raises(ValidationFailed):
        importing.arrange(uow, batch, {0: "sku", 1: "name", 2: "cost"}, "create", "")
    with unit_of_work(importer) as uow, pytest.raises(ValidationFailed):
        importing.arrange(uow, batch, {0: "sku", 1: "name"}, "upsert", "sku")


def test_what_a_rule_reads_counts_the_rows_before(owner: Actor, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_second(uow: Any, values: dict[str, Any], row: Any) -> None:
        taken = uow.session.execute(select(Gem.id).where(Gem.notes == values["notes"])).first()
        if taken:
            raise ValidationFailed(fields={"notes": _("There is one like this already")})

    ruled = replace(gems, validate=no_second)
    monkeypatch.setattr("services.admin.registry.registry._resources", {**_resources(), "test-gems": ruled})
    batch = send("sku,name,notes\nR-1,a,x\nR-2,b,y\nR-3,c,x\n", resource=ruled)
    arrange(owner, batch, {0: "sku", 1: "name", 2: "notes"})
    ran = do(owner, importing.start_run, batch)
    assert ran["counts"]["create"] == 2
    assert [f["row"] for f in ran["faults"]] == [4]


def test_what_depends_on_another_value_is_asked_as_in_a_form(
    owner: Actor, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replace(gems, fields=tuple(
        replace(one, when=("grade", ("b",)), required=True) if one.name == "weight" else one for one in gems.fields
    ))  # fmt: skip
    monkeypatch.setattr("services.admin.registry.registry._resources", {**_resources(), "test-gems": asked})
    rows = "W-1,x,a,\nW-2,x,a,1\nW-3,x,b,\nW-4,x,Second grade,2\n"
    batch = send("sku,name,grade,weight\n" + rows, resource=asked)
    arrange(owner, batch, {0: "sku", 1: "name", 2: "grade", 3: "weight"})
    ran = do(owner, importing.start_run, batch)
    assert set(stored_gems(owner)) == {"W-1", "W-4"}
    assert [fault["row"] for fault in ran["faults"]] == [3, 4]


def test_old_files_go_and_what_they_brought_stays(owner: Actor, send: Send) -> None:
    batch = send("sku,name\nT-1,x\n,y\n")
    arrange(owner, batch, {0: "sku", 1: "name"})
    do(owner, importing.start_run, batch)
    assert owner.tenant_id is not None
    with unit_of_work(owner) as uow:
        stored = uow.session.get_one(ImportBatch, (owner.tenant_id, batch)).stored
        uow.session.execute(text("update import_batch set updated_at = now() - interval '8 days'"))
        job = tasks.enqueue(uow, "import-tidy")
    assert tasks.run_job(owner.tenant_id, job.id) == "done"
    with pytest.raises(NotFound):
        files.path_of(owner.tenant_id, stored)
    page = shown(owner, batch)
    assert (page["columns"], page["faults"], page["counts"]["create"]) == ([], [], 1)
    assert set(stored_gems(owner)) == {"T-1"}


def _resources() -> dict[str, Any]:
    from services.admin.registry import registry  # noqa: PLC0415 - the table behind it is read for this test alone

    return dict(registry._resources)


def test_a_killed_run_goes_on_where_it_was(owner: Actor, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.admin.importing.job.AT_ONCE", 10)
    batch = send("sku,name\n" + "".join(f"K-{n},x\n" for n in range(35)) + "K-3,twice\n")
    arrange(owner, batch, {0: "sku", 1: "name"})
    with unit_of_work(owner) as uow:
        job = importing.start_run(uow, batch)
    checkpoint, calls = tasks.JobContext.checkpoint, []

    def dying(self: Any, *args: Any) -> None:
        calls.append(1)
        if len(calls) == 3:
            raise MemoryError
        checkpoint(self, *args)

    assert owner.tenant_id is not None
    monkeypatch.setattr(tasks.JobContext, "checkpoint", dying)
    monkeypatch.setattr(tasks, "BACKOFF", tasks.BACKOFF * 0)
    assert tasks.run_job(owner.tenant_id, job.id) == "queued"
    assert len(stored_gems(owner)) == 20
    assert tasks.run_job(owner.tenant_id, job.id) == "done"
    ran = shown(owner, batch)
    assert ran["counts"] == {"create": 35, "update": 0, "skip": 0, "refuse": 1}
    assert [f["message"]["params"] for f in ran["faults"]] == [{"n": 5}]
    with unit_of_work(owner, read_only=True) as uow:
        entries = uow.session.scalars(select(HistoryEntry).where(HistoryEntry.correlation_id == str(batch))).all()
        uow.session.expunge_all()
    assert len({entry.record_id for entry in entries}) == len(entries) == 35


def test_a_run_that_failed_goes_on_in_its_own_job(owner: Actor, send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.admin.importing.job.AT_ONCE", 10)
    batch = send("sku,name\nR-0,x\nR-0,twice\n" + "".join(f"R-{n},x\n" for n in range(1, 24)) + "R-3,twice\n")
    arrange(owner, batch, {0: "sku", 1: "name"})
    with unit_of_work(owner) as uow:
        job = importing.start_run(uow, batch)
        job.max_attempts = 1
    assert owner.tenant_id is not None
    checkpoint, calls = tasks.JobContext.checkpoint, []

    def dying(self: Any, *args: Any) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise MemoryError
        checkpoint(self, *args)

    monkeypatch.setattr(tasks.JobContext, "checkpoint", dying)
    assert tasks.run_job(owner.tenant_id, job.id) == "failed"
    assert (shown(owner, batch)["status"], len(stored_gems(owner))) == ("failed", 9)
    with unit_of_work(owner) as uow:
        tasks.retry(uow, job.id)
    assert shown(owner, batch)["status"] == "running"
    assert tasks.run_job(owner.tenant_id, job.id) == "done"
    ran = shown(owner, batch)
    assert (ran["status"], ran["counts"]) == ("done", {"create": 24, "update": 0, "skip": 0, "refuse": 2})
    assert len(ran["faults"]) == 2, "the file of what was refused goes on too"


def test_a_failed_run_whose_file_is_gone_is_not_begun_again(
    owner: Actor, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.admin.importing.job.bring_rows", lambda *_: 1 / 0)
    batch = send("sku,name\nA-1,Ruby\n")
    with unit_of_work(owner) as uow:
        job = importing.start_run(uow, batch)
        job.max_attempts = 1
    assert owner.tenant_id is not None
    tasks.run_job(owner.tenant_id, job.id)
    with unit_of_work(owner, read_only=True) as uow:
        stored = uow.session.get_one(ImportBatch, (uow.tenant_id, batch)).stored
    files.remove(owner.tenant_id, stored)
    with unit_of_work(owner) as uow, pytest.raises(RuleBroken):
        tasks.retry(uow, job.id)


def test_a_run_stopped_under_jobs_before_it_began_ends_its_import(owner: Actor, send: Send) -> None:
    batch = send("sku,name\nS-1,x\n")
    with unit_of_work(owner) as uow:
        job = importing.start_run(uow, batch)
    with unit_of_work(owner) as uow:
        tasks.cancel(uow, job.id)
    assert shown(owner, batch)["status"] == "cancelled"


def test_a_stopped_run_keeps_what_is_in_and_can_be_undone(owner: Actor, send: Send) -> None:
    batch = send("sku,name\nS-1,x\n")
    arrange(owner, batch, {0: "sku", 1: "name"})
    with unit_of_work(owner) as uow:
        job = importing.start_run(uow, batch)
    with unit_of_work(owner) as uow:
        importing.stop(uow, batch)
    assert owner.tenant_id is not None
    assert tasks.run_job(owner.tenant_id, job.id) == "nothing to do"
    page = shown(owner, batch)
    assert (page["status"], page["undoable"], stored_gems(owner)) == ("cancelled", False, {})


@pytest.mark.parametrize(
    ("content", "encoding", "delimiter"),
    [
        ("کد;نام\nA;یک\n".encode("utf-8-sig"), "utf-8-sig", ";"),
        ("کد\tنام\nA\tیک\n".encode("utf-16"), "utf-16", "\t"),
        ("code,name\nA,One\n".encode("utf-16-le"), "utf-16-le", ","),
        ("کد,نام\nA,پژمان\n".encode("windows-1256"), "windows-1256", ","),
        (b'sep=;\ncode;name\nA;"x;\ny"\n', "utf-8", ";"),
    ],
)
def test_csv_is_read_however_it_was_written(tmp_path: Path, content: bytes, encoding: str, delimiter: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    source = recognise(path)
    assert (source.encoding, source.delimiter) == (encoding, delimiter)
    rows = list(data_rows(source))
    assert [cells and cells[0] for _number, cells in rows] == ["A"]
    assert all(cells and len(cells) == 2 for _number, cells in rows)


def test_excel_is_read_as_a_clerk_would_type_it(owner: Actor, tmp_path: Path, send: Send) -> None:
    from datetime import date, datetime  # noqa: PLC0415 - for this sheet alone

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["sku", "name", "weight", "found_on", "bright", "stones"])
    sheet.append(["X-1", "One", 0.1 + 0.2, date(2026, 11, 21), True, 3.0])
    sheet.append([None] * 6)
    sheet.append(["X-2", "Two", 2, datetime(2026, 11, 21, 0, 0), False, 4])  # noqa: DTZ001 - sheets know no zone
    path = tmp_path / "book"
    book.save(path)
    batch = send(path.read_bytes())
    ran = do(owner, importing.start_run, batch)
    assert ran["counts"]["create"] == 2
    found = stored_gems(owner)["X-1"]
    assert (found.weight, str(found.found_on), found.bright, found.stones) == (Decimal("0.300"), "2026-11-21", True, 3)


@pytest.mark.parametrize(
    "content", [b"", b"\n \n", b"\x00\x01\x02\x03" * 40, b"PK\x03\x04nonsense", b"\xd0\xcf\x11\xe0old"]
)
def test_what_is_no_table_is_refused(send: Send, content: bytes) -> None:
    with pytest.raises(ValidationFailed):
        send(content)


def test_quarries_are_made_by_their_title_alone(owner: Actor, send: Send) -> None:
    batch = send("Name,Phone,Open\nسنگ‌برها,۰۹۱۲۱۱۱,نه\n", resource=quarries)
    ran = do(owner, importing.start_run, batch)
    assert ran["counts"]["create"] == 1


def test_an_import_whose_job_is_given_up_ends_with_it(
    owner: Actor, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: Any) -> None:
        raise OSError("no space left")

    batch = send("sku,name\nA-1,Ruby\n")
    with unit_of_work(owner) as uow:
        importing.start_run(uow, batch).max_attempts = 1
    monkeypatch.setattr("services.admin.importing.job.bring_rows", full)
    with unit_of_work(owner, read_only=True) as uow:
        job_id = uow.session.get_one(ImportBatch, (uow.tenant_id, batch)).job_id
    assert job_id is not None
    assert tasks.run_job(owner.tenant_id, job_id) == "failed"
    assert shown(owner, batch)["status"] == "failed"


def test_what_was_given_parts_since_stays_when_its_import_is_taken_back(owner: Actor, send: Send) -> None:
    projects, milestones = registry.get("projects"), registry.get("project-milestones")
    batch = send("title\nVanak refit\nTajrish refit\n", owner, projects)
    do(owner, importing.start_run, batch)
    with unit_of_work(owner) as uow:
        made = list_page(uow, projects, ListQuery.parse(projects, owner, {})).rows
        create(uow, milestones, {"project_id": made[0]["_id"], "title": "Counter"})
    found = do(owner, importing.start_undo, batch)["job"]
    assert (found["trashed"], found["left"]) == (1, 1)


def test_a_letter_that_no_database_takes_costs_its_row_alone(owner: Actor, send: Send, quarry: UUID) -> None:
    good = "".join(f"A-{n},Ruby of a long name,North hill,1\n" for n in range(2_500))
    batch = send(f"sku,name,quarry,weight\n{good}B-1,Opal,North\x00hill,1\nB-2,Op\x00al,North hill,1\n")
    checked = do(owner, importing.start_check, batch)["counts"]
    assert (checked["create"], checked["refuse"]) == (2_501, 1)
