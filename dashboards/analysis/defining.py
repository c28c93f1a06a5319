"""What a definition is."""

from dataclasses import dataclass

from language import gettext


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure: its code, the name that people see, and what counts."""

    code: str
    name_nl: str
    text_nl: str

    @property
    def name(self) -> str:
        """The name that people see, in the language of the moment."""
        return gettext(self.name_nl)

    @property
    def text(self) -> str:
        """What counts, in plain words."""
        return gettext(self.text_nl)

    norms: tuple[str, ...] = ()
    """The thresholds that the text names with their default, as fields of `Norms`."""
