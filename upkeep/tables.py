"""The table of operations (django-tables2, our own template)."""

from datetime import date

import django_tables2
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lists.sorting import Sorted
from sheets.columns import Kind
from upkeep.models import Operation


class OperationTable(django_tables2.Table):
    """What was done to several records at once, the latest first."""

    caption = gettext_lazy("Bewerkingen")
    row_header = "label"
    kinds = {"undone_at": Kind.DATE}

    label = django_tables2.Column(
        verbose_name=gettext_lazy("Wat er gebeurde"),
        order_by=("label", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    kind = django_tables2.Column(verbose_name=gettext_lazy("Soort"), order_by=("kind", "pk"))
    created_at = django_tables2.Column(
        verbose_name=gettext_lazy("Wanneer"), order_by=("created_at", "pk")
    )
    user = Sorted("user__name", verbose_name=gettext_lazy("Wie"))
    undone_at = Sorted("undone_at", verbose_name=gettext_lazy("Ongedaan gemaakt"))

    class Meta:
        model = Operation
        fields = ("label", "kind", "created_at", "user", "undone_at")
        sequence = fields
        order_by = "-created_at"
        template_name = "components/table.html"
        empty_text = gettext_lazy(
            "Niets gevonden. Hier staat wat bij meer initiatieven tegelijk veranderde, of is overgedragen."
        )

    def render_label(self, record: Operation) -> SafeString:
        return render_to_string("upkeep/operation_name.html", {"operation": record})

    def value_label(self, record: Operation) -> str:
        return record.label

    def render_created_at(self, record: Operation) -> str:
        return str(date_format(localtime(record.created_at), "j b Y H:i"))

    def render_user(self, record: Operation) -> str:
        return str(record.user) if record.user else _("niet bekend")

    def render_undone_at(self, record: Operation) -> str:
        if record.undone_at is None:
            return "–"
        return str(date_format(localtime(record.undone_at), "j b Y"))

    def value_undone_at(self, record: Operation) -> date | None:
        return localtime(record.undone_at).date() if record.undone_at else None
