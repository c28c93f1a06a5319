"""What a definition is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure: its code, the name that people see, and what counts."""

    code: str
    name: str
    text: str
