"""What is posted stays as it is, whatever road one tries."""

from pathlib import Path

import pytest

from models.base import new_id
from services.admin.record import load
from services.admin.registry import registry
from services.admin.versions import restore_version
from services.core.database import unit_of_work
from services.core.errors import Forbidden
from tests.integration.shop_factory import Shop, make_shop

POSTED = ("sales", "sale-lines", "payments", "stock-movements", "journal-entries", "journal-lines")


@pytest.fixture(scope="module")
def shop(servers: Path) -> Shop:
    return make_shop()


@pytest.mark.parametrize("key", POSTED)
def test_nobody_takes_hold_of_it_to_change_it(shop: Shop, key: str) -> None:
    with unit_of_work(shop.owner) as uow, pytest.raises(Forbidden):
        load(uow, registry.get(key), new_id(), lock=True)


@pytest.mark.parametrize("key", POSTED)
def test_no_version_of_it_is_brought_back(shop: Shop, key: str) -> None:
    with unit_of_work(shop.owner) as uow, pytest.raises(Forbidden):
        restore_version(uow, registry.get(key), new_id(), new_id())
