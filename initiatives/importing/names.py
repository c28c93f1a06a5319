"""Names of organisations as files write them: which are the same, and which are nobody's name."""

from typing import Final

_PRIVATE: Final = frozenset({"(particulier)", "particulier"})


def name_key(name: str) -> str:
    """A name as it is matched: capitals and spaces make no difference, everything else does.

    With and without "Stichting" are two names: they may be two legal persons.
    """
    return " ".join(name.split()).casefold()


def is_private(name: str) -> bool:
    """Whether a register hides a person here: such applicants are never taken to be the same one."""
    return name_key(name) in _PRIVATE
