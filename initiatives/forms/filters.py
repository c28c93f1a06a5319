"""The filters of the lists of organisations and of signals about voices."""

import django_filters
from django.db.models import F, Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from accounts.policy import visible
from areas.models import District, TargetGroup
from initiatives.models import VoiceSignal


class OrganisationFilter(django_filters.FilterSet):
    """Organisations filtered by the query string; `persons` offers those that are a private person too."""

    q = django_filters.CharFilter(method="search", label=_("Zoek"))
    soort = django_filters.ChoiceFilter(
        field_name="kind",
        choices=Organisation.Kind.choices,
        label=_("Soort"),
        empty_label=_("Elke soort"),
    )
    initiatieven = django_filters.ChoiceFilter(
        method="by_number",
        choices=[("met", _("met initiatieven")), ("zonder", _("zonder initiatieven"))],
        label=_("Initiatieven"),
        empty_label=_("Maakt niet uit"),
    )
    vragen = django_filters.ChoiceFilter(
        method="by_consent",
        choices=[("ja", _("mag je vragen")), ("nee", _("nog niet gevraagd"))],
        label=_("Leren van"),
        empty_label=_("Maakt niet uit"),
    )
    particulieren = django_filters.ChoiceFilter(
        method="with_persons",
        choices=[("ook", _("ook particulieren")), ("alleen", _("alleen particulieren"))],
        label=_("Particulieren"),
        empty_label=_("Niet"),
    )

    class Meta:
        model = Organisation
        fields: list[str] = []

    def __init__(
        self, query: QueryDict, queryset: QuerySet[Organisation], *, persons: bool
    ) -> None:
        super().__init__(query, queryset=queryset)
        if not persons:
            del self.filters["particulieren"]
        for field in self.form.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def filter_queryset(self, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        """Leave out private persons unless they are asked for and may be seen."""
        if not self.form.cleaned_data.get("particulieren"):
            queryset = queryset.filter(is_private_person=False)
        found: QuerySet[Organisation] = super().filter_queryset(queryset)
        return found

    def search(
        self, queryset: QuerySet[Organisation], _name: str, value: str
    ) -> QuerySet[Organisation]:
        """Every word occurs in the name or the number of the chamber of commerce."""
        for word in value.split()[:8]:
            queryset = queryset.filter(Q(name__icontains=word) | Q(kvk_number__icontains=word))
        return queryset

    def by_number(
        self, queryset: QuerySet[Organisation], _name: str, value: str
    ) -> QuerySet[Organisation]:
        """With or without an initiative that this member may see."""
        counted = queryset.annotate(found=F("number"))
        return counted.filter(found__gt=0) if value == "met" else counted.filter(found=0)

    def by_consent(
        self, queryset: QuerySet[Organisation], _name: str, value: str
    ) -> QuerySet[Organisation]:
        """Whether the organisation agreed to be asked."""
        return queryset.filter(may_be_asked=value == "ja")

    def with_persons(
        self, queryset: QuerySet[Organisation], _name: str, value: str
    ) -> QuerySet[Organisation]:
        """Private persons beside the organisations, or only they."""
        return queryset.filter(is_private_person=True) if value == "alleen" else queryset


class VoiceFilter(django_filters.FilterSet):
    """Signals this member may see: by wijk, by whether they are answered, by who is missed."""

    q = django_filters.CharFilter(method="search", label=_("Zoek"))
    wijk = django_filters.ModelChoiceFilter(
        queryset=District.objects.none(),
        field_name="district",
        to_field_name="code",
        label=_("Wijk"),
        empty_label=_("Alle wijken"),
    )
    stand = django_filters.ChoiceFilter(
        method="in_state",
        choices=[
            ("open", _("wacht op antwoord")),
            ("beantwoord", _("beantwoord")),
            ("geen", _("nagegaan: geen")),
        ],
        label=_("Stand"),
        empty_label=_("Elke stand"),
    )
    groep = django_filters.ModelChoiceFilter(
        queryset=TargetGroup.objects.all(),
        field_name="missing_groups",
        to_field_name="code",
        label=_("Wie we niet horen"),
        empty_label=_("Alle groepen"),
    )

    class Meta:
        model = VoiceSignal
        fields: list[str] = []

    def __init__(self, query: QueryDict, *, membership: Membership) -> None:
        super().__init__(query, queryset=visible(membership, VoiceSignal.objects.all()))
        self.filters["wijk"].queryset = visible(membership, District.objects.order_by("name"))
        for field in self.form.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def search(
        self, queryset: QuerySet[VoiceSignal], _name: str, value: str
    ) -> QuerySet[VoiceSignal]:
        """Every word occurs in the wijk, the explanation or the answer."""
        for word in value.split()[:8]:
            queryset = queryset.filter(
                Q(district__name__icontains=word)
                | Q(note__icontains=word)
                | Q(response__icontains=word)
            )
        return queryset

    def in_state(
        self, queryset: QuerySet[VoiceSignal], _name: str, value: str
    ) -> QuerySet[VoiceSignal]:
        """Open, answered, or looked for and none missed."""
        if value == "geen":
            return queryset.filter(checked_none=True)
        return queryset.filter(checked_none=False, responded_on__isnull=value == "open")
