"""The filters of the actions: board, list and export read the same query string."""

import django_filters
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.policy import visible
from areas.models import District
from facilitation.forms.actions import ROLES
from facilitation.models import RUNNING, Action
from lessons.models import Lesson


class ActionFilter(django_filters.FilterSet):
    """Actions this member may see, filtered; choices show only what they may see."""

    q = django_filters.CharFilter(method="search", label=_("Zoek"))
    wijk = django_filters.ModelChoiceFilter(
        queryset=District.objects.none(),
        field_name="district",
        to_field_name="code",
        label=_("Wijk"),
        empty_label=_("Alle wijken"),
    )
    les = django_filters.ModelChoiceFilter(
        queryset=Lesson.objects.all(),
        field_name="lesson",
        to_field_name="code",
        label=_("Les"),
        empty_label=_("Alle lessen"),
    )
    wie = django_filters.ModelChoiceFilter(
        queryset=User.objects.none(),
        field_name="owner",
        label=_("Wie"),
        empty_label=_("Iedereen"),
        null_label=_("Nog niemand"),
    )
    stand = django_filters.ChoiceFilter(
        field_name="state",
        choices=Action.State.choices,
        label=_("Stand"),
        empty_label=_("Elke stand"),
    )
    vanuit = django_filters.ChoiceFilter(
        field_name="role",
        choices=[(role.value, role.label) for role in ROLES],
        label=_("Vanuit"),
        empty_label=_("Elke rol"),
    )
    termijn = django_filters.ChoiceFilter(
        method="in_term",
        choices=[("te-laat", _("te laat")), ("zonder", _("zonder datum"))],
        label=_("Termijn"),
        empty_label=_("Alles"),
    )

    class Meta:
        model = Action
        fields: list[str] = []

    def __init__(self, query: QueryDict, *, membership: Membership) -> None:
        actions = visible(membership, Action.objects.all())
        super().__init__(query, queryset=actions)
        self.filters["wijk"].queryset = visible(membership, District.objects.order_by("name"))
        held = actions.order_by().values("owner")
        self.filters["wie"].queryset = User.objects.filter(pk__in=held).order_by("name", "email")
        for field in self.form.fields.values():
            field.widget.attrs.setdefault("class", "in")

    def search(self, queryset: QuerySet[Action], _name: str, value: str) -> QuerySet[Action]:
        """Every word occurs in the text, the notes, the wijk, the lesson, the owner or what came of it."""
        for word in value.split()[:8]:
            queryset = queryset.filter(
                Q(text__icontains=word)
                | Q(notes__icontains=word)
                | Q(district__name__icontains=word)
                | Q(lesson__title_nl__icontains=word)
                | Q(owner__name__icontains=word)
                | Q(initiative__name__icontains=word)
            )
        return queryset

    def in_term(self, queryset: QuerySet[Action], _name: str, value: str) -> QuerySet[Action]:
        """Running and past its day, or without a day."""
        if value == "te-laat":
            return queryset.filter(due_date__lt=timezone.localdate(), state__in=RUNNING)
        return queryset.filter(due_date__isnull=True)
