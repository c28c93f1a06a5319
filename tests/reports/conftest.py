"""Sluiswaarde with its people, as the tests of the dashboards load it."""

from tests.dashboards.conftest import sluiswaarde, visitor

__all__ = ["sluiswaarde", "visitor"]
