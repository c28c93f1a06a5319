"""gettext for code that may not import Django: the translator is handed in once, when the site starts.

Without one (in tests of pure modules, or in a script) every text is as it is written: Dutch.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

DUTCH = "nl"


def _as_written(text: str) -> str:
    return text


def _as_written_for(one: str, many: str, count: int) -> str:
    return one if count == 1 else many


@dataclass(frozen=True, slots=True)
class Translator:
    """What translates, into the language of the moment, and which language that is ("nl", "en")."""

    gettext: Callable[[str], str] = _as_written
    ngettext: Callable[[str, str, int], str] = _as_written_for
    code: Callable[[], str] = lambda: DUTCH


_installed = [Translator()]


def use(translator: Translator) -> None:
    """Translate with this from now on, in the whole process."""
    _installed[0] = translator


def code() -> str:
    """Return the language of the moment by its two letters."""
    return _installed[0].code()


def gettext(text: str) -> str:
    """Return a text in the language of the moment; as it is where there is no translation."""
    return _installed[0].gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the text for one, or the one for none and more, in the language of the moment."""
    return _installed[0].ngettext(one, many, count)


def gettext_noop(text: str) -> str:
    """Return the text unchanged; its name marks it for the translators."""
    return text


class Labels[K](Mapping[K, str]):
    """Words by a key, marked with `gettext_noop` and translated each time one is read."""

    def __init__(self, words: Mapping[K, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, key: K) -> str:
        return gettext(self._words[key])

    def __iter__(self) -> Iterator[K]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)
