"""Boundaries without codes, matched by name to the wijken and buurten that are known."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from areas.importing.codes import AreaCode, Level
from areas.importing.contents import Area, ImportRefused, NamedArea, Problem

_NUMBERED: Final = re.compile(r"^(wijk|buurt) \d+ ")
_ABBREVIATIONS: Final = ((re.compile(r"\be\s?o\b"), "en omgeving"), (re.compile(r"\bst\b"), "sint"))


@dataclass(frozen=True, slots=True)
class KnownArea:
    """A wijk or buurt in the database."""

    code: AreaCode
    name: str


def comparable(name: str) -> str:
    """A name without what differs between lists: capitals, accents, signs, "Wijk 07", "e.o."."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = " ".join(
        re.sub(r"[^a-z0-9]+", " ", plain.replace("e.o.", "eo").replace("&", " en ")).split()
    )
    for pattern, whole in _ABBREVIATIONS:
        plain = pattern.sub(whole, plain)
    return _NUMBERED.sub("", plain)


def match_by_name(
    named: Sequence[NamedArea], known: Iterable[KnownArea]
) -> tuple[list[Area], list[Problem]]:
    """The areas that the names point to, and the names that point to none or to several, with the reason.

    All are taken to lie in one municipality: the one that knows most of the names, at least half of them, and more
    of them than any other. Raises ImportRefused where there is no such municipality.
    """
    by_municipality: dict[str, dict[str, list[KnownArea]]] = defaultdict(lambda: defaultdict(list))
    for area in known:
        by_municipality[area.code.municipality][comparable(area.name)].append(area)
    names = {comparable(area.name) for area in named}
    hits = Counter({code: len(names & found.keys()) for code, found in by_municipality.items()})
    best = hits.most_common(2)
    if not best or 2 * best[0][1] < len(names):
        raise ImportRefused(
            "Deze grenzen hebben geen CBS-codes, en hun namen zijn niet bekend. Laad eerst de codelijst of de "
            "kerncijfers van de gemeente; dan worden de grenzen op naam gekoppeld."
        )
    if len(best) > 1 and best[0][1] == best[1][1]:
        raise ImportRefused(
            f"De namen van deze grenzen komen even vaak voor in {best[0][0]} als in {best[1][0]}. "
            "Geef de gemeente op met --municipality."
        )
    return _match_within(named, by_municipality[best[0][0]], best[0][0])


def _match_within(
    named: Sequence[NamedArea], known: dict[str, list[KnownArea]], municipality: str
) -> tuple[list[Area], list[Problem]]:
    found: list[Area] = []
    problems: list[Problem] = []
    taken: dict[str, str] = {}
    for area in named:
        candidates = _narrowed(known.get(comparable(area.name), []), area)
        if len(candidates) != 1:
            problems.append(Problem(area.where, _reason(area.name, candidates, municipality)))
            continue
        code = candidates[0].code
        earlier = taken.setdefault(code.text, area.where)
        if earlier != area.where:
            problems.append(Problem(area.where, f"'{area.name}' is al gekoppeld aan {earlier}"))
            continue
        found.append(Area(code, year=area.year, boundary=area.boundary))
    return found, problems


def _narrowed(candidates: list[KnownArea], area: NamedArea) -> list[KnownArea]:
    """Those of the level that the file gives; of several with one name those in the wijk whose number it gives."""
    if area.level is not None:
        candidates = [known for known in candidates if known.code.level is area.level]
    if len(candidates) > 1 and area.district_number.isdigit():
        ending = area.district_number.zfill(2)
        candidates = [
            known for known in candidates if known.code.district.endswith(ending)
        ] or candidates
    return candidates


def _reason(name: str, candidates: Sequence[KnownArea], municipality: str) -> str:
    if not candidates:
        return f"'{name}' komt niet voor in {municipality}"
    words = {Level.DISTRICT: "wijk", Level.NEIGHBOURHOOD: "buurt"}
    several = ", ".join(f"{words[area.code.level]} {area.code.text}" for area in candidates)
    return f"'{name}' kan meer dan één gebied zijn: {several}"
