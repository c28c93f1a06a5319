"""The quick log: six questions on one phone screen."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final
from uuid import UUID, uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation, Role
from accounts.policy import visible
from areas.locating import Locator
from areas.models import District
from initiatives.forms.base import CodesField, LessonsField, NoticingForm, choose_from
from initiatives.forms.fields import NameField, PointField, SinceField, text_area
from initiatives.models import ActivityType
from initiatives.rules import MAX_LESSONS
from initiatives.writes import InitiativeInput, ObservationInput

WHOLE_MUNICIPALITY: Final = "*"
RUNNING, IDEA = "running", "idea"


class QuickLogForm(NoticingForm):
    """Name, place, what happens, since when, which lessons, and one sentence of what was seen."""

    free_text = ("name", "observation")
    draft = forms.UUIDField(widget=forms.HiddenInput, required=False)
    card_fields = {"lessons": MAX_LESSONS}
    point = PointField(required=False)

    name = NameField(
        label=_("1. Hoe heet het?"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Geef het een naam, bijvoorbeeld: Buurttafel.")},
    )
    place = forms.ChoiceField(
        label=_("2. In welke wijk?"),
        required=False,
    )
    activity_types = CodesField(
        ActivityType.objects.all(),
        label=_("3. Wat gebeurt er?"),
        error_messages={"required": _("Kies minstens één activiteit.")},
    )
    phase = forms.ChoiceField(
        label=_("4. Loopt het al?"),
        choices=[(RUNNING, _("ja, het loopt")), (IDEA, _("nee, het is nog een idee"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of het al loopt.")},
    )
    since = SinceField(
        label=_("Sinds wanneer?"),
        required=False,
        help_text=_(
            "Een maand of een jaar is genoeg: 03-2025 of 2025. Bij een idee blijft dit leeg."
        ),
        error_messages={"invalid": _("Schrijf het als 03-2025, 2025 of 31-12-2025.")},
    )
    lessons = LessonsField(
        label=_("5. Wat herken je?"),
        help_text=_("Kies er hooguit drie. Meer labels is niet beter."),
        error_messages={"required": _("Kies minstens één situatie die je herkent.")},
    )
    observation = forms.CharField(
        label=_("6. Wat heb je gezien?"),
        max_length=500,
        widget=text_area(),
        help_text=_("Eén zin over wat er gebeurde. Geen namen of herkenbare situaties."),
        error_messages={
            "required": _("Schrijf één zin op, bijvoorbeeld: twaalf buren aten samen in de flat.")
        },
    )
    organisation = forms.ModelChoiceField(
        queryset=Organisation.objects.none(),
        label=_("Van welke organisatie of groep?"),
        required=False,
        empty_label=_("weet ik niet"),
    )

    def __init__(self, membership: Membership, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.membership = membership
        self.fields["draft"].initial = uuid4
        valid = District.objects.valid_in(timezone.localdate().year)
        self.listed = visible(membership, valid).order_by("name")
        self.districts = {district.code: district for district in self.listed.defer("boundary")}
        place: forms.ChoiceField = self.fields["place"]  # type: ignore[assignment]
        place.choices = [
            ("", _("Kies een wijk")),
            *((code, district.name) for code, district in self.districts.items()),
            (WHOLE_MUNICIPALITY, _("De hele gemeente")),
        ]
        if membership.role == Role.PROFESSIONAL:
            del self.fields["organisation"]
        else:
            choose_from(self, "organisation", visible(membership, Organisation.objects.all()))

    def clean_place(self) -> str:
        """The wijk that was chosen, else the one under the point; they may not contradict each other."""
        place = str(self.cleaned_data["place"])
        if self.errors.get("point"):
            raise ValidationError(self.errors.pop("point").as_data())
        point = self.cleaned_data["point"]
        if point is not None:
            place = self._wijk_at(point, near=place)
        if not place:
            raise ValidationError(_("Kies een wijk of de hele gemeente."), code="required")
        return place

    def _wijk_at(self, point: tuple[Decimal, Decimal], near: str) -> str:
        """The wijk under a point; it may lie beside the one that was chosen, since the drawing is coarser."""
        listed = self.listed.filter(code=near) if near in self.districts else self.listed
        found = Locator(listed.values_list("code", "boundary")).find(*map(float, point))
        if found is None:
            raise ValidationError(
                _("Het punt op de kaart ligt niet in deze wijk. Wijs het opnieuw aan.")
            )
        return found

    def clean_lessons(self) -> Any:
        """At most three."""
        chosen = self.cleaned_data["lessons"]
        if len(chosen) > MAX_LESSONS:
            raise ValidationError(
                _("Kies hooguit drie situaties. Meer labels is niet beter."), code="max"
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        """What runs has a beginning that is not in the future; an idea has none yet."""
        data = super().clean() or self.cleaned_data
        phase, since = data.get("phase"), data.get("since")
        if phase == RUNNING and "since" in data:
            if since is None:
                self.add_error(
                    "since", _("Vul in sinds wanneer het loopt, bijvoorbeeld 03-2025 of 2025.")
                )
            elif since > timezone.localdate():
                self.add_error("since", _("Dit ligt in de toekomst; dan is het nog een idee."))
        return data

    @classmethod
    def kept_fields(cls) -> frozenset[str]:
        """The fields that a draft keeps."""
        return frozenset(cls.base_fields) - {"seen", "draft"}

    def take_up(self, key: UUID, fields: Mapping[str, list[str]]) -> None:
        """Start as the draft was left; what is no longer a field or a choice is left out by its widget."""
        self.initial["draft"] = key
        for name, values in fields.items():
            if name in self.fields and values:
                many = isinstance(self.fields[name], CodesField)
                self.initial[name] = values if many else values[0]

    def key(self) -> UUID:
        """The key that makes sending this form once-only."""
        key: UUID | None = self.cleaned_data["draft"]
        return key or uuid4()

    def given(self) -> InitiativeInput:
        """Return what was filled in, of a valid form."""
        data = self.cleaned_data
        wide = data["place"] == WHOLE_MUNICIPALITY
        own = self.membership.organisation if self.membership.role == Role.PROFESSIONAL else None
        return InitiativeInput(
            name=data["name"],
            organisation=own or data.get("organisation"),
            districts=() if wide else (self.districts[data["place"]],),
            municipality_wide=wide,
            start_date=data["since"] if data["phase"] == RUNNING else None,
            activity_types=tuple(data["activity_types"]),
            lessons=tuple(data["lessons"]),
            point=data["point"],
        )

    def observation_given(self) -> ObservationInput:
        """Return what was seen, today."""
        return ObservationInput(timezone.localdate(), self.cleaned_data["observation"])
