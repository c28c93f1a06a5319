"""Fields as people in the Netherlands fill them in: dates as dd-mm-jjjj, yes, no or not known."""

import re
from datetime import date
from decimal import Decimal
from typing import Any, Final, Self
from unicodedata import category

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

DATE_FORMATS: Final = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
_MONTH: Final = re.compile(r"^(?:(?P<m>\d{1,2})[-/](?P<y>\d{4})|(?P<y2>\d{4})-(?P<m2>\d{1,2}))$")
_YEAR: Final = re.compile(r"^\d{4}$")
_POINT: Final = re.compile(r"^(?P<lon>-?[0-9]{1,3}\.[0-9]{1,6}) (?P<lat>-?[0-9]{1,2}\.[0-9]{1,6})$")


class NameField(forms.CharField):
    """A name on one line, kept as it is typed; it shows something."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=200, **kwargs)

    def validate(self, value: Any) -> None:
        """Refuse a name of which nothing can be seen."""
        super().validate(value)
        if value and all(category(character)[0] in "CMZ" for character in value):
            raise ValidationError(self.error_messages["required"], code="required")


class DayField(forms.DateField):
    """A day typed as dd-mm-jjjj; ISO is understood too. A text input, so that it reads the same everywhere."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("error_messages", {"invalid": _("Schrijf een datum als 31-12-2026.")})
        super().__init__(
            input_formats=DATE_FORMATS,
            widget=forms.DateInput(
                format="%d-%m-%Y",
                attrs={"inputmode": "numeric", "placeholder": "dd-mm-jjjj", "autocomplete": "off"},
            ),
            **kwargs,
        )

    def clean(self, value: Any) -> date | None:
        """Return the day; outside 1900–2199 it is a typing error."""
        day: date | None = super().clean(value)
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise ValidationError(_("Kies een datum tussen 1900 en 2199."), code="range")
        return day


class SinceField(DayField):
    """A day, a month (mm-jjjj) or a year: who logs in the street rarely knows the day. The first day counts."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.widget.attrs["placeholder"] = _("mm-jjjj")

    def to_python(self, value: Any) -> date | None:
        """Return the first day of what was typed."""
        text = value.strip() if isinstance(value, str) else ""
        month = _MONTH.match(text)
        if month:
            parts = month.groupdict()
            return self._first(int(parts["y"] or parts["y2"]), int(parts["m"] or parts["m2"]))
        if _YEAR.match(text):
            return self._first(int(text), 1)
        return super().to_python(value)

    def _first(self, year: int, month: int) -> date:
        if not (1 <= month <= 12 and year >= 1):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return date(year, month, 1)


class PointField(forms.CharField):
    """A point of the map as its script fills it in: "longitude latitude" in degrees (WGS84); None without one."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> tuple[Decimal, Decimal] | None:
        """Return the point with six decimals, which is a tenth of a metre."""
        text = super().clean(value)
        if not text:
            return None
        found = _POINT.match(text)
        if found is None:
            raise ValidationError(_("Dit punt kennen we niet. Wijs het opnieuw aan."))
        return Decimal(found["lon"]), Decimal(found["lat"])


class ThreeWayField(forms.TypedChoiceField):
    """Three short answers, shown as one row."""


class KnownField(ThreeWayField):
    """Ja, nee, or not known (None)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=[("yes", _("ja")), ("no", _("nee")), ("", _("weet ik niet"))],
            coerce=lambda value: value == "yes",
            empty_value=None,
            required=False,
            widget=forms.RadioSelect,
            **kwargs,
        )

    def prepare_value(self, value: Any) -> Any:
        """Show what is stored as the choice it stands for."""
        return {True: "yes", False: "no", None: ""}.get(value, value)


class ChoiceText(str):
    """The words of a choice, with what a card shows beside them (see components/field.html)."""

    __slots__ = ("group", "meta", "strategy")

    meta: str
    group: str
    strategy: str

    def __new__(cls, text: str, meta: str = "", group: str = "", strategy: str = "") -> Self:
        """Make the text with its second line, its heading and the colour of that heading."""
        made = super().__new__(cls, text)
        made.meta, made.group, made.strategy = meta, group, strategy
        return made


def text_area(rows: int = 3) -> forms.Textarea:
    """Return a text box of some lines."""
    return forms.Textarea(attrs={"rows": rows})
