"""The list of actions (django-tables2, our own template)."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Protocol

import django_tables2
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.models import Action


class Said(Protocol):
    """What the measures say of an action's cell; worked out above this app."""

    @property
    def start_label(self) -> str:
        """The word of the cell's state when the action was made."""

    @property
    def now_label(self) -> str:
        """The word of its state now."""

    @property
    def sentence(self) -> str:
        """What changed since."""


class ActionTable(django_tables2.Table):
    """Actions with what their cells say by themselves."""

    caption = gettext_lazy("Acties")
    row_header = "text"

    text = django_tables2.Column(
        verbose_name=gettext_lazy("Actie"), attrs={"td": {"class": "full", "data-l": ""}}
    )
    district = django_tables2.Column(
        verbose_name=gettext_lazy("Wijk"), order_by=("district__name", "pk")
    )
    lesson = django_tables2.Column(
        verbose_name=gettext_lazy("Les"), order_by=("lesson__order", "pk")
    )
    owner = django_tables2.Column(
        verbose_name=gettext_lazy("Wie"), order_by=("owner__name", "pk"), empty_values=()
    )
    due_date = django_tables2.Column(verbose_name=gettext_lazy("Klaar op"), empty_values=())
    state = django_tables2.Column(verbose_name=gettext_lazy("Stand"), order_by=("state", "pk"))
    said = django_tables2.Column(
        verbose_name=gettext_lazy("Wat de cel zegt"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "full"}},
    )

    class Meta:
        model = Action
        fields = ("text", "district", "lesson", "owner", "due_date", "state", "said")
        sequence = fields
        order_by = "due_date"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen acties gevonden. Maak een filter ruimer.")

    def __init__(
        self, actions: QuerySet[Action], *, today: date, writable: bool, **kwargs: Any
    ) -> None:
        super().__init__(actions, **kwargs)
        self.today, self.writable = today, writable
        self.told: Mapping[int, Said] = {}

    def order_due_date(
        self, queryset: QuerySet[Action], is_descending: bool
    ) -> tuple[QuerySet[Action], bool]:
        """By the day it is to be done; without a day last, either way."""
        due = F("due_date")
        order = due.desc(nulls_last=True) if is_descending else due.asc(nulls_last=True)
        return queryset.order_by(order, "pk"), True

    def render_text(self, record: Action) -> SafeString:
        shown = {"action": record, "writable": self.writable}
        return render_to_string("facilitation/name.html", shown)

    def render_owner(self, record: Action) -> str:
        return str(record.owner) if record.owner else _("nog niemand")

    def render_due_date(self, record: Action) -> str:
        if record.due_date is None:
            return "–"
        day: str = date_format(record.due_date, "j b Y")
        late = record.is_running and record.due_date < self.today
        return _("{day} (te laat)").format(day=day) if late else day

    def render_said(self, record: Action) -> str:
        return self.told[record.pk].sentence
