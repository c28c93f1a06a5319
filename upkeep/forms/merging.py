"""Which of two records stays, and per differing field which value."""

from collections.abc import Iterable
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Organisation
from initiatives.forms.base import NoticingForm
from initiatives.forms.fields import ChoiceText
from initiatives.models import MAX_LESSONS, Initiative
from lessons.models import Lesson
from upkeep.forms.sides import Line, lines_of, organisation_lines
from upkeep.writes import MergeInput, OrganisationMerge

ONE: Final = "een"
OTHER: Final = "ander"
BOTH: Final = "allebei"
_FIELD: Final = "veld_"


class MergeForm(NoticingForm):
    """Two records side by side; `een` is the first, `ander` the second, `kept` the one that stays."""

    version_een = forms.IntegerField(widget=forms.HiddenInput)
    version_ander = forms.IntegerField(widget=forms.HiddenInput)
    kept = forms.ChoiceField(
        label=gettext_lazy("Welke blijft bestaan?"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy(
            "De andere verdwijnt uit de lijsten; haar oude adres en kenmerk leiden hierheen."
        ),
        error_messages={"required": gettext_lazy("Kies welke blijft bestaan.")},
    )

    def __init__(
        self,
        sides: tuple[Initiative, Initiative] | tuple[Organisation, Organisation],
        lines: Iterable[Line],
        data: QueryDict | None,
    ) -> None:
        self.sides = sides
        one, other = sides
        initial = {"version_een": one.version, "version_ander": other.version, "kept": ONE}
        super().__init__(data, initial=initial)
        kept = self.fields["kept"]
        if isinstance(kept, forms.ChoiceField):
            kept.choices = [
                (key, ChoiceText(row.name, self.described(row)))
                for key, row in ((ONE, one), (OTHER, other))
            ]
        self.names = []
        for line in lines:
            self.names.append(line.name)
            self.fields[_FIELD + line.name] = _choice(line)

    def described(self, row: Any) -> str:
        """What tells a record apart from its double."""
        return _("laatst bijgewerkt %(day)s") % {"day": f"{row.updated_at:%d-%m-%Y}"}

    def kept_and_gone(self) -> tuple[int, int]:
        """The keys of the record that stays and of the one that goes."""
        one, other = self.sides
        stays = self.cleaned_data["kept"] == ONE
        return (one.pk, other.pk) if stays else (other.pk, one.pk)

    def seen_versions(self) -> dict[int, int]:
        """The version of each as the person saw it."""
        one, other = self.sides
        data = self.cleaned_data
        return {one.pk: data["version_een"], other.pk: data["version_ander"]}

    def from_other(self) -> frozenset[str]:
        """The choices whose value is that of the record that goes."""
        goes = OTHER if self.cleaned_data["kept"] == ONE else ONE
        return frozenset(name for name in self.names if self.cleaned_data[_FIELD + name] == goes)

    def differing(self) -> list[Any]:
        """The fields with a choice, for the page."""
        return [self[_FIELD + name] for name in self.names]

    def seen_again(self) -> None:
        """Show the versions as they stand now, keeping what was chosen."""
        for name, row in zip(("version_een", "version_ander"), self.sides, strict=True):
            self.retype(name, str(row.version))

    def refuse_at(self, name: str) -> str:
        """The field of this form that a write's refusal is about."""
        return name if name in self.fields else _FIELD + name


class InitiativeMergeForm(MergeForm):
    """Two initiatives; the lessons of both, of which at most three stay."""

    def __init__(self, one: Initiative, other: Initiative, data: QueryDict | None = None) -> None:
        super().__init__((one, other), lines_of(one, other), data)
        lessons = dict.fromkeys(tag.lesson for row in (one, other) for tag in row.tags.all())
        if lessons:
            self.fields["lessons"] = forms.MultipleChoiceField(
                label=_("Welke lessen blijven?"),
                help_text=_("Hooguit drie. Waarnemingen onder een les die blijft, gaan mee."),
                choices=[(lesson.code, _lesson(lesson, one, other)) for lesson in lessons],
                initial=[lesson.code for lesson in lessons][:MAX_LESSONS],
                widget=forms.CheckboxSelectMultiple,
                error_messages={"required": _("Kies ten minste één les.")},
            )

    def described(self, row: Initiative) -> str:
        """Its key, whose it is and how much hangs on it."""
        whose = row.organisation.name if row.organisation else _("organisatie niet bekend")
        return f"{row.reference} · {whose} · {super().described(row)}"

    def clean_lessons(self) -> list[str]:
        """At most three; which ones is the person's choice."""
        chosen: list[str] = self.cleaned_data["lessons"]
        if len(chosen) > MAX_LESSONS:
            raise forms.ValidationError(_("Kies hooguit drie lessen. Meer labels is niet beter."))
        return chosen

    def given(self) -> MergeInput:
        """What was chosen, as values."""
        both = (name for name in self.names if self.cleaned_data[_FIELD + name] == BOTH)
        lessons = tuple(self.cleaned_data.get("lessons", ()))
        return MergeInput(self.from_other(), frozenset(both), lessons)


class OrganisationMergeForm(MergeForm):
    """Two organisations."""

    def __init__(
        self, one: Organisation, other: Organisation, data: QueryDict | None = None
    ) -> None:
        super().__init__((one, other), organisation_lines(one, other), data)

    def given(self) -> OrganisationMerge:
        """What was chosen, as values."""
        kept, gone = self.kept_and_gone()
        return OrganisationMerge(kept, gone, self.from_other())


def _choice(line: Line) -> forms.ChoiceField:
    """The values of both; one that is empty is no choice by default, and two numbers ask a choice of their own."""
    unknown = _("niet bekend")
    choices = [
        (ONE, ChoiceText(line.one or unknown, _("staat bij de eerste"))),
        (OTHER, ChoiceText(line.other or unknown, _("staat bij de tweede"))),
    ]
    if line.joins:
        choices.append((BOTH, ChoiceText(_("Allebei"), "")))
    initial = OTHER if not line.one else ONE
    return forms.ChoiceField(
        label=line.label,
        choices=choices,
        initial=None if line.must_choose else BOTH if line.joins else initial,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies welke waarde blijft.")},
    )


def _lesson(lesson: Lesson, one: Initiative, other: Initiative) -> ChoiceText:
    held = [lesson in {tag.lesson for tag in row.tags.all()} for row in (one, other)]
    where = (
        _("staat bij allebei")
        if all(held)
        else _("staat bij de eerste")
        if held[0]
        else _("staat bij de tweede")
    )
    return ChoiceText(lesson.title, where)
