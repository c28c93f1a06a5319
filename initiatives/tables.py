"""The table of organisations (django-tables2, our own template)."""

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
