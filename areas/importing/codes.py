"""CBS area codes as they occur in files: padded, in lower case, with a wrong prefix."""

import re
from dataclasses import dataclass
from enum import IntEnum
from typing import Final


class Level(IntEnum):
    """What kind of area; a higher one is part of a lower one."""

    MUNICIPALITY = 1
    DISTRICT = 2
    NEIGHBOURHOOD = 3


_PREFIX: Final = {Level.MUNICIPALITY: "GM", Level.DISTRICT: "WK", Level.NEIGHBOURHOOD: "BU"}
_WORDS: Final = {
    Level.MUNICIPALITY: "gemeente",
    Level.DISTRICT: "wijk",
    Level.NEIGHBOURHOOD: "buurt",
}
_BY_LENGTH: Final = {4: Level.MUNICIPALITY, 6: Level.DISTRICT, 8: Level.NEIGHBOURHOOD}
_CODE: Final = re.compile(r"(GM|WK|BU)([0-9A-Z]{4}|[0-9A-Z]{6}|[0-9A-Z]{8})")
_OTHER: Final = re.compile(r"(NL|LD|PV|CR|AM|RE|ES|NO)[0-9]{0,4}")
# Two mistakes that are seen and leave no doubt: a wijk under BU (Amsterdam), a buurt under WK.
_MENDABLE: Final = {("BU", Level.DISTRICT), ("WK", Level.NEIGHBOURHOOD)}


@dataclass(frozen=True, slots=True, order=True)
class AreaCode:
    """A CBS code with its level; `mended_from` is what the file had where its prefix was wrong."""

    text: str
    level: Level
    mended_from: str = ""

    @property
    def municipality(self) -> str:
        """The code of the gemeente: the first four characters say it."""
        return f"GM{self.text[2:6]}"

    @property
    def district(self) -> str:
        """The code of the wijk, of a wijk or buurt: never read from a parent column."""
        return f"WK{self.text[2:8]}"

    @property
    def word(self) -> str:
        """The level in Dutch."""
        return _WORDS[self.level]


def _plain(text: str) -> str:
    return "".join(text.split()).upper()


def parse_code(text: str) -> AreaCode | None:
    """The code in a cell; None where there is none."""
    plain = _plain(text)
    match = _CODE.fullmatch(plain)
    if match is None:
        return None
    prefix, rest = match.groups()
    level = _BY_LENGTH[len(rest)]
    if prefix == _PREFIX[level]:
        return AreaCode(plain, level)
    if (prefix, level) in _MENDABLE:
        return AreaCode(_PREFIX[level] + rest, level, mended_from=plain)
    return None


def is_other_area(text: str) -> bool:
    """Whether this is the code of the country, a province or another area above the gemeente."""
    return bool(_OTHER.fullmatch(_plain(text)))
