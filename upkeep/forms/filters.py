"""The filters of the list of operations; its file reads the same query string."""

import django_filters
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from upkeep.models import Operation


class OperationFilter(django_filters.FilterSet):
    """Operations by their words, what was done, and whether it was taken back."""

    q = django_filters.CharFilter(field_name="label", lookup_expr="icontains", label=_("Zoek"))
    soort = django_filters.ChoiceFilter(
        field_name="kind",
        choices=Operation.Kind.choices,
        label=_("Soort"),
        empty_label=_("Elke soort"),
    )
    stand = django_filters.ChoiceFilter(
        method="taken_back",
        choices=[("geldt", _("geldt nog")), ("terug", _("ongedaan gemaakt"))],
        label=_("Stand"),
        empty_label=_("Elke stand"),
    )

    class Meta:
        model = Operation
        fields: list[str] = []

    def __init__(self, query: QueryDict, queryset: QuerySet[Operation]) -> None:
        super().__init__(query, queryset=queryset)
        for field in self.form.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def taken_back(
        self, queryset: QuerySet[Operation], _name: str, value: str
    ) -> QuerySet[Operation]:
        """Whether somebody undid it."""
        return queryset.filter(undone_at__isnull=value == "geldt")
