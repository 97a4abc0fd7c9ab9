"""Resources are found by their workspace, and known by one key each."""

from dataclasses import replace

import pytest

from services.admin.overview import summary
from services.admin.registry import Registry, found, registry
from services.core.errors import NotFound, ValidationFailed
from tests.support.gems import gems, quarries


def test_an_unknown_key_is_not_found() -> None:
    with pytest.raises(NotFound):
        registry.get("no-such-list")


@pytest.mark.usefixtures("registered")
def test_a_key_is_given_once() -> None:
    assert registry.register(gems) is gems
    with pytest.raises(ValueError, match="test-gems"):
        registry.register(replace(gems))


@pytest.mark.usefixtures("registered")
def test_a_table_leads_to_its_first_resource_or_to_a_named_one() -> None:
    assert registry.for_table("test_gem") is gems
    assert registry.for_table("test_gem", "test-quarries") is quarries
    assert registry.for_table("no_table") is None


def test_a_workspace_is_loaded_once_and_places_its_resources() -> None:
    own = Registry()
    names = list(found())
    own.load(names)
    own.load(names)
    assert [workspace.key for workspace in own.workspaces()] == sorted(
        names, key=lambda name: next((w.order, w.key) for w in own.workspaces() if w.key == name)
    )
    assert all(resource.workspace in names for resource in own.all())


def test_names_from_a_client_resolve_only_here() -> None:
    with pytest.raises(ValidationFailed):
        gems.field("__class__")
    with pytest.raises(ValidationFailed):
        gems.action("melt")


def test_the_overview_counts_what_each_declaration_took() -> None:
    rows = summary()
    assert {row["key"] for row in rows} == {resource.key for resource in registry.all()}
    assert all(row["lines"] > 0 for row in rows if row["workspace"])
