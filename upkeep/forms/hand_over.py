"""The one choice of handing over, and the filters of the list of operations."""

from typing import Any

import django_filters
from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from initiatives.models import Initiative
from upkeep.models import Operation


class HandOverForm(forms.Form):
    """To which organisation of the municipality; never to a private person, nor to whom it is of already."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Aan welke organisatie"),
        empty_label=_("Kies een organisatie"),
        error_messages={
            "required": _("Kies aan welke organisatie je het overdraagt."),
            "invalid_choice": _("Kies een andere organisatie uit de lijst."),
        },
    )

    def __init__(self, initiative: Initiative, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = self.fields["organisation"]
        others = Organisation.objects.filter(
            municipality=initiative.municipality_id, is_private_person=False
        )
        if initiative.organisation_id is not None:
            others = others.exclude(pk=initiative.organisation_id)
        if isinstance(choices, forms.ModelChoiceField):
            choices.queryset = others


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
