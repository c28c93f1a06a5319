"""The filters of the lists of grants, schemes, funders and deadlines; their exports read the same query string."""

import django_filters
from django import forms
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.policy import visible
from areas.models import District
from funding.awaiting import OVER, clocks_of_many
from funding.course.clocks import Clock, ClockKind
from funding.course.words import CLOCK_WORDS
from funding.models import (
    Decision,
    Funder,
    FunderKind,
    Grant,
    GrantKind,
    GrantState,
    Regularity,
    Scheme,
)

YEAR_OF = ExtractYear(Coalesce("period_start", "decided_on", "received_on"))
"""The year a grant is filed under: that of its period, else of its decision, else of its receipt."""


LATE, SOON, STILL, RUNNING = "te_laat", "binnen_30_dagen", "staat_stil", "loopt"
SOON_DAYS = 30
CLOCK_CHOICES = [
    (LATE, _("te laat")),
    (SOON, _("binnen 30 dagen")),
    (STILL, _("staat stil")),
    (RUNNING, _("er loopt een termijn")),
]


def within(clock: Clock, choice: str) -> bool:
    """Whether a clock is one of those chosen; a year's notice that was missed makes nothing late."""
    if choice == LATE:
        return clock.late and clock.kind is not ClockKind.TENURE
    if choice == STILL:
        return clock.suspended
    return choice != SOON or 0 <= clock.days_left <= SOON_DAYS


class GrantFilter(django_filters.FilterSet):
    """Grants this member may see, filtered by the query string; choices show only what they may see."""

    q = django_filters.CharFilter(method="search", label=_("Zoek"))
    status = django_filters.ChoiceFilter(
        field_name="state",
        choices=GrantState.choices,
        label=_("Status"),
        empty_label=_("Elke status"),
    )
    termijn = django_filters.ChoiceFilter(
        method="with_clock", choices=CLOCK_CHOICES, label=_("Termijn"), empty_label=_("Alle")
    )
    bezwaar = django_filters.ChoiceFilter(
        field_name="objection",
        choices=[(True, _("er loopt bezwaar"))],
        label=_("Bezwaar"),
        empty_label=_("Alle"),
    )
    jaar = django_filters.ChoiceFilter(
        method="in_year", label=_("Jaar"), empty_label=_("Alle jaren")
    )
    regeling = django_filters.ModelChoiceFilter(
        queryset=Scheme.objects.none(),
        field_name="scheme",
        label=_("Regeling"),
        empty_label=_("Alle regelingen"),
    )
    geldgever = django_filters.ModelChoiceFilter(
        queryset=Funder.objects.none(),
        field_name="funder",
        label=_("Geldgever"),
        empty_label=_("Alle geldgevers"),
    )
    soort = django_filters.ChoiceFilter(
        field_name="kind", choices=GrantKind.choices, label=_("Soort"), empty_label=_("Elke soort")
    )
    regelmaat = django_filters.ChoiceFilter(
        field_name="regularity",
        choices=Regularity.choices,
        label=_("Regelmaat"),
        empty_label=_("Elke regelmaat"),
    )
    plafond = django_filters.ChoiceFilter(
        method="above",
        choices=[("boven", _("boven het plafond verleend"))],
        label=_("Plafond"),
        empty_label=_("Alle"),
    )
    wijk = django_filters.ModelChoiceFilter(
        queryset=District.objects.none(),
        field_name="initiative__districts",
        to_field_name="code",
        label=_("Wijk"),
        empty_label=_("Alle wijken"),
    )

    class Meta:
        model = Grant
        fields: list[str] = []

    def __init__(self, query: QueryDict, *, membership: Membership) -> None:
        grants = visible(membership, Grant.objects.all())
        super().__init__(query, queryset=grants)
        years = grants.annotate(year=YEAR_OF).values_list("year", flat=True)
        known = years.filter(year__isnull=False).order_by("-year").distinct()
        self.filters["jaar"].extra["choices"] = [(year, str(year)) for year in known]
        self.filters["regeling"].queryset = visible(
            membership, Scheme.objects.order_by("name", "-year")
        )
        self.filters["geldgever"].queryset = visible(membership, Funder.objects.all())
        self.filters["wijk"].queryset = visible(membership, District.objects.order_by("name"))
        for field in self.form.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def search(self, queryset: QuerySet[Grant], _name: str, value: str) -> QuerySet[Grant]:
        """Every word occurs in a number, the initiative, its organisation, the scheme or the funder."""
        for word in value.split()[:8]:
            queryset = queryset.filter(
                Q(case_number__icontains=word)
                | Q(reference__icontains=word)
                | Q(initiative__name__icontains=word)
                | Q(initiative__organisation__name__icontains=word)
                | Q(scheme__name__icontains=word)
                | Q(funder__name__icontains=word)
            )
        return queryset

    def with_clock(self, queryset: QuerySet[Grant], _name: str, value: str) -> QuerySet[Grant]:
        """Grants with a clock that is late, due soon, stands still, or runs; worked out where the course is."""
        running = clocks_of_many(queryset.exclude(state__in=OVER), timezone.localdate())
        return queryset.filter(
            pk__in=[
                pk for pk, clocks in running.items() if any(within(item, value) for item in clocks)
            ]
        )

    def above(self, queryset: QuerySet[Grant], _name: str, _value: str) -> QuerySet[Grant]:
        """Grants of which somebody wrote why they go above the ceiling."""
        return queryset.filter(
            Exists(Decision.objects.filter(grant=OuterRef("pk"), over_cents__gt=0))
        )

    def in_year(self, queryset: QuerySet[Grant], _name: str, value: str) -> QuerySet[Grant]:
        """Grants of one of the years that there are."""
        return queryset.annotate(year=YEAR_OF).filter(year=int(value))


