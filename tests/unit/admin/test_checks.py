"""Each fault of a declaration has its number and says how to mend it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from models.identity import User
from models.platform import HistoryEntry
from services.admin.actions import Action
from services.admin.checks import Fault, check, require_sound
from services.admin.children import Children
from services.admin.fields import computed, field
from services.admin.follows import Follows
from services.admin.inner_rows import Rows
from services.admin.panels import Document, Panel
from services.admin.planning import Timeline
from services.admin.policy import Policy
from services.admin.queues import Queue
from services.admin.resource import Resource
from services.admin.workflow import Workflow
from services.core.i18n import _
from tests.support.gems import Gem, Quarry, gems, polish_up

EXPLAINED = Path(__file__).parents[3] / "docs" / "errors-adm.md"


def declared(*fields: object, **changes: object) -> Resource:
    """The gems, with these fields added."""
    return replace(gems, fields=(*gems.fields, *fields), **changes)  # type: ignore[arg-type]


FAULTY = {
    "ADM001": declared(key="Test Gems"),
    "ADM002": declared(field("colour")),
    "ADM003": declared(computed("hue", kind="rainbow", of=lambda _uow, _rows: {})),
    "ADM004": declared(field("sku")),
    "ADM005": declared(field("updated_at", section="nowhere")),
    "ADM006": declared(title="colour"),
    "ADM007": replace(gems, fields=(field("quarry_id", ref="nothing"),)),
    "ADM008": replace(gems, fields=(field("sku", search=True, permission="x:y"),)),
    "ADM009": Resource(User, "people", _("People"), _("Person"), fields=(field("password_hash"),), creatable=False),
    "ADM010": declared(default_sort="-colour"),
    "ADM011": replace(gems, fields=(field("extra", filter=True),)),
    "ADM012": replace(gems, fields=(field("extra", sort=True),)),
    "ADM013": replace(gems, fields=(field("sku", total=True),)),
    "ADM045": replace(
        gems, tagged=True, fields=(*gems.fields, computed("tags", kind="text", of=lambda _uow, _rows: {}))
    ),
    "ADM046": Resource(HistoryEntry, "entries", _("Entries"), _("Entry"), tagged=True, creatable=False),
    "ADM047": declared(actions=(Action("tag", _("Tag"), polish_up),)),
    "ADM048": declared(computed("amiss", kind="warning", of=lambda _uow, _rows: {}, warns="nothing")),
    "ADM014": replace(gems, fields=(field("price", currency="coin"),)),
    "ADM015": declared(computed("hue", kind="text", of=lambda _uow, _rows: {}, needs=("colour",))),
    "ADM016": replace(gems, fields=(field("polish", tones={"gone": "neg"}),)),
    "ADM017": replace(gems, fields=(field("polish", choices={"done": _("Done")}),)),
    "ADM018": replace(gems, title="sku", fields=(field("sku", permission="x:y"),)),
    "ADM019": declared(code="colour"),
    "ADM020": replace(gems, fields=(field("price", sort=True),)),
    "ADM021": declared(policy=Policy(verbs={"melt": "x:y"})),
    "ADM022": declared(policy=Policy(fields={"colour": "x:y"})),
    "ADM023": declared(actions=(Action("create", _("Make"), polish_up),)),
    "ADM024": replace(gems, fields=(field("quarry_id", search=("open",)),)),
    "ADM025": replace(gems, fields=(field("sku"),)),
    "ADM026": declared(scope=lambda statement, _actor: statement.join(Quarry, Quarry.id == Gem.quarry_id)),
    "ADM065": replace(gems, fields=(field("cost", permission="see_cost"),)),
    "ADM066": replace(gems, fields=(field("quarry_id", search="name"),)),  # type: ignore[arg-type]
    "ADM067": replace(gems, fields=(field("price", required=True, form=False),)),
    "ADM035": replace(gems, fields=(field("sku", board=True),)),
    "ADM036": replace(gems, fields=(field("sku", calendar=True),)),
    "ADM037": declared(timeline=("found_on", "colour")),
    "ADM038": declared(timeline=Timeline("found_on", "found_on", progress="sku")),
    "ADM039": replace(gems, fields=(field("sold_at", calendar=True),)),
    "ADM040": replace(gems, fields=(field("notes", when=("polish", ("gone",))), field("polish"))),
    "ADM041": replace(gems, fields=(field("sku", when=("bright", ("true",))), field("bright"))),
    "ADM042": replace(gems, fields=(field("found_on", follows=Follows(("colour",), lambda _uow, _values: None)),)),
    "ADM043": declared(children=(Children("test-quarries", by="gem_id"),)),
    "ADM044": declared(children=(Children("test-gems", by="quarry_id", order="sku"),)),
    "ADM049": declared(queue=Queue("colour", (), "sku", "sku", lambda _uow: (), lambda _uow, _rows: {}, lambda: None)),
    "ADM030": replace(gems, fields=(field("number", inline=True),)),
    "ADM031": replace(gems, fields=(field("name", inline=True),)),
    "ADM050": declared(natural_key=("colour",)),
    "ADM051": declared(natural_key=("name",)),
    "ADM052": declared(natural_key=("currency",)),
    "ADM053": replace(gems, fields=(field("sku", kind="steps", import_=True),)),
    "ADM054": replace(gems, code=None, fields=(field("created_at", heads=("Made",)),)),
    "ADM055": declared(workflow=Workflow("sku", go="rough -> done")),
    "ADM056": declared(workflow=Workflow("polish", go="rough to done")),
    "ADM057": declared(workflow=Workflow("polish", go="rough -> shiny")),
    "ADM058": declared(workflow=Workflow("polish", polish="rough -> done")),
    "ADM059": declared(workflow=Workflow("polish", go="rough -> done", who={"run": "x:y"})),
    "ADM060": declared(workflow=Workflow("polish", go="rough -> done")),
    "ADM061": declared(panels=(Panel("hue", "rainbow", lambda _uow, _row: None),)),
    "ADM064": replace(gems, fields=(field("extra", rows=Rows((field("hue"),), _("Hue"), alone="tint")),)),
    "ADM063": declared(panels=(Panel("hue", "facts", lambda _uow, _row: None, needs=("hue",)),)),
    "ADM062": declared(documents=(Document("paper", _("Paper"), "https://elsewhere/paper"),)),
}


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize("number", FAULTY)
def test_a_fault_is_found_and_named(number: str) -> None:
    found = {fault.id: fault for fault in check([FAULTY[number]])}
    assert number in found
    assert found[number].text.endswith(".")
    assert found[number].mend.endswith(".")


@pytest.mark.usefixtures("registered")
def test_sound_declarations_pass() -> None:
    assert [fault for fault in check([gems]) if not fault.warning] == []
    require_sound([gems])


@pytest.mark.usefixtures("registered")
def test_an_error_stops_the_start_and_a_warning_does_not() -> None:
    with pytest.raises(RuntimeError, match="ADM006"):
        require_sound([FAULTY["ADM006"]])
    require_sound([replace(gems, default_sort="-price")])


@pytest.mark.parametrize("number", FAULTY)
def test_every_fault_is_explained(number: str) -> None:
    assert f"## {number}" in EXPLAINED.read_text(encoding="utf-8")


def test_the_page_and_the_checks_name_the_same_faults() -> None:
    sources = sorted((EXPLAINED.parents[1] / "services" / "admin" / "checks").glob("*.py"))
    raised = {number for file in sources for number in re.findall(r"\bADM\d{3}\b", file.read_text(encoding="utf-8"))}
    headings = re.findall(r"^## (ADM\d{3})$", EXPLAINED.read_text(encoding="utf-8"), re.MULTILINE)
    assert headings == sorted(raised), "each fault once, in order"
    shown = "\n".join(file.read_text(encoding="utf-8") for file in (EXPLAINED.parents[1] / "tests").rglob("test_*.py"))
    assert [number for number in sorted(raised) if number not in shown] == [], "each has an example that shows it"


def test_a_fault_reads_as_a_sentence() -> None:
    assert str(Fault("ADM001", "x", "Bad.", "Mend.")) == "ADM001 x: Bad. Mend."
