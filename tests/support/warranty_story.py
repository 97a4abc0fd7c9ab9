"""What becomes of the tutorial's warranty cards, told by the engine: run in a copy of the project that has them.

Prints the name of each part as it holds; the first that does not ends the story.
"""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from services.admin import commands, discussion, importing
from services.admin.boards import board
from services.admin.bulk.change import Change
from services.admin.bulk.run import start
from services.admin.bulk.selection import Selection
from services.admin.checks import require_sound
from services.admin.everywhere import search_everywhere
from services.admin.exporting.download import export_stream
from services.admin.history import history_of
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.registry import registry
from services.admin.totals import totals
from services.admin.versions import restore_version
from services.core import database, embedded, files, migrations, tasks
from services.core.actor import Actor
from services.core.config import settings
from services.core.database import unit_of_work
from services.core.errors import AppError, Forbidden, NotFound, RuleBroken, StaleVersion, ValidationFailed
from services.core.permissions import Role
from services.platform.tenants import create_tenant
from services.platform.users import create_user
from tests.integration.shop_factory import PASSWORD

NEXT_YEAR = date.today() + timedelta(days=365)  # noqa: DTZ011 - any day will do


class Story:
    """One shop, its owner, a clerk, and the cards made so far."""

    def __init__(self) -> None:
        tenant = create_tenant("story", {"en": "Story", "fa": "داستان"})
        user = create_user(tenant.id, "owner", PASSWORD, Role.OWNER, name={"en": "Owner", "fa": "مالک"})
        self.owner = Actor.of(Role.OWNER, tenant_id=tenant.id, name="Owner", user_id=user.id)
        grants = frozenset({"warranties:view", "warranties:update", "warranties:issue"})
        self.clerk = replace(self.owner, role=Role.EMPLOYEE, grants=grants)
        self.cards = registry.get("warranties")
        with unit_of_work(self.owner) as uow:
            self.customer = str(commands.create(uow, registry.get("customers"), {"name": "Zahra Karimi"}).id)
        self.first = ""

    def listed(self, actor: Actor | None = None, **params: str) -> list[dict[str, Any]]:
        """The rows of a list with these parameters."""
        who = actor or self.owner
        with unit_of_work(who, read_only=True) as uow:
            given = {name.replace("__", "."): value for name, value in params.items()}
            return list_page(uow, self.cards, ListQuery.parse(self.cards, who, given)).rows

    def refused(self, error: type[AppError], call: Any, *given: Any, actor: Actor | None = None) -> AppError:
        """That this call is refused so; answers the refusal."""
        try:
            with unit_of_work(actor or self.owner) as uow:
                call(uow, self.cards, *given)
        except error as refusal:
            return refusal
        raise AssertionError(f"{call} was not refused")

    def make(self, **values: Any) -> str:
        """A new card."""
        given = {"customer_id": self.customer, "valid_until": NEXT_YEAR.isoformat(), "cover": "100"} | values
        with unit_of_work(self.owner) as uow:
            return str(commands.create(uow, self.cards, given).id)

    def form(self) -> None:
        """A card gets the next number; what is missing is said beside its field."""
        missing = self.refused(ValidationFailed, commands.create, {"cover": "much"})
        assert set(missing.fields) == {"customer_id", "valid_until", "cover"}
        self.first = self.make(cover="۱۲٬۵۰۰")
        others = [self.make(valid_until=(NEXT_YEAR + timedelta(days=n)).isoformat()) for n in range(1, 4)]
        numbers = [row["number"] for row in self.listed(sort="valid_until")]
        assert len(set(numbers)) == len(others) + 1 == len(numbers)

    def list(self) -> None:
        """Filtered, sorted, summed, grouped."""
        later = (NEXT_YEAR + timedelta(days=2)).isoformat()
        assert len(self.listed(f__valid_until__gte=later, f__customer_id=self.customer)) == 2
        days = [row["valid_until"] for row in self.listed(sort="-valid_until")]
        assert days == sorted(days, reverse=True)
        with unit_of_work(self.owner, read_only=True) as uow:
            query = ListQuery.parse(self.cards, self.owner, {})
            assert "12800" in str(totals(uow, self.cards, query)).replace(".0000", "")
            columns = {one["value"]: one["count"] for one in board(uow, self.cards, query)["columns"]}
        assert (columns["draft"], columns["active"]) == (4, 0)

    def search(self) -> None:
        """Found by number and by customer."""
        number = self.listed(sort="valid_until")[0]["number"]
        assert [row["_id"] for row in self.listed(q=number.lower())] == [self.first]
        assert len(self.listed(q="zahra")) == 4
        with unit_of_work(self.owner, read_only=True) as uow:
            groups = {group["resource"]: group["rows"] for group in search_everywhere(uow, number)}
        assert groups["warranties"][0]["id"] == self.first

    def change(self) -> None:
        """Edited, refused over a newer version, seen in history, put back."""
        with unit_of_work(self.owner) as uow:
            commands.update(uow, self.cards, self.first, {"cover": "900"}, 1)
        self.refused(StaleVersion, commands.update, self.first, {"cover": "1"}, 1)
        with unit_of_work(self.owner) as uow:
            entries = history_of(uow, self.cards, self.first)
            made = next(entry for entry in entries if entry["verb"] == "create")
            restore_version(uow, self.cards, self.first, made["id"])
        assert self.row(self.first)["cover"].startswith("12500")

    def row(self, identity: str) -> dict[str, Any]:
        """A row of the list."""
        return next(row for row in self.listed() if row["_id"] == identity)

    def workflow(self) -> None:
        """Issued by a clerk, claimed by who may."""
        self.refused(RuleBroken, commands.act, "claim", [self.first])
        with unit_of_work(self.clerk) as uow:
            commands.act(uow, self.cards, "issue", [self.first])
        self.refused(Forbidden, commands.act, "claim", [self.first], actor=self.clerk)
        with unit_of_work(self.owner) as uow:
            commands.act(uow, self.cards, "claim", [self.first])
        assert self.row(self.first)["status"] == "claimed"

    def bulk(self) -> None:
        """All drafts issued at once."""
        with unit_of_work(self.owner) as uow:
            chosen = Selection.read(self.cards, self.owner, {"all": True, "params": {"f.status": "draft"}})
            outcome = start(uow, chosen, Change("issue"), whole=False).outcome
        assert outcome is not None
        assert outcome.plain()["done"] == 3
        assert len(self.listed(f__status="active")) == 3

    def discussion(self) -> None:
        """Something is said."""
        with unit_of_work(self.owner) as uow:
            discussion.write(uow, self.cards, self.first, "Came back polished.", uuid4())
            assert [one["body"] for one in discussion.thread(uow, self.cards, self.first)] == ["Came back polished."]

    def trash(self) -> None:
        """Away and back."""
        with unit_of_work(self.owner) as uow:
            commands.trash(uow, self.cards, self.first)
        assert len(self.listed()) == 3
        assert [row["_id"] for row in self.listed(trash="1")] == [self.first]
        with unit_of_work(self.owner) as uow:
            commands.restore(uow, self.cards, self.first)
        assert len(self.listed()) == 4

    def export(self) -> None:
        """Files of the list."""
        query = ListQuery.parse(self.cards, self.owner, {"f.status": "active"})
        made = {
            kind: b"".join(export_stream(self.owner, self.cards, query, kind, "en").chunks) for kind in ("csv", "xlsx")
        }
        rows = list(csv.DictReader(io.StringIO(made["csv"].decode("utf-8-sig"))))
        assert len(rows) >= 3
        assert {"Number", "Customer", "Valid until"} <= set(rows[0])
        assert made["xlsx"].startswith(b"PK")

    def imported(self) -> None:
        """From a file with Persian heads, digits and days, tried first."""
        text = "مشتری,معتبر تا,سقف تعهد\nZahra Karimi,۱۴۰۸/۰۱/۱۵,۲۵۰\nNobody,۱۴۰۸/۰۱/۱۵,۱\n"
        tenant_id = self.owner.tenant_id
        assert tenant_id is not None
        with files.create(tenant_id, "upload") as (stored, file):
            file.write(text.encode())
        with unit_of_work(self.owner) as uow:
            batch = importing.receive(uow, self.cards, "cards.csv", stored).id
            columns = {0: "customer_id", 1: "valid_until", 2: "cover"}
            importing.arrange(uow, batch, columns, "create", "")
        for begin, status in ((importing.start_check, "checked"), (importing.start_run, "done")):
            with unit_of_work(self.owner) as uow:
                job = begin(uow, batch)
            assert tasks.run_job(tenant_id, job.id) == "done"
            with unit_of_work(self.owner, read_only=True) as uow:
                shown = importing.show(uow, batch)
            assert (shown["status"], shown["counts"]["create"], shown["counts"]["refuse"]) == (status, 1, 1)
        assert len(self.listed()) == 5
        [found] = self.listed(f__valid_until="۱۴۰۸/۰۱/۱۵")
        assert found["cover"].startswith("250")

    def shops(self) -> None:
        """Another shop sees nothing."""
        stranger = Actor.of(Role.OWNER, tenant_id=create_tenant("other", {"en": "Other", "fa": "دیگر"}).id)
        assert self.listed(stranger) == []
        self.refused(NotFound, commands.update, self.first, {"cover": "1"}, None, actor=stranger)


def tell() -> None:
    """The whole story, in a database of its own."""
    require_sound()
    story = Story()
    parts = (
        story.form, story.list, story.search, story.change, story.workflow, story.bulk, story.discussion, story.trash,
        story.export, story.imported, story.shops,
    )  # fmt: skip
    for part in parts:
        part()
        print({"imported": "Import"}.get(part.__name__, part.__name__.capitalize()), flush=True)  # noqa: T201 - told


if __name__ == "__main__":
    with embedded.servers(settings().data_dir):
        migrations.upgrade()
        tell()
        database.dispose()
