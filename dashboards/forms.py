"""What a view reads from the query string: the reference date and the filters of the list."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from accounts.policy import visible
from areas.models import District, TargetGroup
from initiatives.models import ActivityType, Initiative
from lessons.models import Lesson

DATE_FORMATS = ["%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y"]
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2199, 12, 31)


class ReferenceDateForm(forms.Form):
    """The peildatum: dd-mm-jjjj for people, ISO in addresses."""

    peildatum = forms.DateField(
        label=_("Peildatum"),
        required=False,
        input_formats=DATE_FORMATS,
        widget=forms.DateInput(
            format="%d-%m-%Y",
            attrs={"class": "in", "inputmode": "numeric", "placeholder": "dd-mm-jjjj", "size": 10},
        ),
        error_messages={"invalid": _("Schrijf een datum als 31-12-2026. Je ziet nu vandaag.")},
    )

    def clean_peildatum(self) -> date | None:
        """A day within the years that the measures can count months from."""
        day: date | None = self.cleaned_data["peildatum"]
        if day is not None and not FIRST_DAY <= day <= LAST_DAY:
            raise forms.ValidationError(
                _("Kies een datum tussen 1990 en 2199. Je ziet nu vandaag."), code="range"
            )
        return day


@dataclass(frozen=True, slots=True)
class ReferenceDate:
    """The day a view is about, and the form that shows it (with its message, if what was typed was wrong)."""

    day: date
    form: ReferenceDateForm


def reference_date(query: QueryDict, today: date) -> ReferenceDate:
    """Read `?peildatum=`; a wrong value shows today with a message at the field."""
    typed = query.get("peildatum")
    if not typed:
        return ReferenceDate(today, ReferenceDateForm(initial={"peildatum": today}))
    form = ReferenceDateForm({"peildatum": typed})
    if not form.is_valid():
        return ReferenceDate(today, form)
    day = form.cleaned_data["peildatum"] or today
    return ReferenceDate(day, ReferenceDateForm({"peildatum": day.strftime("%d-%m-%Y")}))


class InitiativeFilter(django_filters.FilterSet):
    """The filters of the list of initiatives; choices show only what this member may see."""

    q = django_filters.CharFilter(method="search", label=_("Zoek"))
    wijk = django_filters.ModelChoiceFilter(
        queryset=District.objects.none(),
        field_name="districts",
        to_field_name="code",
        label=_("Wijk"),
        empty_label=_("Alle wijken"),
    )
    les = django_filters.ModelChoiceFilter(
        queryset=Lesson.objects.all(),
        field_name="tags__lesson",
        to_field_name="code",
        label=_("Les"),
        empty_label=_("Alle lessen"),
    )
    activiteit = django_filters.ModelChoiceFilter(
        queryset=ActivityType.objects.all(),
        field_name="activity_types",
        to_field_name="code",
        label=_("Activiteit"),
        empty_label=_("Alle activiteiten"),
    )
    voor = django_filters.ModelChoiceFilter(
        queryset=TargetGroup.objects.all(),
        field_name="target_groups",
        to_field_name="code",
        label=_("Voor wie"),
        empty_label=_("Alle groepen"),
    )
    organisatie = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.none(),
        field_name="organisation",
        label=_("Organisatie"),
        empty_label=_("Alle organisaties"),
    )
    stand = django_filters.ChoiceFilter(
        method="in_state",
        label=_("Stand"),
        empty_label=_("Alle standen"),
        choices=[
            ("actief", _("actief")),
            ("idee", _("idee")),
            ("stil", _("ligt stil")),
            ("gestopt", _("gestopt")),
        ],
    )
    plek = django_filters.ChoiceFilter(
        method="placed",
        label=_("Gekoppeld"),
        empty_label=_("Maakt niet uit"),
        choices=[
            ("zonder-wijk", _("nog niet aan een wijk")),
            ("zonder-les", _("nog niet aan een les")),
            ("gemeentebreed", _("gemeentebreed")),
        ],
    )

    class Meta:
        model = Initiative
        fields: list[str] = []

    def __init__(
        self, query: QueryDict, *, membership: Membership, day: date, show: bool = False
    ) -> None:
        """`show`: a measure has already picked the initiatives for its own wijk and les."""
        super().__init__(query, queryset=visible(membership, Initiative.objects.all()))
        self.day = day
        self.filters["wijk"].queryset = visible(membership, District.objects.order_by("name"))
        self.filters["organisatie"].queryset = visible(
            membership, Organisation.objects.order_by("name")
        )
        if show:
            for name in ("wijk", "les"):
                self.filters[name].method = _unchanged
        for field in self.form.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def search(
        self, queryset: QuerySet[Initiative], _name: str, value: str
    ) -> QuerySet[Initiative]:
        """Every word occurs in the name, the summary, the reference or the organisation's name."""
        for word in value.split()[:8]:
            queryset = queryset.filter(
                Q(name__icontains=word)
                | Q(summary__icontains=word)
                | Q(reference__icontains=word)
                | Q(organisation__name__icontains=word)
            )
        return queryset

    def in_state(
        self, queryset: QuerySet[Initiative], _name: str, value: str
    ) -> QuerySet[Initiative]:
        """The state at the reference date."""
        day = self.day
        if value == "actief":
            return queryset.filter(pk__in=Initiative.objects.active_on(day).values("pk"))
        if value == "idee":
            return queryset.filter(Q(start_date__isnull=True) | Q(start_date__gt=day))
        if value == "stil":
            started = Initiative.objects.started_on(day).filter(dormant_since__lte=day)
            return queryset.filter(pk__in=started.values("pk"))
        return queryset.filter(start_date__lte=day, end_date__lt=day)

    def placed(
        self, queryset: QuerySet[Initiative], _name: str, value: str
    ) -> QuerySet[Initiative]:
        """Of the whole municipality, or not yet linked to a district or a lesson."""
        if value == "gemeentebreed":
            return queryset.filter(municipality_wide=True)
        if value == "zonder-les":
            return queryset.filter(tags__isnull=True)
        return queryset.filter(municipality_wide=False, district_links__isnull=True)


def _unchanged(queryset: QuerySet[Any], _name: str, _value: Any) -> QuerySet[Any]:
    return queryset
