"""What an import has to say: problems a row, what is planned, and what came of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Protocol

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

type Progress = Callable[[str, int, int], None]
"""Told what is being done, how many rows are done, and of how many."""

CHUNK: Final = 1_000
"""Rows that are looked up or written at once."""


class Witness(Protocol):
    """Sees a plan carried out, inside its transaction, so that it can be undone.

    A record that changes is shown `before` and `after`; one that is made, `after` only.
    """

    def before(self, model: type[models.Model], pks: Iterable[int]) -> None: ...
    def after(self, model: type[models.Model], pks: Iterable[int]) -> None: ...


class Nobody:
    """The witness of a plan that nobody means to undo."""

    def before(self, model: type[models.Model], pks: Iterable[int]) -> None:
        """See nothing."""

    def after(self, model: type[models.Model], pks: Iterable[int]) -> None:
        """See nothing."""


class ImportRefused(Exception):
    """The file as a whole cannot be imported; the message is a sentence for a person."""


class RowRefused(ValueError):
    """A row cannot be loaded: the column to mend (its import name) and why."""

    def __init__(self, column: str, reason: str) -> None:
        """Keep the column beside the sentence."""
        self.column = column
        self.reason = reason
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a row is not loaded, or (as a remark) what to know about a row that is.

    `column` is the header as it stands in the file; empty where the row as a whole is meant.
    """

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        where = _("regel %(line)d") % {"line": self.line}
        if self.column:
            where = _("%(where)s, kolom %(column)s") % {"where": where, "column": self.column}
        return f"{where}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were read, and what came of them: `rows` is the sum of the other four."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0

    @property
    def rows(self) -> int:
        """Every row that was read."""
        return self.created + self.updated + self.unchanged + self.refused

    @property
    def summary(self) -> str:
        """The last line of the commands: part of the outside contract, so never translated."""
        return (
            f"{self.rows} rows: {self.created} created, {self.updated} updated, "
            f"{self.unchanged} unchanged, {self.refused} refused"
        )


@dataclass(frozen=True, slots=True)
class Plan[R]:
    """What an import would do; nothing is written yet.

    `rows` are the rows that create or change a record. `set_aside` are rows that the list itself says
    are not of this kind (a place in a list of initiatives): they are reported, and refused without
    stopping the others. `remarks` are about rows that load; `notes` about the file as a whole.
    """

    rows: tuple[R, ...]
    created: int
    unchanged: int
    problems: tuple[Problem, ...] = ()
    set_aside: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def refused(self) -> int:
        """How many rows have problems; a row may have several."""
        return len({problem.line for problem in self.problems})

    @property
    def outcome(self) -> Outcome:
        """What comes of the plan when it is carried out without the refused rows."""
        aside = len({problem.line for problem in self.set_aside})
        return Outcome(
            created=self.created,
            updated=len(self.rows) - self.created,
            unchanged=self.unchanged,
            refused=self.refused + aside,
        )


def rows_phrase(count: int) -> str:
    """A number of rows in words."""
    return ngettext("%(count)d rij", "%(count)d rijen", count) % {"count": count}
