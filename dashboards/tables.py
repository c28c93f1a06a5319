"""Tables of the dashboards (django-tables2, our own template)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import django_tables2
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.analysis.situation import InitiativeAt
from dashboards.analysis.states import INITIATIVE_LABELS
from initiatives.models import Initiative


class InitiativeTable(django_tables2.Table):
    """A page of initiatives with what they are at the reference date."""

    caption = gettext_lazy("Initiatieven")
    row_header = "name"

    name = django_tables2.Column(
        verbose_name=gettext_lazy("Initiatief"), attrs={"td": {"class": "full", "data-l": ""}}
    )
    districts = django_tables2.Column(
        verbose_name=gettext_lazy("Wijk"),
        orderable=False,
        accessor="pk",
        attrs={"td": {"class": "full"}},
    )
    lessons = django_tables2.Column(
        verbose_name=gettext_lazy("Lessen"),
        orderable=False,
        accessor="pk",
        attrs={"td": {"class": "full"}},
    )
    state = django_tables2.Column(
        verbose_name=gettext_lazy("Stand"), orderable=False, accessor="pk"
    )
    last_seen = django_tables2.Column(
        verbose_name=gettext_lazy("Laatst gezien"), orderable=True, empty_values=()
    )
    money = django_tables2.Column(
        verbose_name=gettext_lazy("Geld zeker tot"), orderable=False, accessor="pk"
    )

    class Meta:
        model = Initiative
        fields = ("name", "districts", "lessons", "state", "last_seen", "money")
        order_by = "name"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen initiatieven gevonden. Maak een filter ruimer.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at: Mapping[int, InitiativeAt] = {}
        self.day = date.max

    def render_name(self, record: Initiative) -> SafeString:
        return render_to_string("dashboards/initiative_name.html", {"initiative": record})

    def render_districts(self, record: Initiative) -> str:
        if record.municipality_wide:
            return _("Gemeentebreed")
        return ", ".join(district.name for district in record.districts.all()) or _(
            "Nog niet gekoppeld"
        )

    def render_lessons(self, record: Initiative) -> SafeString:
        return render_to_string("dashboards/lesson_tags.html", {"tags": record.tags.all()})

    def render_state(self, record: Initiative) -> str:
        return INITIATIVE_LABELS[self.at[record.pk].state]

    def render_last_seen(self, record: Initiative) -> str:
        seen = self.at[record.pk].last_seen
        if seen is None:
            return _("nog nooit")
        return (
            date_format(seen, "j b Y")
            if self.at[record.pk].fresh
            else _("{day} (verouderd)").format(day=date_format(seen, "j b Y"))
        )

    def render_money(self, record: Initiative) -> str:
        item = self.at[record.pk]
        if item.row.needs_money is None:
            return _("onbekend of het nodig is")
        if item.secured_until is None:
            return _("geen geld nodig")
        if item.secured_until.year == date.max.year:
            return _("zonder einddatum")
        if item.secured_until < self.day:
            return _("niet zeker")
        return date_format(item.secured_until, "j b Y")
