"""Numbers as Dutch files write them, read exactly. Every parser raises ValueError with a Dutch sentence."""

import re
from decimal import Decimal

from sheets.table import Cell, as_text

MOST_CENTS = 1_000_000_000 * 100
"""More than a billion euro is a typing mistake in any register of residents' initiatives."""

_LONGEST = 40
_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MISSING = frozenset(
    {"", ".", ",", "null", "nan", "-99999999", "-99999998", "-99999997", "-99997", "-99995"}
)
"""How CBS and municipalities write "not published"; -99997 and -99995 are those of the older neighbourhood maps."""
_CURRENCY = re.compile(r"(€|eur(?:o)?\b)\.?", re.IGNORECASE)
_NO_CENTS = re.compile(r",(?:-{1,2}|–|—)$")
_EITHER = re.compile(r"[-+\u2212]?\s*[1-9][0-9]{0,2},[0-9]{3}")
_GROUPED = re.compile(r"[0-9]{1,3}(?:([.,' ])[0-9]{3})(?:\1[0-9]{3})*")


def is_missing(value: Cell) -> bool:
    """Whether a cell says that there is no value: blank, '.', ',', NULL, NaN or a CBS code. Missing is never zero."""
    text = _CURRENCY.sub("", _squeezed(as_text(value)), count=1).strip().casefold()
    return text.removesuffix(".0") in _MISSING


def parse_decimal(value: Cell, *, thousands_point: bool = False) -> Decimal:
    """A number written the Dutch or the English way: `1.234,56`, `1234.56`, `1,8`, `416.0`, `.00`, `-12`, `1 234,50`.

    One point before exactly three digits can mean two things. Figures read `1.234` as a decimal (CBS writes points);
    with `thousands_point` it is a thousand (`€ 37.500`), as amounts of money are written. A single comma is always
    decimal. A native number of a spreadsheet is taken as it is. Raises ValueError.
    """
    if isinstance(value, Decimal) and value.is_finite():
        return value
    written = _squeezed(as_text(value))
    if not written:
        raise ValueError("Er staat geen getal.")
    negative, digits = _sign(written)
    plain = _without_groups(digits, thousands_point)
    if plain is None or len(plain) > _LONGEST:
        raise ValueError(f"‘{shortened(written)}’ is geen getal.")
    number = Decimal(plain)
    return -number if negative else number


def parse_integer(value: Cell) -> int:
    """A whole number (`12`, `12.0`, `1.234` as a thousand). Raises ValueError for a fraction."""
    number = parse_decimal(value, thousands_point=True)
    if number != number.to_integral_value() or abs(number) >= 10**18:
        raise ValueError(f"‘{shortened(as_text(value))}’ is geen heel getal.")
    return int(number)


def parse_cents(value: Cell, *, allow_negative: bool = False) -> int:
    """An amount in euro as whole cents, exactly: `€ 37.500` is 3750000. See `parse_decimal` for the notations.

    Raises ValueError for `5,000`, which is five euro to one and five thousand to another, for parts of a cent, for more
    than a billion euro, and for less than zero unless allowed.
    """
    written = shortened(as_text(value).strip())
    if isinstance(value, str):
        value = _NO_CENTS.sub("", _CURRENCY.sub("", _squeezed(value), count=1).strip())
        if _EITHER.fullmatch(value):
            raise ValueError(
                f"‘{written}’ kan twee bedragen zijn; schrijf het zonder komma, of met twee cijfers erachter."
            )
    number = parse_decimal(value, thousands_point=True)
    if abs(number) * 100 > MOST_CENTS:
        raise ValueError(f"‘{written}’ is meer dan een miljard euro; dat kan niet kloppen.")
    cents = number * 100
    if cents != cents.to_integral_value():
        raise ValueError(
            f"‘{written}’ heeft meer dan twee cijfers achter de komma; een bedrag gaat tot op de cent."
        )
    if cents < 0 and not allow_negative:
        raise ValueError(f"‘{written}’ is negatief; dit bedrag kan niet onder nul zijn.")
    return int(cents)


def euros(cents: int | None) -> Decimal | None:
    """Cents as euro with two decimals, for an export; nothing stays nothing."""
    return None if cents is None else Decimal(cents).scaleb(-2)


def shortened(text: str) -> str:
    """A value as a message quotes it: one line, not too long, nothing invisible."""
    line = "".join(
        character if character.isprintable() else "\ufffd" for character in " ".join(text.split())
    )
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"


def _squeezed(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


def _sign(text: str) -> tuple[bool, str]:
    """Split a leading minus or plus off; U+2212 is the typographer's minus."""
    if text[0] in "-\u2212":
        return True, text[1:].lstrip()
    return False, text[1:].lstrip() if text[0] == "+" else text


def _without_groups(text: str, thousands_point: bool) -> str | None:
    """Digits with a decimal point at most; None if the signs between them make no number."""
    if not any(character in "0123456789" for character in text):
        return None
    last_point, last_comma = text.rfind("."), text.rfind(",")
    both = last_point >= 0 and last_comma >= 0
    one_point = text.count(".") == 1 and not (thousands_point and _is_thousands(text))
    cut = max(last_point, last_comma) if both or one_point or text.count(",") == 1 else len(text)
    whole, fraction = text[:cut], text[cut + 1 :]
    if not re.fullmatch(r"[0-9]*", whole):
        if not _GROUPED.fullmatch(whole) or (cut < len(text) and text[cut] in whole):
            return None
        whole = re.sub(r"[^0-9]", "", whole)
    if not re.fullmatch(r"[0-9]*", fraction):
        return None
    return f"{whole or '0'}.{fraction}" if fraction else whole


def _is_thousands(text: str) -> bool:
    return _GROUPED.fullmatch(text) is not None and not text.startswith("0")
