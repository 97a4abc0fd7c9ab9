"""What a role may do: what its workspaces grant, and nothing that nobody granted."""

import subprocess
import sys
from uuid import uuid4

import pytest

from services.admin.registry import registry
from services.core.actor import Actor
from services.core.permissions import GRANTS, Grants, Role

DENIED = ("nothing:view", "sales:delete", "users:update", "platform:use", "pricing-rules:view", "projects:create")


@pytest.mark.parametrize("wanted", DENIED)
def test_what_nobody_granted_is_denied(wanted: str) -> None:
    assert not Actor.of(Role.EMPLOYEE, tenant_id=uuid4()).can(wanted)


@pytest.mark.parametrize("role", [Role.MANAGER, Role.EMPLOYEE])
def test_no_role_of_a_shop_but_the_owners_may_do_everything(role: Role) -> None:
    assert not {grant for grant in GRANTS[role] if grant.startswith(("*", "platform:"))}


def test_a_role_has_what_every_workspace_grants_it() -> None:
    for workspace in registry.workspaces():
        for role, granted in workspace.grants.items():
            assert set(granted) <= GRANTS[role]


def test_without_workspaces_a_role_has_less_and_never_more() -> None:
    general = Grants({Role.EMPLOYEE: frozenset({"views:share"})})
    assert general[Role.EMPLOYEE] == {"views:share"}
    general.learn_from(lambda: {Role.EMPLOYEE: frozenset({"items:view"})})
    assert general[Role.EMPLOYEE] == {"views:share", "items:view"}
    assert Role.MANAGER not in general


@pytest.mark.parametrize("module", ["app.main", "services.core.celery_app", "services.platform.sessions"])
def test_every_process_that_serves_knows_all_grants(module: str) -> None:
    code = (
        f"import {module}\n"
        "from services.core.tasks import load_tasks; load_tasks()\n"
        "from services.core.permissions import GRANTS, Role\n"
        "print(sorted(map(str, GRANTS[Role.EMPLOYEE])))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    assert told.stdout.strip().splitlines()[-1] == str(sorted(map(str, GRANTS[Role.EMPLOYEE])))
