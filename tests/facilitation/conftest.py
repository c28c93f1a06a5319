"""What the tests of actions share: one municipality, and the day it is."""

from collections.abc import Generator

import pytest
import time_machine

from tests.initiatives.building import TODAY, Town, town


@pytest.fixture
def here() -> Town:
    """A municipality with two wijken and two organisations."""
    return town()


@pytest.fixture
def frozen() -> Generator[None]:
    """It is noon on the day that all numbers were worked out for."""
    with time_machine.travel(f"{TODAY}T12:00:00+01:00", tick=False):
        yield
