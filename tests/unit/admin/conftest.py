"""The gems, known to the registry for the time of one test."""

from collections.abc import Iterator

import pytest

from services.admin.registry import registry
from tests.support.gems import gems, quarries


@pytest.fixture
def registered() -> Iterator[None]:
    """Gems and quarries are resources."""
    for resource in (gems, quarries):
        registry.register(resource)
    yield
    for resource in (gems, quarries):
        registry.remove(resource.key)
