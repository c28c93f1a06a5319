"""Codes and their spellings: what a cell means, and what it may have meant."""

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from sheets.table import Cell
from sheets.values import shortened, split_list

_NEAREST: Final = 3
_LIST_ALL: Final = 15
_MOST_SEARCHES: Final = 300
"""Suggestions looked up an import: a file of nothing but mistakes is still answered soon."""


def spelled(text: str) -> str:
    """A word as it is compared: capitals, spaces, underscores, hyphens and accents make no difference."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(plain.replace("_", " ").replace("-", " ").split()).casefold()


class Choices:
    """A list of codes in order, each with the ways people write it.

    `subject` names one of them in a message ("activiteit"); what is not on the list is refused with the
    nearest that are.
    """

    def __init__(self, subject: str | Promise, terms: Iterable[tuple[str, Iterable[str]]]) -> None:
        """Take pairs of a code and its other spellings; of equal spellings the first counts."""
        self.subject = subject
        self._searches = 0
        self._order: dict[str, int] = {}
        self._names: dict[str, str] = {}
        self._codes: dict[str, str] = {}
        for code, spellings in terms:
            names = [name for name in spellings if name]
            self._order[code] = len(self._order)
            self._names[code] = names[0] if names else ""
            for name in (code, *names):
                self._codes.setdefault(spelled(name), code)

    def code(self, text: str) -> str:
        """The code that a text names. Raises ValueError, naming the nearest ones."""
        found = self._codes.get(spelled(text))
        if found is None:
            raise ValueError(self._unknown(text))
        return found

    def codes(self, cell: Cell) -> tuple[str, ...]:
        """The codes in a cell (`|` between, also `,` and `;`), in the order of the list. Raises ValueError."""
        return self.ordered(
            self.code(part) for written in split_list(cell) for part in self._parts(written)
        )

    def _parts(self, written: str) -> list[str]:
        """A name that itself has a comma ("binnen, openbaar") stays whole."""
        if spelled(written) in self._codes:
            return [written]
        parts = (part.strip() for part in re.split("[,;]", written))
        return [part for part in parts if part] or [written]

    def ordered(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes in the order of the list, each once; codes that are not on it come last."""
        last = len(self._order)
        return tuple(sorted(set(codes), key=lambda code: (self._order.get(code, last), code)))

    def all(self) -> list[str]:
        """Every code, with its name."""
        return [self._shown(code) for code in self._order if code]

    def nearest(self, text: str) -> list[str]:
        """The codes that come nearest to a text, each with its name; the nearest first."""
        self._searches += 1
        if self._searches > _MOST_SEARCHES:
            return []
        near = difflib.get_close_matches(spelled(text), self._codes, n=2 * _NEAREST, cutoff=0.6)
        codes = list(dict.fromkeys(self._codes[name] for name in near))[:_NEAREST]
        if not codes and len(self._order) <= _LIST_ALL:
            codes = list(self._order)
        return [self._shown(code) for code in codes if code]

    def _shown(self, code: str) -> str:
        name = self._names[code]
        return f"{code} ({name})" if name and spelled(name) != spelled(code) else code

    def _unknown(self, text: str) -> str:
        values = {"text": shortened(text), "subject": str(self.subject)}
        known = self.nearest(text)
        if not known:
            return _("‘%(text)s’ is geen bekende %(subject)s.") % values
        values["known"] = ", ".join(known)
        return _("‘%(text)s’ is geen bekende %(subject)s; bedoelt u: %(known)s?") % values
