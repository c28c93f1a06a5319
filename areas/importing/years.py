"""Which year a file is about."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from areas.importing.contents import ImportRefused

_IN_NAME: Final = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_IN_CELL: Final = re.compile(r"((?:19|20)\d{2})(JJ\d\d|[-/.].*)?")
_IN_TITLE: Final = re.compile(
    r"(?:wijken en buurten|indeling|wijk- en buurtkaart)[^\d]{0,12}((?:19|20)\d{2})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Years:
    """`stated` is given by who loads the file and always holds; `hint` is what its title or name says."""

    stated: int | None = None
    hint: int | None = None
    hint_from: str = ""

    def of(self, cell: str) -> int | None:
        """The year of a row whose year cell this is; None = not known. Raises ValueError for a cell that is no year."""
        if self.stated is not None:
            return self.stated
        plain = cell.strip()
        if not plain:
            return self.hint
        year = year_in_cell(plain)
        if year is None:
            raise ValueError(f"'{plain}' is geen jaar")
        return year


def year_in_cell(text: str) -> int | None:
    """The year in a cell such as "2022", "2022.0" or "2022JJ00"; None where it is no year."""
    match = _IN_CELL.fullmatch(text.strip())
    return int(match[1]) if match else None


def make_years(stated: int | None, name: str, titles: Iterable[str]) -> Years:
    """The year given, else what the title in the file says, else its name. Raises ImportRefused for an absurd year."""
    if stated is not None and not 1900 <= stated <= 2100:
        raise ImportRefused(
            f"Het jaar {stated} kan niet kloppen: geef een jaar tussen 1900 en 2100."
        )
    in_titles = {int(match) for title in titles for match in _IN_TITLE.findall(title)}
    if len(in_titles) == 1:
        return Years(stated, in_titles.pop(), "uit de titel in het bestand")
    in_name = {int(match) for match in _IN_NAME.findall(name)}
    if len(in_name) == 1:
        return Years(stated, in_name.pop(), f"uit de bestandsnaam '{name}'")
    return Years(stated)
