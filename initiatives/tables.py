"""The tables of organisations and of signals about voices (django-tables2, our own template)."""

from datetime import date
from typing import Any

import django_tables2
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from initiatives.models import VoiceSignal
from lists.sorting import Sorted
from sheets.columns import Kind

_NUM = {"td": {"class": "num"}, "th": {"class": "num"}}


class OrganisationTable(django_tables2.Table):
    """Organisations with their initiatives: `number` counts them, `latest` is when one last changed."""

    caption = gettext_lazy("Organisaties")
    row_header = "name"
    optional_columns = ("kvk_number",)
    kinds = {"number": Kind.INTEGER, "latest": Kind.DATE, "kvk_number": Kind.CODE}

    name = django_tables2.Column(
        verbose_name=gettext_lazy("Organisatie"),
        order_by=("name", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    kind = django_tables2.Column(
        verbose_name=gettext_lazy("Soort"), order_by=("kind", "name", "pk")
    )
    number = Sorted("number", "name", verbose_name=gettext_lazy("Initiatieven"), attrs=_NUM)
    latest = Sorted("latest", "name", verbose_name=gettext_lazy("Laatst bijgewerkt"))
    may_be_asked = django_tables2.Column(
        verbose_name=gettext_lazy("Mag je vragen"), order_by=("may_be_asked", "name", "pk")
    )
    kvk_number = Sorted("kvk_number", verbose_name=gettext_lazy("KvK-nummer"))

    class Meta:
        model = Organisation
        fields = ("name", "kind", "number", "latest", "may_be_asked", "kvk_number")
        sequence = fields
        order_by = "name"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen organisaties gevonden. Maak een filter ruimer.")

    def render_name(self, record: Organisation) -> SafeString:
        return render_to_string("initiatives/organisation_name.html", {"organisation": record})

    def value_name(self, record: Organisation) -> str:
        return record.name

    def render_kind(self, record: Organisation) -> str:
        return _("particulier") if record.is_private_person else record.get_kind_display()

    def render_latest(self, record: Any) -> str:
        return date_format(localtime(record.latest).date(), "j b Y") if record.latest else "–"

    def value_latest(self, record: Any) -> date | None:
        return localtime(record.latest).date() if record.latest else None

    def render_may_be_asked(self, value: bool) -> str:
        return _("ja") if value else _("niet bekend")

    def render_kvk_number(self, record: Organisation) -> str:
        return record.kvk_number or _("niet bekend")

    def value_kvk_number(self, record: Organisation) -> str:
        return record.kvk_number


class VoiceTable(django_tables2.Table):
    """Signals about voices, the latest first. They name groups only, and are never exported."""

    caption = gettext_lazy("Signalen")
    row_header = "district"
    fixed_columns = ("act",)
    optional_columns = ("deciding", "responded_on")

    district = django_tables2.Column(
        verbose_name=gettext_lazy("Wijk"),
        order_by=("district__name", "-date", "pk"),
        attrs={"td": {"data-l": ""}},
    )
    date = django_tables2.Column(
        verbose_name=gettext_lazy("Datum"),
        order_by=("date", "pk"),
        attrs={"td": {"class": "nowrap", "data-l": ""}},
    )
    state = django_tables2.Column(
        verbose_name=gettext_lazy("Stand"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"data-l": ""}},
    )
    missing = django_tables2.Column(
        verbose_name=gettext_lazy("Wie we niet horen"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "full"}},
    )
    deciding = django_tables2.Column(
        verbose_name=gettext_lazy("Wie er beslist"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "full"}},
    )
    note = django_tables2.Column(
        verbose_name=gettext_lazy("Toelichting en antwoord"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "full"}},
    )
    responded_on = Sorted("responded_on", verbose_name=gettext_lazy("Beantwoord op"))
    act = django_tables2.Column(
        verbose_name=gettext_lazy("Doen"),
        accessor="pk",
        orderable=False,
        attrs={"td": {"class": "full", "data-l": ""}},
    )

    class Meta:
        model = VoiceSignal
        fields: tuple[str, ...] = ()
        order_by = "-date"
        template_name = "components/table.html"
        empty_text = gettext_lazy(
            "Geen signalen gevonden. Niet nagegaan is iets anders dan niets aan de hand."
        )

    def __init__(self, *args: Any, writable: bool, **kwargs: Any) -> None:
        super().__init__(*args, exclude=() if writable else self.fixed_columns, **kwargs)

    def render_date(self, record: VoiceSignal) -> str:
        return str(date_format(record.date, "j b Y"))

    def render_state(self, record: VoiceSignal) -> SafeString:
        return render_to_string("initiatives/voice_state.html", {"signal": record})

    def render_missing(self, record: VoiceSignal) -> str:
        if record.checked_none:
            return _("Nagegaan: geen stemmen gemist.")
        return ", ".join(map(str, record.missing_groups.all()))

    def render_deciding(self, record: VoiceSignal) -> str:
        return ", ".join(map(str, record.deciding_groups.all())) or _("niet bekend")

    def render_note(self, record: VoiceSignal) -> SafeString:
        return render_to_string("initiatives/voice_note.html", {"signal": record})

    def render_responded_on(self, record: VoiceSignal) -> str:
        return str(date_format(record.responded_on, "j b Y")) if record.responded_on else "–"

    def render_act(self, record: VoiceSignal) -> SafeString | str:
        if record.checked_none:
            return ""
        return render_to_string("initiatives/voice_act.html", {"signal": record})
