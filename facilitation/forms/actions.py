"""Making an action of a gap, and changing it."""

from datetime import date, timedelta
from typing import Any, Final

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, User
from accounts.policy import Scope, action_holders, right, visible
from areas.models import District
from facilitation.models import Action
from facilitation.writes import Gap, Task
from initiatives.forms.base import CodeField, NoticingForm, choose_from
from initiatives.forms.fields import DayField, text_area
from lessons.models import ActionRole, Lesson

DEFAULT_WEEKS: Final = 6
"""When an action is to be done, unless somebody says otherwise: long enough to meet people, short enough to see."""
ROLES: Final = (ActionRole.POLICY, ActionRole.PROFESSIONAL)
"""The roles whose role action somebody can carry out; a resident's is an invitation."""


def roles_for(membership: Membership) -> list[ActionRole]:
    """Whose role actions this member may make into actions."""
    scope = right(membership, Action).write
    if scope is Scope.NONE:
        return []
    return [ActionRole.PROFESSIONAL] if scope is Scope.OWN else list(ROLES)


def owners_for(membership: Membership, keep: int | None = None) -> Any:
    """The people to choose from; `keep` is the present owner, who stays even after leaving."""
    holders = action_holders(membership, timezone.localdate()).order_by().values("user")
    return User.objects.filter(Q(pk__in=holders) | Q(pk=keep)).order_by("name", "email")


class TaskForm(NoticingForm):
    """What is to be done, by whom and when."""

    free_text = ("text", "notes")

    text = forms.CharField(
        label=_("Wat ga je doen"),
        max_length=500,
        widget=text_area(3),
        help_text=_("Pas de tekst van de les aan: wat doe je hier, met wie?"),
        error_messages={"required": _("Schrijf op wat je gaat doen.")},
    )
    owner = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Wie pakt het op"),
        required=False,
        empty_label=_("Nog niemand"),
        error_messages={"invalid_choice": _("Aan deze persoon kun je geen actie geven.")},
    )
    due_date = DayField(label=_("Klaar op"), required=False)
    notes = forms.CharField(
        label=_("Notities"),
        max_length=5_000,
        required=False,
        widget=text_area(4),
        help_text=_("Geen namen of herkenbare situaties van bewoners."),
    )

    def offer_owners(self, membership: Membership, keep: int | None = None) -> None:
        """Let people of this member's choice be the owner."""
        choose_from(self, "owner", owners_for(membership, keep))
        if right(membership, Action).write is Scope.OWN:
            owner = self.fields["owner"]
            owner.required = True
            owner.error_messages["required"] = _("Kies wie het oppakt.")

    def task(self) -> Task:
        """Return what was filled in, of a valid form."""
        data = self.cleaned_data
        return Task(data["text"], data["owner"], data["due_date"], data["notes"])


class NewForm(TaskForm):
    """A new action; the role action of the lesson is its first text."""

    field_order = ("district", "lesson", "role", "text", "owner", "due_date", "notes")

    district = CodeField(
        District.objects.none(),
        label=_("Wijk"),
        empty_label=_("Kies een wijk"),
        error_messages={
            "required": _("Kies een wijk."),
            "invalid_choice": _("Kies een wijk van deze gemeente."),
        },
    )
    lesson = CodeField(
        Lesson.objects.all(),
        label=_("Les"),
        empty_label=_("Kies een les"),
        error_messages={
            "required": _("Kies een les."),
            "invalid_choice": _("Deze les bestaat niet."),
        },
    )
    role = forms.ChoiceField(
        label=_("Vanuit"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies vanuit welke rol."),
            "invalid_choice": _(
                "Een actie is van beleid of van een professional. Bewoners nodig je uit."
            ),
        },
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        valid = District.objects.valid_in(timezone.localdate().year)
        choose_from(self, "district", visible(membership, valid.order_by("name")))
        self.offer_owners(membership)
        role = self.fields["role"]
        if isinstance(role, forms.ChoiceField):
            role.choices = [(role.value, role.label) for role in roles_for(membership)]

    def gap(self, state: str) -> Gap:
        """Return what the action answers, of a valid form."""
        data = self.cleaned_data
        return Gap(data["district"], data["lesson"], data["role"], state)


class EditForm(TaskForm):
    """A change of what is to be done; the gap it answers stays."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, membership: Membership, action: Action, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("initial", initial_of(action))
        super().__init__(*args, **kwargs)
        self.offer_owners(membership, action.owner_id)


class NoteForm(NoticingForm):
    """One dated line."""

    free_text = ("note",)

    note = forms.CharField(
        label=_("Notitie erbij"),
        max_length=1_000,
        widget=text_area(2),
        error_messages={"required": _("Schrijf op wat je wilt onthouden.")},
    )


def initial_of(action: Action) -> dict[str, Any]:
    """The action as its form starts."""
    return {
        "version": action.version,
        "text": action.text,
        "owner": action.owner_id,
        "due_date": action.due_date,
        "notes": action.notes,
    }


def default_due(today: date) -> date:
    """When a new action is to be done."""
    return today + timedelta(weeks=DEFAULT_WEEKS)
