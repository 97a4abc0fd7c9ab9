"""What the database keeps as a code, people read in their language: in lists, filters and files."""

import pytest

from models.base import new_id
from models.platform import HistoryEntry
from services.admin.exporting.table import ExportTable
from services.admin.listing import ListQuery
from services.admin.query import list_page
from services.admin.registry import registry
from services.core.actor import SYSTEM, Actor
from services.core.database import unit_of_work
from services.core.errors import ValidationFailed

SAID = {"en": ["Tag", "System"], "fa": ["برچسب", "سامانه"]}


@pytest.mark.parametrize("language", ["en", "fa"])
def test_history_names_the_kind_of_record_and_the_system(owner: Actor, language: str) -> None:
    history = registry.get("history")
    asked = ListQuery.parse(history, owner, {"f.entity": "tag", "cols": "entity,actor_name"})
    with unit_of_work(owner) as uow:
        uow.session.add(HistoryEntry(entity="tag", record_id=new_id(), action="create", actor_name=SYSTEM))
        uow.session.flush()
        [row] = list_page(uow, history, asked).rows
        [cells] = ExportTable(uow, asked, language).rows()
    assert [row["_title"][language], row["actor_name"][language]] == SAID[language]
    assert cells == SAID[language]


def test_every_entity_of_history_is_a_choice_and_no_other(owner: Actor) -> None:
    history = registry.get("history")
    assert {one.entity for one in registry.all() if one.workspace} <= {
        choice.value for choice in history.bound["entity"].choices
    }
    with pytest.raises(ValidationFailed):
        ListQuery.parse(history, owner, {"f.entity": "gone"})
