"""The table of wijken with their figures (django-tables2, our own template)."""

from decimal import Decimal
from typing import Any

import django_tables2
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from administration.figures import INHABITANTS, AreaOverview, Present, WijkLine
from sheets.columns import Kind

_YEAR = "_year"
_NUM = {"td": {"class": "num"}, "th": {"class": "num"}}


class _FigureColumn(django_tables2.Column):
    """The latest figure of one indicator; in a file a number, with its year in a column of its own."""

    def __init__(self, place: int, label: str) -> None:
        accessor = f"figures__{place}"
        super().__init__(
            verbose_name=label,
            accessor=accessor,
            order_by=(f"{accessor}__value", "name"),
            empty_values=(),
            attrs=_NUM,
        )

    def render(self, value: Present | None) -> SafeString:
        """The figure with its year, or that it is missing."""
        return render_to_string("administration/figure.html", {"figure": value})

    def value(self, **kwargs: Any) -> Decimal | None:
        """The figure alone."""
        figure: Present | None = kwargs["value"]
        return figure.value if figure else None


class _YearColumn(django_tables2.Column):
    """The year of the figure beside it."""

    def __init__(self, place: int, label: str) -> None:
        accessor = f"figures__{place}__year"
        super().__init__(
            verbose_name=label, accessor=accessor, order_by=(accessor, "name"), attrs=_NUM
        )

    def render(self, value: int) -> str:
        """The year, without a separator."""
        return str(value)

    def value(self, **kwargs: Any) -> int | None:
        """The year as a number."""
        year: int | None = kwargs["value"]
        return year or None


class AreaTable(django_tables2.Table):
    """Wijken with their boundary, inhabitants and need indicators; a year is shown when it is asked for."""

    caption = gettext_lazy("Grens en cijfers per wijk")
    row_header = "name"

    name = django_tables2.Column(
        verbose_name=gettext_lazy("Wijk"), attrs={"td": {"class": "full", "data-l": ""}}
    )
    code = django_tables2.Column(verbose_name=gettext_lazy("Code"))
    has_boundary = django_tables2.Column(
        verbose_name=gettext_lazy("Grens"), order_by=("has_boundary", "name")
    )

    class Meta:
        fields = ("name", "code", "has_boundary")
        order_by = "code"
        template_name = "components/table.html"
        empty_text = gettext_lazy("Geen wijken gevonden. Maak een filter ruimer.")

    def __init__(self, lines: list[WijkLine], overview: AreaOverview) -> None:
        named = [(INHABITANTS, _("Inwoners"))]
        named += [(one.indicator, one.label) for one in overview.indicators]
        columns: list[tuple[str, django_tables2.Column]] = []
        self.kinds = {"code": Kind.CODE}
        for place, (code, label) in enumerate(named):
            year = f"{code}{_YEAR}"
            columns.append((code, _FigureColumn(place, label)))
            columns.append((year, _YearColumn(place, _("Jaar van {label}").format(label=label))))
            self.kinds |= {code: Kind.DECIMAL, year: Kind.INTEGER}
        self.optional_columns = tuple(f"{code}{_YEAR}" for code, _label in named)
        super().__init__(lines, extra_columns=columns)

    def render_has_boundary(self, record: WijkLine) -> str:
        return _("ja") if record.has_boundary else _("ontbreekt")
