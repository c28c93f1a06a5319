"""Which columns a list shows: what the address asks for, else the list's own default."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """A column somebody may show or hide: its name in the address, its header, and whether it is shown now."""

    name: str
    label: str
    shown: bool


def columns_shown(
    names: Sequence[str],
    asked: Collection[str],
    *,
    optional: Collection[str],
    always: Collection[str],
) -> set[str]:
    """Return which of a table's columns are shown.

    Names the table does not have are passed over; with none left, all but the `optional` ones are shown. Those of
    `always` stay, such as the one that names the row.
    """
    known = set(asked) & set(names)
    chosen = (known - set(always)) or set(names) - set(optional)
    return chosen | (set(always) & set(names))
