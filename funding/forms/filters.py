"""The filters of the list of grants; its export reads the same query string."""

import django_filters
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, ExtractYear
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership
from accounts.policy import visible
from areas.models import District
from funding.models import Funder, Grant, GrantKind, GrantState, Regularity, Scheme

YEAR_OF = ExtractYear(Coalesce("period_start", "decided_on", "received_on"))
"""The year a grant is filed under: that of its period, else of its decision, else of its receipt."""


class GrantFilter(django_filters.FilterSet):
    """Grants this member may see, filtered by the query string; choices show only what they may see."""

    q = django_filters.CharFilter(method="search", label=_("Zoek"))
    status = django_filters.ChoiceFilter(
        field_name="state",
        choices=GrantState.choices,
        label=_("Status"),
        empty_label=_("Elke status"),
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

    def in_year(self, queryset: QuerySet[Grant], _name: str, value: str) -> QuerySet[Grant]:
        """Grants of one of the years that there are."""
        return queryset.annotate(year=YEAR_OF).filter(year=int(value))
