"""Fields for amounts, terms and initiatives as people type them."""

import re
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from initiatives.models import Initiative
from sheets.numbers import parse_cents

_IN_BRACKETS: Final = re.compile(r"\(([^()]+)\)\s*$")
_MOST_NAMED: Final = 5


class EuroField(forms.CharField):
    """An amount typed as `1.234,56`, `€ 5.000` or `5000`; its value is whole cents, None when blank."""

    prefix = "€"

    def __init__(self, *, allow_negative: bool = False, **kwargs: Any) -> None:
        self.allow_negative = allow_negative
        attrs = {"inputmode": "decimal", "autocomplete": "off"}
        super().__init__(
            widget=forms.TextInput(attrs=attrs), max_length=40, empty_value=None, **kwargs
        )

    def clean(self, value: Any) -> int | None:
        """Return the cents; raise with the sentence that says what is wrong."""
        typed = super().clean(value)
        if typed is None:
            return None
        try:
            return parse_cents(typed, allow_negative=self.allow_negative)
        except ValueError as error:
            raise ValidationError(str(error), code="invalid") from error

    def prepare_value(self, value: Any) -> Any:
        """Show stored cents as an amount; leave what somebody typed as it is."""
        return typed_euros(value) if isinstance(value, int) else value


class WeeksField(forms.IntegerField):
    """A term in whole weeks, up to four years."""

    suffix = gettext_lazy("weken")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            min_value=1,
            max_value=208,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
            error_messages={"invalid": gettext_lazy("Schrijf een heel aantal weken, zoals 8.")},
            **kwargs,
        )


class InitiativeField(forms.CharField):
    """An initiative by its reference or (part of) its name, out of `queryset`."""

    queryset: QuerySet[Initiative] = Initiative.objects.none()

    def clean(self, value: Any) -> Any:
        """Return the one initiative meant; raise when there is none, or more than one."""
        typed = super().clean(value)
        return self._found(typed) if typed else None

    def prepare_value(self, value: Any) -> Any:
        """Show an initiative by name and reference; leave what somebody typed as it is."""
        return named(value) if isinstance(value, Initiative) else value

    def _found(self, typed: str) -> Initiative:
        bracketed = _IN_BRACKETS.search(typed)
        keys = {typed, bracketed[1].strip()} if bracketed else {typed}
        by_reference = self.queryset.filter(reference__in=keys).first()
        if by_reference is not None:
            return by_reference
        exact = list(self.queryset.filter(name__iexact=typed)[:2])
        if len(exact) == 1:
            return exact[0]
        return self._only(typed)

    def _only(self, typed: str) -> Initiative:
        """Return the one initiative that has every word typed in its name."""
        words = Q()
        for word in typed.split()[:8]:
            words &= Q(name__icontains=word)
        alike = list(self.queryset.filter(words).order_by("name", "pk")[: _MOST_NAMED + 1])
        if len(alike) == 1:
            return alike[0]
        if not alike:
            raise ValidationError(
                _("Er is geen initiatief ‘%(typed)s’. Leg het eerst vast bij Initiatieven.")
                % {"typed": typed},
                code="unknown",
            )
        names = "; ".join(named(item) for item in alike[:_MOST_NAMED])
        raise ValidationError(
            _("Meer dan één initiatief past hierbij: %(names)s. Neem er een over met zijn kenmerk.")
            % {"names": names},
            code="several",
        )


def named(initiative: Initiative) -> str:
    """Return an initiative as the form shows it and reads it back."""
    return f"{initiative.name} ({initiative.reference})"


def typed_euros(cents: int) -> str:
    """Return cents as a person types them: "1.234,56", "-5,00"."""
    whole, rest = divmod(abs(cents), 100)
    return f"{'-' if cents < 0 else ''}{whole:,}".replace(",", ".") + f",{rest:02d}"