class SchemeFilter(django_filters.FilterSet):
    """Schemes this member may see; `money` tells that what was committed is among the columns."""

    q = django_filters.CharFilter(method="search", label=_("Zoek"))
    jaar = django_filters.ChoiceFilter(
        field_name="year", label=_("Jaar"), empty_label=_("Alle jaren")
    )
    geldgever = django_filters.ModelChoiceFilter(
        queryset=Funder.objects.none(),
        field_name="funder",
        label=_("Geldgever"),
        empty_label=_("Alle geldgevers"),
    )
    ruimte = django_filters.ChoiceFilter(
        method="by_room",
        choices=[
            ("boven", _("boven het plafond")),
            ("bijna", _("minder dan een tiende over")),
            ("over", _("een tiende of meer over")),
            ("zonder", _("zonder plafond")),
        ],
        label=_("Ruimte"),
        empty_label=_("Alle"),
    )

    class Meta:
        model = Scheme
        fields: list[str] = []

    def __init__(
        self, query: QueryDict, queryset: QuerySet[Scheme], *, membership: Membership, money: bool
    ) -> None:
        super().__init__(query, queryset=queryset)
        known = visible(membership, Scheme.objects.filter(year__isnull=False))
        years = known.order_by("-year").values_list("year", flat=True).distinct()
        self.filters["jaar"].extra["choices"] = [(year, str(year)) for year in years]
        self.filters["geldgever"].queryset = visible(membership, Funder.objects.all())
        if not money:
            del self.filters["ruimte"]
        for field in self.form.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def search(self, queryset: QuerySet[Scheme], _name: str, value: str) -> QuerySet[Scheme]:
        """Every word occurs in the name, the funder or the taakveld."""
        for word in value.split()[:8]:
            queryset = queryset.filter(
                Q(name__icontains=word)
                | Q(funder__name__icontains=word)
                | Q(taakveld__icontains=word)
            )
        return queryset

    def by_room(self, queryset: QuerySet[Scheme], _name: str, value: str) -> QuerySet[Scheme]:
        """By what is left: less than nothing, less than a tenth of the ceiling, more, or no ceiling at all."""
        if value == "zonder":
            return queryset.filter(ceiling_cents__isnull=True)
        capped = queryset.annotate(rest=F("left_cents"), ten_times_rest=F("left_cents") * 10)
        if value == "boven":
            return capped.filter(rest__lt=0)
        if value == "bijna":
            return capped.filter(rest__gte=0, ten_times_rest__lt=F("ceiling_cents"))
        return capped.filter(rest__gte=0, ten_times_rest__gte=F("ceiling_cents"))


class FunderFilter(django_filters.FilterSet):
    """Funders by name and kind."""

    q = django_filters.CharFilter(
        field_name="name", lookup_expr="icontains", label=_("Zoek"), strip=True
    )
    soort = django_filters.ChoiceFilter(
        field_name="kind", choices=FunderKind.choices, label=_("Soort"), empty_label=_("Elke soort")
    )

    class Meta:
        model = Funder
        fields: list[str] = []

    def __init__(self, query: QueryDict, queryset: QuerySet[Funder]) -> None:
        super().__init__(query, queryset=queryset)
        for field in self.form.fields.values():
            field.widget.attrs.setdefault("class", "in")


class DeadlineForm(forms.Form):
    """What to see of the deadlines; a wrong value is said at its field and shows everything."""

    q = forms.CharField(label=_("Zoek"), required=False)
    wat = forms.ChoiceField(
        label=_("Wacht op"),
        required=False,
        choices=[
            ("", _("alles")),
            *((kind.value, _(label)) for kind, label in CLOCK_WORDS.items()),
        ],
    )
    wanneer = forms.ChoiceField(
        label=_("Wanneer"),
        required=False,
        choices=[("", _("alle termijnen")), *CLOCK_CHOICES[:-1]],
    )

    def __init__(self, query: QueryDict) -> None:
        super().__init__(query)
        for field in self.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def keeps(self, words: str, clock: Clock) -> bool:
        """Whether a clock is shown; `words` is what is searched in."""
        data = self.cleaned_data if self.is_valid() else {}
        asked = str(data.get("q", "")).casefold().split()[:8]
        wanted = data.get("wat", "")
        return (
            all(word in words.casefold() for word in asked)
            and (not wanted or clock.kind.value == wanted)
            and within(clock, data.get("wanneer", ""))
        )
