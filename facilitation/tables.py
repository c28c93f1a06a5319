"""The list of actions (django-tables2, our own template)."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Protocol

import django_tables2
from django.db.models import Case, F, Q, QuerySet, When
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from facilitation.models import RUNNING, Action
from lists.sorting import Sorted, in_order
from sheets.columns import Kind


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


class RunningFirst(Sorted):
    """The day to be done: what still runs comes first either way, what is done or dropped after it."""

    def order(
        self, queryset: QuerySet[Action], is_descending: bool
    ) -> tuple[QuerySet[Action], bool]:
        """Put the running ones first, by their day; of the others the latest first."""
        ended_on = Case(When(~Q(state__in=RUNNING), then=F("state_on")))
        then = in_order(self.field, is_descending=is_descending)
        return queryset.order_by(ended_on.desc(nulls_first=True), *then), True


class ActionTable(django_tables2.Table):
    """Actions with what their cells say by themselves."""

    caption = gettext_lazy("Acties")
    row_header = "text"
    optional_columns = ("role", "state_on", "made_on", "started", "now", "initiative")
    kinds = {"due_date": Kind.DATE, "state_on": Kind.DATE, "made_on": Kind.DATE}

    text = django_tables2.Column(
        verbose_name=gettext_lazy("Actie"),
        order_by=("text", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    district = django_tables2.Column(
        verbose_name=gettext_lazy("Wijk"), order_by=("district__name", "pk")
    )
    lesson = django_tables2.Column(
        verbose_name=gettext_lazy("Les"), order_by=("lesson__order", "pk")
    )
    role = django_tables2.Column(verbose_name=gettext_lazy("Vanuit"), order_by=("role", "pk"))
    owner = django_tables2.Column(
        verbose_name=gettext_lazy("Wie"), order_by=("owner__name", "pk"), empty_values=()
    )
    due_date = RunningFirst("due_date", verbose_name=gettext_lazy("Klaar op"))
    state = django_tables2.Column(verbose_name=gettext_lazy("Stand"), order_by=("state", "pk"))
    state_on = django_tables2.Column(
        verbose_name=gettext_lazy("Stand sinds"), order_by=("state_on", "pk")
    )
    made_on = django_tables2.Column(
        verbose_name=gettext_lazy("Begonnen op"), order_by=("made_on", "pk")
    )
    started = django_tables2.Column(
        verbose_name=gettext_lazy("Cel bij het begin"), accessor="pk", orderable=False
    )
    now = django_tables2.Column(verbose_name=gettext_lazy("Cel nu"), accessor="pk", orderable=False)
    said = django_tables2.Column(
        verbose_name=gettext_lazy("Wat de cel zegt"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "full"}},
    )
    initiative = django_tables2.Column(
        verbose_name=gettext_lazy("Wat ervan kwam"), order_by=("initiative__name", "pk")
    )

    class Meta:
        model = Action
        fields = (
            "text",
            "district",
            "lesson",
            "role",
            "owner",
            "due_date",
            "state",
            "state_on",
            "made_on",
            "started",
            "now",
            "said",
            "initiative",
        )
        sequence = fields
        order_by = "due_date"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen acties gevonden. Maak een filter ruimer.")

    def __init__(
        self,
        actions: QuerySet[Action],
        *,
        today: date,
        writable: bool,
        tell: Callable[[Iterable[Action]], Mapping[int, Said]],
    ) -> None:
        super().__init__(actions)
        self.today, self.writable, self.tell = today, writable, tell
        self.told: Mapping[int, Said] = {}

    def prepare(self, records: Iterable[Action]) -> None:
        """Work out what the cells say of a portion."""
        self.told = self.tell(records)

    def render_text(self, record: Action) -> SafeString:
        shown = {"action": record, "writable": self.writable}
        return render_to_string("facilitation/name.html", shown)

    def value_text(self, record: Action) -> str:
        return record.text

    def render_owner(self, record: Action) -> str:
        return str(record.owner) if record.owner else _("nog niemand")

    def render_due_date(self, record: Action) -> str:
        if record.due_date is None:
            return "–"
        day: str = date_format(record.due_date, "j b Y")
        late = record.is_running and record.due_date < self.today
        return _("{day} (te laat)").format(day=day) if late else day

    def value_due_date(self, record: Action) -> date | None:
        return record.due_date

    def render_state_on(self, record: Action) -> str:
        return str(date_format(record.state_on, "j b Y"))

    def value_state_on(self, record: Action) -> date:
        return record.state_on

    def render_made_on(self, record: Action) -> str:
        return str(date_format(record.made_on, "j b Y"))

    def value_made_on(self, record: Action) -> date:
        return record.made_on

    def render_started(self, record: Action) -> str:
        return self.told[record.pk].start_label or _("niet bekend")

    def render_now(self, record: Action) -> str:
        return self.told[record.pk].now_label or _("niet bekend")

    def render_said(self, record: Action) -> str:
        return self.told[record.pk].sentence
