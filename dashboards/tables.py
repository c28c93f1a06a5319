"""Tables of the dashboards (django-tables2, our own template)."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date

import django_tables2
from django.db.models import QuerySet, prefetch_related_objects
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dashboards.analysis.situation import InitiativeAt
from dashboards.analysis.states import INITIATIVE_LABELS, InitiativeState
from initiatives.models import Initiative
from lists.sorting import Sorted
from sheets.writing import Kind

_FETCHED = {"activities": "activity_types", "groups": "target_groups"}
"""What only an optional column asks for, fetched when it is shown."""

type Situate = Callable[[list[int]], Mapping[int, InitiativeAt]]


class InitiativeTable(django_tables2.Table):
    """Initiatives with what they are at the reference date.

    `situate` works out the portion of records that is about to be shown or written; `writable` are the ids
    that the member may change (an empty one shows no boxes).
    """

    caption = gettext_lazy("Initiatieven")
    row_header = "name"
    fixed_columns = ("pick", "act")
    optional_columns = (
        "organisation",
        "summary",
        "activities",
        "groups",
        "start_date",
        "end_date",
        "decided_by",
        "needs_money",
        "updated_at",
        "reference",
    )
    kinds = {
        "last_seen": Kind.DATE,
        "start_date": Kind.DATE,
        "end_date": Kind.DATE,
        "updated_at": Kind.DATE,
        "reference": Kind.CODE,
    }

    pick = django_tables2.Column(
        verbose_name=gettext_lazy("Kies"),
        orderable=False,
        accessor="pk",
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    name = django_tables2.Column(
        verbose_name=gettext_lazy("Initiatief"),
        order_by=("name", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    organisation = Sorted("organisation__name", "name", verbose_name=gettext_lazy("Organisatie"))
    summary = django_tables2.Column(
        verbose_name=gettext_lazy("In één zin"), orderable=False, attrs={"td": {"class": "full"}}
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
    activities = django_tables2.Column(
        verbose_name=gettext_lazy("Wat"), orderable=False, accessor="pk"
    )
    groups = django_tables2.Column(
        verbose_name=gettext_lazy("Voor wie"), orderable=False, accessor="pk"
    )
    state = django_tables2.Column(
        verbose_name=gettext_lazy("Stand"), orderable=False, accessor="pk"
    )
    last_seen = Sorted("last_seen", "name", verbose_name=gettext_lazy("Laatst gezien"))
    money = django_tables2.Column(
        verbose_name=gettext_lazy("Geld zeker tot"), orderable=False, accessor="pk"
    )
    start_date = Sorted("start_date", "name", verbose_name=gettext_lazy("Begonnen"))
    end_date = Sorted("end_date", "name", verbose_name=gettext_lazy("Laatste dag"))
    decided_by = django_tables2.Column(
        verbose_name=gettext_lazy("Wie beslist"), orderable=False, empty_values=()
    )
    needs_money = django_tables2.Column(
        verbose_name=gettext_lazy("Geld nodig"), orderable=False, empty_values=()
    )
    updated_at = Sorted("updated_at", "name", verbose_name=gettext_lazy("Laatst bijgewerkt"))
    reference = Sorted("reference", "name", verbose_name=gettext_lazy("Kenmerk"))
    act = django_tables2.Column(
        verbose_name=gettext_lazy("Doen"),
        orderable=False,
        accessor="pk",
        attrs={"td": {"data-l": ""}},
    )

    class Meta:
        model = Initiative
        fields: tuple[str, ...] = ()
        order_by = "name"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen initiatieven gevonden. Maak een filter ruimer.")

    def __init__(
        self,
        found: QuerySet[Initiative],
        *,
        day: date,
        situate: Situate,
        writable: Callable[[list[int]], Collection[int]] | None = None,
    ) -> None:
        super().__init__(found, exclude=() if writable else self.fixed_columns)
        self.at: Mapping[int, InitiativeAt] = {}
        self.mine: Collection[int] = ()
        self.day = day
        self.situate, self.writable = situate, writable

    def prepare(self, records: Iterable[Initiative]) -> None:
        """Work out what these initiatives are at the day, and which of them the member may change."""
        found = list(records)
        wanted = [path for name, path in _FETCHED.items() if self.columns[name].visible]
        prefetch_related_objects(found, *wanted)
        ids = [record.pk for record in found]
        self.at = self.situate(ids)
        self.mine = self.writable(ids) if self.writable else ()

    def render_pick(self, record: Initiative) -> SafeString | str:
        if record.pk not in self.mine:
            return ""
        return render_to_string("dashboards/initiative_pick.html", {"initiative": record})

    def render_act(self, record: Initiative) -> SafeString | str:
        running = self.at[record.pk].state in {InitiativeState.ACTIVE, InitiativeState.DORMANT}
        if record.pk not in self.mine or not running or not record.tags.all():
            return ""
        return render_to_string("dashboards/initiative_act.html", {"initiative": record})

    def value_name(self, record: Initiative) -> str:
        return record.name

    def render_organisation(self, record: Initiative) -> str:
        return str(record.organisation or _("niet bekend"))

    def render_activities(self, record: Initiative) -> str:
        return ", ".join(map(str, record.activity_types.all())) or _("niet bekend")

    def render_groups(self, record: Initiative) -> str:
        return ", ".join(map(str, record.target_groups.all())) or _("niet bekend")

    def render_start_date(self, record: Initiative) -> str:
        return _day(record.start_date, _("nog een idee"))

    def value_start_date(self, record: Initiative) -> date | None:
        return record.start_date

    def render_end_date(self, record: Initiative) -> str:
        return _day(record.end_date, "–")

    def value_end_date(self, record: Initiative) -> date | None:
        return record.end_date

    def render_decided_by(self, record: Initiative) -> str:
        return str(record.get_decided_by_display()) if record.decided_by else _("niet bekend")

    def render_needs_money(self, record: Initiative) -> str:
        known = {True: _("ja"), False: _("nee"), None: _("niet bekend")}
        return known[record.needs_money]

    def render_updated_at(self, record: Initiative) -> str:
        return _day(localtime(record.updated_at).date(), "")

    def value_updated_at(self, record: Initiative) -> date:
        return localtime(record.updated_at).date()

    def value_lessons(self, record: Initiative) -> str:
        return ", ".join(tag.lesson.title for tag in record.tags.all()) or "–"

    def value_last_seen(self, record: Initiative) -> date | None:
        return self.at[record.pk].last_seen

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


def _day(day: date | None, unknown: str) -> str:
    return date_format(day, "j b Y") if day else unknown
