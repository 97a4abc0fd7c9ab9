"""What a workspace grants and what its dashboard is made of is checked at start."""

from decimal import Decimal
from pathlib import Path

import pytest

from services.admin.checks.workspaces import check_workspace
from services.admin.dashboards import Bars, Dashboard, Figure, Loads, Rows
from services.admin.registry import Workspace, registry
from services.core.i18n import _
from services.core.permissions import Role

EXPLAINED = Path(__file__).parents[3] / "docs" / "errors-adm.md"
GEMS = Workspace("gems", _("Gems"), grants={Role.MANAGER: ("test-gems:*", "test-gems:see-cost")})
LABEL = _("Gems")


def with_grants(role: Role, *granted: str) -> Workspace:
    return Workspace("gems", _("Gems"), grants={role: granted})


def figure(**values: object) -> Dashboard:
    return Dashboard(figures=(Figure("n", LABEL, "test-gems", **values),))  # type: ignore[arg-type]


FAULTY = [
    ("ADM070", with_grants(Role.EMPLOYEE, "sales:view"), None),
    ("ADM070", with_grants(Role.EMPLOYEE, "*:view"), None),
    ("ADM070", with_grants(Role.EMPLOYEE, "platform:use"), None),
    ("ADM070", with_grants(Role.EMPLOYEE, "test-gems"), None),
    ("ADM070", with_grants(Role.PLATFORM, "test-gems:view"), None),
    ("ADM071", GEMS, Dashboard(figures=(Figure("n", LABEL, "nothing"),))),
    ("ADM071", Workspace("gems", _("Gems"), tabs=("sales",)), None),
    ("ADM072", GEMS, figure(sum="fineness")),
    ("ADM072", GEMS, Dashboard(cards=(Bars("n", LABEL, "test-gems", by="sku"),))),
    ("ADM072", GEMS, Dashboard(cards=(Rows("n", LABEL, "test-gems", ("colour",)),))),
    ("ADM072", GEMS, Dashboard(cards=(Loads("n", LABEL, "test-gems", "polish"),))),
    ("ADM072", GEMS, Dashboard(cards=(Loads("n", LABEL, "test-gems", "double", full=Decimal(0)),))),
    ("ADM073", GEMS, Dashboard(figures=(Figure("n", LABEL, "test-gems"), Figure("n", LABEL, "test-quarries")))),
    ("ADM074", GEMS, figure(where={"f.colour": "red"})),
    ("ADM074", GEMS, figure(where={"f.found_on.lte": "{someday}"})),
    ("ADM075", Workspace("gems", _("Gems"), demo="services.gems.demo:fill"), None),
    ("ADM075", Workspace("gems", _("Gems"), demo="services.shop"), None),
]


@pytest.mark.usefixtures("registered")
@pytest.mark.parametrize(("number", "workspace", "dashboard"), FAULTY)
def test_a_fault_is_found_named_and_explained(number: str, workspace: Workspace, dashboard: Dashboard | None) -> None:
    [fault] = check_workspace(workspace, dashboard)
    assert fault.id == number
    assert fault.text.endswith(".")
    assert fault.mend.endswith(".")
    assert f"## {number}" in EXPLAINED.read_text(encoding="utf-8")


@pytest.mark.usefixtures("registered")
def test_what_is_sound_passes() -> None:
    dashboard = Dashboard(
        figures=(Figure("sum", LABEL, "test-gems", {"f.found_on.lte": "{today-1}", "f.bright": "1"}, sum="stones"),),
        cards=(
            Bars("by", LABEL, "test-gems", by="found_on", sum="weight"),
            Rows("rows", LABEL, "test-gems", ("sku", "double")),
            Loads("loads", LABEL, "test-gems", "double", note="sku"),
        ),
    )
    assert check_workspace(GEMS, dashboard) == []


def test_every_workspace_is_sound() -> None:
    for workspace in registry.workspaces():
        assert check_workspace(workspace, registry.dashboard(workspace.key)) == []
