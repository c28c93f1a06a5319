"""What the tests of upkeep share: one municipality, and the day it is."""

from tests.initiatives.conftest import frozen, here

__all__ = ["frozen", "here"]
