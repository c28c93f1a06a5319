"""The full form of an initiative."""

from typing import Any, Final

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Role
from accounts.policy import visible
from areas.models import District, TargetGroup
from initiatives.forms.base import CodesField, LessonsField, NoticingForm, Section, choose_from
from initiatives.forms.fields import DayField, KnownField, NameField, text_area
from initiatives.models import (
    ActivityType,
    Band,
    Frequency,
    Initiative,
    OwnCircle,
    PlaceKind,
    WhoDecides,
)
from initiatives.rules import MAX_LESSONS
from initiatives.writes import InitiativeInput

_NOT_KNOWN: Final = ("", _("weet ik niet"))

SECTIONS: Final = (
    (
        _("Wat het is"),
        (
            "name",
            "summary",
            "story",
            "activity_types",
            "target_groups",
            "frequency",
            "participants_band",
            "volunteers_band",
        ),
    ),
    (_("Welke lessen je herkent"), ("lessons",)),
    (
        _("Waar"),
        (
            "districts",
            "municipality_wide",
            "place_kinds",
            "simultaneous_activities",
            "signup_required",
            "location_shielded",
        ),
    ),
    (_("Wanneer"), ("start_date", "dormant_since", "end_date")),
    (
        _("Van wie"),
        (
            "organisation",
            "own_circle",
            "initiated_by",
            "decided_by",
            "needs_money",
            "work_contact",
            "private_contact",
            "is_public",
        ),
    ),
)
_LISTS: Final = ("districts", "activity_types", "target_groups", "place_kinds", "lessons")


