"""The table of funders."""

from decimal import Decimal

import django_tables2
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from funding.course.words import short_euros
from funding.models import Funder
from funding.tables.amounts import NUM
from lists.sorting import Sorted
from sheets.columns import Kind
from sheets.values import euros


class FunderTable(django_tables2.Table):
    """Who gives money and, for who may read all grants, how much was committed and paid."""

    caption = gettext_lazy("Geldgevers")
    row_header = "name"
    kinds = {
        "schemes_number": Kind.INTEGER,
        "grants_number": Kind.INTEGER,
        "committed": Kind.MONEY,
        "paid": Kind.MONEY,
    }

    name = django_tables2.Column(
        verbose_name=gettext_lazy("Geldgever"),
        order_by=("name", "pk"),
        attrs={"td": {"class": "full", "data-l": ""}},
    )
    kind = django_tables2.Column(
        verbose_name=gettext_lazy("Soort"), order_by=("kind", "name", "pk")
    )
    schemes_number = Sorted(
        "schemes_number", "name", verbose_name=gettext_lazy("Regelingen"), attrs=NUM
    )
    grants_number = Sorted(
        "grants_number", "name", verbose_name=gettext_lazy("Aanvragen en bijdragen"), attrs=NUM
    )
    committed = Sorted("committed", "name", verbose_name=gettext_lazy("Toegekend"), attrs=NUM)
    paid = Sorted("paid", "name", verbose_name=gettext_lazy("Betaald"), attrs=NUM)

    class Meta:
        model = Funder
        fields = ("name", "kind", "schemes_number", "grants_number", "committed", "paid")
        sequence = fields
        order_by = "name"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen geldgevers gevonden. Maak een filter ruimer.")

    def render_name(self, record: Funder) -> SafeString:
        return render_to_string("funding/funder_name.html", {"funder": record})

    def value_name(self, record: Funder) -> str:
        return record.name

    def render_committed(self, value: int) -> str:
        return short_euros(int(value))

    def value_committed(self, value: int) -> Decimal | None:
        return euros(int(value))

    def render_paid(self, value: int) -> str:
        return short_euros(int(value))

    def value_paid(self, value: int) -> Decimal | None:
        return euros(int(value))
