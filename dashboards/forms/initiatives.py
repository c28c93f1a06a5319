"""The filters of the list of initiatives."""

from datetime import date
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from accounts.policy import visible
from areas.models import District, TargetGroup
from dashboards.analysis.matching import STARTERS
from initiatives.models import ActivityType, Initiative, PlaceKind
from lessons.models import ActionRole, Lesson


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

    rol = django_filters.ChoiceFilter(
        method="started_by",
        label=_("Begonnen door"),
        empty_label=_("Iedereen"),
        choices=ActionRole.choices,
    )
    soortplek = django_filters.ModelChoiceFilter(
        queryset=PlaceKind.objects.all(),
        field_name="place_kinds",
        to_field_name="code",
        label=_("Soort plek"),
        empty_label=_("Alle plekken"),
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

    def started_by(
        self, queryset: QuerySet[Initiative], _name: str, value: str
    ) -> QuerySet[Initiative]:
        """Started by somebody of one of the framework's three roles."""
        return queryset.filter(initiated_by__in=STARTERS[value])

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