class InitiativeForm(NoticingForm):
    """Everything of an initiative; `version` is the one the person saw."""

    free_text = ("name", "summary", "story")
    card_fields = {"lessons": MAX_LESSONS}

    version = forms.IntegerField(widget=forms.HiddenInput)
    name = NameField(label=_("Naam"))
    summary = forms.CharField(
        label=_("In één zin"),
        max_length=500,
        required=False,
        help_text=_("Wat er gebeurt, voor wie en waar."),
    )
    story = forms.CharField(
        label=_("Verhaal"),
        max_length=10_000,
        required=False,
        widget=text_area(6),
        help_text=_("Geen namen of herkenbare situaties van bewoners."),
    )
    activity_types = CodesField(
        ActivityType.objects.all(), label=_("Wat er gebeurt"), required=False
    )
    target_groups = CodesField(TargetGroup.objects.all(), label=_("Voor wie"), required=False)
    frequency = forms.ChoiceField(
        label=_("Hoe vaak"), choices=[_NOT_KNOWN, *Frequency.choices], required=False
    )
    participants_band = forms.ChoiceField(
        label=_("Deelnemers"), choices=[_NOT_KNOWN, *Band.choices], required=False
    )
    volunteers_band = forms.ChoiceField(
        label=_("Vrijwilligers"), choices=[_NOT_KNOWN, *Band.choices], required=False
    )
    lessons = LessonsField(
        label=_("Lessen"),
        required=False,
        help_text=_(
            "Hooguit drie. Haal je een les weg, dan gaan de waarnemingen daaronder mee weg."
        ),
    )
    districts = CodesField(District.objects.none(), label=_("Wijken"), required=False)
    municipality_wide = forms.BooleanField(
        label=_("De hele gemeente"), required=False, help_text=_("Kies dan geen wijken.")
    )
    place_kinds = CodesField(PlaceKind.objects.all(), label=_("Soort plek"), required=False)
    simultaneous_activities = KnownField(label=_("Doen groepen er tegelijk verschillende dingen?"))
    signup_required = KnownField(label=_("Moet je je aanmelden?"))
    location_shielded = forms.BooleanField(
        label=_("Locatie afschermen"),
        required=False,
        help_text=_(
            "De plek wordt dan nooit openbaar. Zo begint het bij eigen kringen en lotgenoten."
        ),
    )
    start_date = DayField(
        label=_("Begonnen op"), required=False, help_text=_("Leeg: het is nog een idee.")
    )
    dormant_since = DayField(label=_("Ligt stil sinds"), required=False)
    end_date = DayField(label=_("Laatste dag"), required=False)
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Organisatie of groep"),
        required=False,
        empty_label=_("weet ik niet"),
    )
    own_circle = forms.ChoiceField(
        label=_("Eigen kring"),
        choices=OwnCircle.choices,
        widget=forms.RadioSelect,
        help_text=_("Wie koos ervoor dat het besloten is?"),
    )
    initiated_by = forms.ChoiceField(
        label=_("Wie begon ermee"), choices=[_NOT_KNOWN, *WhoDecides.choices], required=False
    )
    decided_by = forms.ChoiceField(
        label=_("Wie beslist"), choices=[_NOT_KNOWN, *WhoDecides.choices], required=False
    )
    needs_money = KnownField(label=_("Is er geld voor nodig?"))
    work_contact = forms.CharField(
        label=_("Werkcontact"),
        max_length=200,
        required=False,
        help_text=_("Van een professional of organisatie. Alleen zichtbaar voor wie ermee werkt."),
    )
    private_contact = forms.CharField(
        label=_("Privécontact"),
        max_length=200,
        required=False,
        help_text=_("Alleen als iemand dat goed vindt. Wordt nooit geëxporteerd."),
    )
    is_public = forms.BooleanField(
        label=_("Openbaar"),
        required=False,
        help_text=_("Naam, zin en verhaal mogen in het openbare register."),
    )

    def __init__(
        self, membership: Membership, initiative: Initiative, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.initiative = initiative
        choose_from(self, "districts", _districts(membership, initiative))
        choose_from(self, "organisation", _organisations(membership))
        if membership.role == Role.PROFESSIONAL:
            self.fields["organisation"].required = True

    def clean_lessons(self) -> Any:
        """At most three."""
        chosen = self.cleaned_data["lessons"]
        if len(chosen) > MAX_LESSONS:
            raise forms.ValidationError(
                _("Kies hooguit drie lessen. Meer labels is niet beter."), code="max"
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """Somewhere: wijken or the whole municipality, not both; dates in order."""
        data = super().clean() or self.cleaned_data
        if data.get("municipality_wide") and data.get("districts"):
            self.add_error("districts", _("Kies wijken of de hele gemeente, niet allebei."))
        start = data.get("start_date")
        for name, sentence in (
            ("dormant_since", _("Het ligt stil voordat het begon.")),
            ("end_date", _("De laatste dag ligt voor het begin.")),
        ):
            day = data.get(name)
            if start and day and day < start:
                self.add_error(name, sentence)
        return data

    def sections(self) -> list[Section]:
        """Return the fields grouped as the page shows them."""
        return [Section(title, [self.row(name) for name in names]) for title, names in SECTIONS]

    def given(self) -> InitiativeInput:
        """Return what was filled in, of a valid form."""
        data = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in {"version", "seen"}
        }
        lists: dict[str, Any] = {name: tuple(data.pop(name)) for name in _LISTS}
        return InitiativeInput(**data, **lists, reference=self.initiative.reference)


def initial_of(held: InitiativeInput, version: int) -> dict[str, Any]:
    """Return what the form starts with for a stored record."""
    names = [name for name in InitiativeForm.base_fields if name not in {"version", "seen"}]
    return {name: _as_initial(getattr(held, name)) for name in names} | {"version": version}


def _as_initial(value: Any) -> Any:
    if isinstance(value, tuple):
        return [item.code for item in value]
    return value.pk if isinstance(value, Organisation) else value


def _districts(membership: Membership, initiative: Initiative) -> QuerySet[District]:
    """Return the wijken of today's division, and those the initiative already names."""
    today = District.objects.valid_in(timezone.localdate().year)
    either = District.objects.filter(Q(pk__in=today) | Q(initiative_links__initiative=initiative))
    return visible(membership, either.distinct().order_by("name"))


def _organisations(membership: Membership) -> QuerySet[Organisation]:
    """Return a professional's own organisation; for others those of the municipality."""
    seen = visible(membership, Organisation.objects.all())
    if membership.role == Role.PROFESSIONAL:
        return seen.filter(memberships=membership)
    return seen
