"""The header dialects of key figures: StatLine paths, kwb short names, OData stems, CBS map attributes, PDOK."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from sheets.neutral import visible

INHABITANTS: Final = "inhabitants"

# A slash separates parts of a path only before a capital or a digit: "woning/schuur/e.d." is one name.
_SEPARATOR: Final = re.compile(r"/(?=[A-Z0-9À-Þ])")
_UNIT: Final = re.compile(r"\s*\([^()]*\)\s*$")
_SUFFIX: Final = re.compile(r"_\d+$")
_LONGEST: Final = 120

CODE: Final = frozenset(
    {
        "gwbcode10", "gwbcode", "codering", "code", "areacode", "gebiedscode", "regiocode", "statcode",
        "wkcode", "wijkcode", "cbswijkcode", "wkc", "bucode", "buurtcode", "cbsbuurtcode", "buc",
        "gmcode", "gemeentecode", "wijkenenbuurten",
    }
)  # fmt: skip
DISTRICT_NAME: Final = ("wknaam", "wijknaam", "wkn", "wijk")
NEIGHBOURHOOD_NAME: Final = ("bunaam", "buurtnaam", "bun", "buurt")
ANY_NAME: Final = (
    "statnaam",
    "regio",
    "regionaam",
    "wijkenenbuurten",
    "areaname",
    "gebiedsnaam",
    "naam",
    "name",
)
MUNICIPALITY_NAME: Final = (
    "gmnaam",
    "gemeentenaam",
    "gmn",
    "municipalityname",
    "gemeente",
    "municipality",
)
MUNICIPALITY_CODE: Final = ("gmcode", "gemeentecode", "gmc", "municipalitycode")
DISTRICT_NUMBER: Final = ("wijkcode", "wijknummer", "wijknr")
YEAR: Final = ("jaar", "jaarcode", "year", "perioden", "periode", "peiljaar")
WATER: Final = ("water", "h2o", "indwater")

_KNOWN: Final = {
    INHABITANTS: (
        "aantalinwoners", "ainw", "aantinw", "inwoners", "inwonertal", "population", "populationtotal",
        "poptotal", "inhabitants",
    ),
    "ses_woa": ("seswoa", "seswoascore", "seswoatotaalscore", "seswoatotaal", "totaalscoreseswoa"),
    "lonely_pct": ("lonelypct", "eenzaam", "eenzaamheid", "eenzaampct", "percentageeenzaam"),
    "livability_class": ("livabilityclass", "leefbaarometerklasse", "leefbaarheidsklasse", "klasseleefbaarometer"),
}  # fmt: skip
_BY_KEY: Final = {key: indicator for indicator, keys in _KNOWN.items() for key in keys}
_ORIGIN_PATH: Final = re.compile(
    r"migratieachtergrond|herkomst|nationaliteit|allochto", re.IGNORECASE
)
_ORIGIN_KEYS: Final = re.compile(
    r"(nietwesters|westers|overignietwesters).*|marokko|suriname|turkije|(voormalige)?nederlandseantillen.*"
    r"|a(west|nwest|marok|antaru|suri|tur|overnw)(al)?|p(west|nwest|marok|antaru|suri|tur|overnw)(al|er)?"
    r"|a(nlall|eural|neual|gebnl|gebbl|hkleur|hk\w*)|p(westal|nwal)"
    r"|(nederland|europa|buiteneuropa|geboreninnederland|geborenbuitennederland|buitenland).*"
)
_DESCRIPTIONS: Final = frozenset(
    {
        "id", "fid", "ogcfid", "objectid", "recnum", "gwbcode8", "wijkbuurtcode", "oceid", "rubriek",
        "soortregio", "recs", "type", "slug", *DISTRICT_NAME, *NEIGHBOURHOOD_NAME, *ANY_NAME, *MUNICIPALITY_NAME,
    }
)  # fmt: skip


def segments(header: str) -> list[str]:
    """The parts of a StatLine path; any other header is one part."""
    return [part.strip() for part in _SEPARATOR.split(header) if part.strip()] or [header]


def key(header: str) -> str:
    """What a header is recognised by: its last part without unit, number suffix, accents or signs."""
    last = _SUFFIX.sub("", _UNIT.sub("", segments(header)[-1]))
    return _letters(last)


def _letters(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]", "", plain)


def is_key(header: str, keys: Iterable[str]) -> bool:
    """Whether a header is one of `keys`; `gwb_code_10` keeps its number, `WijkenEnBuurten_1` does not."""
    wanted = set(keys)
    return key(header) in wanted or _letters(header) in wanted


def is_description(header: str) -> bool:
    """Whether a column numbers, names or classes the areas: never a figure, whatever stands in it."""
    return is_key(header, _DESCRIPTIONS)


def is_origin(header: str) -> bool:
    """Whether a column is about the origin of residents, which this product never keeps (design, section 7)."""
    return bool(_ORIGIN_PATH.search(header) or _ORIGIN_KEYS.fullmatch(key(header)))


def known_indicator(header: str) -> str:
    """Our own name of an indicator that we know; empty where we know none."""
    return _BY_KEY.get(key(header), "")


def indicator_names(headers: Sequence[str]) -> dict[str, str]:
    """Header → indicator: ours where known, else the last part of its path, with as many before it as tell it apart.

    Of two columns that are both known as the same indicator the first is it. A name is never cut off: one that is
    too long loses parts from the front, and without parts to lose it keeps its beginning and a "…".
    """
    names: dict[str, str] = {}
    others: list[str] = []
    for header in headers:
        known = known_indicator(header)
        if known and known not in names.values():
            names[header] = known
        else:
            others.append(header)
    return names | _told_apart(others, set(names.values()))


def _told_apart(headers: Sequence[str], taken: set[str]) -> dict[str, str]:
    depth = dict.fromkeys(headers, 1)
    for _round in range(8):
        named = {header: _own_name(header, depth[header]) for header in headers}
        counts = Counter(named.values()) + Counter(dict.fromkeys(taken, 1))
        doubles = [header for header in headers if counts[named[header]] > 1]
        if not doubles:
            return named
        for header in doubles:
            depth[header] += 1
    named = {header: _own_name(header, depth[header]) for header in headers}
    counts = Counter(named.values())
    return {
        header: name if counts[name] == 1 and name not in taken else _fit(header)
        for header, name in named.items()
    }


def _own_name(header: str, depth: int) -> str:
    parts = segments(header)
    parts[-1] = _SUFFIX.sub("", parts[-1]) or parts[-1]
    kept = parts[-depth:]
    while len(kept) > 1 and len("/".join(kept)) > _LONGEST:
        kept = kept[1:]
    return _fit("/".join(kept))


def _fit(name: str) -> str:
    name = visible(name)
    return name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
