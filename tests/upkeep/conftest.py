"""What the tests of upkeep share: one municipality, and the day it is."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.initiatives.conftest import frozen, here

__all__ = ["frozen", "here"]


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """What one test found stays out of the next, in which the same keys are other records."""
    cache.clear()
    yield
    cache.clear()
