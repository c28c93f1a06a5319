"""The thresholds of a definition that a municipality set itself, as a sentence under it."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from dashboards.rows import Norms

_MONTHS, _DAYS = ("maand", "maanden"), ("dag", "dagen")
_INHABITANTS = ("inwoner", "inwoners")
_WORDS: Final[dict[str, tuple[str, tuple[str, str]]]] = {
    "fresh_months": ("kortgeleden is {}", _MONTHS),
    "secured_months": ("geld eindigt binnenkort als het binnen {} ophoudt", _MONTHS),
    "stable_months": ("houvast is geld voor {}", _MONTHS),
    "review_months": ("nagegaan geldt {}", _MONTHS),
    "structural_months": ("structureel geld telt na zijn periode nog {}", _MONTHS),
    "gap_days": ("een gat in het geld mag {} duren", _DAYS),
    "follow_up_days": ("een vervolg begint binnen {}", _DAYS),
    "contact_days": ("een contact telt {}", _DAYS),
    "min_active": ("genoeg bekend is vanaf {}", ("actief initiatief", "actieve initiatieven")),
    "min_fresh_share": ("genoeg bekend is vanaf {} vers", ("deel", "deel")),
    "inhabitants_per_initiative": ("één initiatief per {}", _INHABITANTS),
    "covered_share": ("gedekt is vanaf {}", ("deel", "deel")),
    "thin_share": ("dun is vanaf {}", ("deel", "deel")),
    "min_inhabitants": ("te klein is onder {}", _INHABITANTS),
    "need_weight": ("nood telt tot {}", ("punt", "punten")),
    "shortage_weight": ("tekort telt tot {}", ("punt", "punten")),
    "fragility_weight": ("broosheid telt tot {}", ("punt", "punten")),
}
_DEFAULT: Final = Norms()


def own_norms(names: Iterable[str], norms: Norms) -> str:
    """What the municipality set other than the default, of these fields of `Norms`; empty if nothing.

    Raises KeyError for a field without words.
    """
    said = [
        f"{words.format(_amount(own, unit))} (anders {_amount(default, None)})"
        for name in names
        for words, unit in [_WORDS[name]]
        if (own := getattr(norms, name)) != (default := getattr(_DEFAULT, name))
    ]
    return f"Deze gemeente koos zelf: {'; '.join(said)}." if said else ""


def _amount(value: int | Fraction, unit: tuple[str, str] | None) -> str:
    """A number as it is written in Dutch, with the word it takes."""
    if isinstance(value, Fraction):
        return str(value)
    number = f"{value:,}".replace(",", ".")
    if unit is None:
        return number
    return f"{number} {unit[0] if value == 1 else unit[1]}"
