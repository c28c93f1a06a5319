"""Free text that looks as if it names a person: a warning, never a block."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

_EMAIL: Final = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+")
_DIGITS: Final = re.compile(r"(?<![\w])\+?\d(?:[ .\-()]{0,2}\d){7,13}(?!\w)")
_PHONE: Final = re.compile(r"^(?:0[1-9]\d{8}|(?:31|0031)0?[1-9]\d{8})$")
_DATE: Final = re.compile(r"^(?:\d{1,2}-\d{1,2}-\d{4}|\d{4}-\d{2}-\d{2})$")


def is_bsn(digits: str) -> bool:
    """Whether nine (or eight) digits pass the check of a burgerservicenummer ("elfproef")."""
    number = digits.zfill(9)
    if len(number) != 9 or number == "000000000":
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, number, strict=True)) % 11 == 0


def warnings_about(text: str) -> list[str]:
    """One sentence for each kind of personal data that `text` seems to hold."""
    found: list[str] = []
    if _EMAIL.search(text):
        found.append(_("Hier lijkt een e-mailadres in te staan."))
    numbers = list(_numbers(text))
    if any(_PHONE.match(number) for number in numbers):
        found.append(_("Hier lijkt een telefoonnummer in te staan."))
    if any(len(number) in {8, 9} and is_bsn(number) for number in numbers):
        found.append(_("Hier lijkt een burgerservicenummer in te staan."))
    return found


def _numbers(text: str) -> Iterator[str]:
    for match in _DIGITS.finditer(text):
        if not _DATE.match(match.group()):
            yield re.sub(r"\D", "", match.group())
