"""What a definition is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure: its code, the name that people see, and what counts."""

    code: str
    name: str
    text: str
    norms: tuple[str, ...] = ()
    """The thresholds that the text names with their default, as fields of `Norms`."""
