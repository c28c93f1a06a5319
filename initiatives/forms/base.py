"""What every form here shares: rows for the template, and warnings that can be waved through."""

import dataclasses
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar
from zlib import crc32

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import QuerySet
from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from initiatives.forms.fields import ChoiceText, ThreeWayField
from initiatives.forms.personal import warnings_about
from lessons.models import Lesson


@dataclass(frozen=True, slots=True)
class Link:
    """Where a notice points to; `same` is where the form is sent if it is that one."""

    label: str
    href: str
    about: str = ""
    same: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something to look at before saving; saving again without a change waves it through."""

    text: str
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """A field as a page shows it (see components/field.html for `cards`, `max` and `seg`)."""

    field: BoundField
    notices: list[Notice] = dataclasses.field(default_factory=list)
    cards: bool = False
    max: int | None = None
    seg: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A group of fields under a heading."""

    title: str | Promise
    rows: list[Row]


class NoticingForm(forms.Form):
    """A form whose free text may hold personal data: it says so once, and keeps what was typed."""

    free_text: ClassVar[Collection[str]] = ()
    card_fields: ClassVar[Mapping[str, int | None]] = {}
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            # A browser cuts what is pasted beyond it, without a word; the server says what is too long.
            field.widget.attrs.pop("maxlength", None)
        self.notices: dict[str, list[Notice]] = {}

    def add_notice(self, name: str, notice: Notice) -> None:
        """Show `notice` at a field; as long as it was not shown before for the same text."""
        token = f"{name}:{crc32(str(self.cleaned_data.get(name, '')).encode()):08x}"
        shown = set(str(self.cleaned_data.get("seen", "")).split())
        if token in shown:
            return
        self.notices.setdefault(name, []).append(notice)
        tokens = {*str(self.data.get("seen", "")).split(), token}
        self.retype("seen", " ".join(sorted(tokens)))

    def retype(self, name: str, value: str) -> None:
        """Change what the form shows as typed (its hidden fields), keeping the rest."""
        data = QueryDict(mutable=True)
        for key in self.data:
            typed = self.data.getlist(key) if isinstance(self.data, QueryDict) else [self.data[key]]
            data.setlist(key, typed)
        data[name] = value
        self.data = data

    def holds_up(self) -> bool:
        """Whether there is something to look at before saving; call it on a valid form."""
        for name in self.free_text:
            for sentence in warnings_about(str(self.cleaned_data.get(name) or "")):
                self.add_notice(name, Notice(sentence))
        return bool(self.notices)

    def row(self, name: str) -> Row:
        """Return one field as the page shows it."""
        return Row(
            self[name],
            self.notices.get(name, []),
            name in self.card_fields,
            self.card_fields.get(name),
            isinstance(self.fields[name], ThreeWayField),
        )

    def rows(self) -> list[Row]:
        """Return every field that is not hidden."""
        return [self.row(bound.name) for bound in self.visible_fields()]

    def add_refusal(self, error: ValidationError) -> None:
        """Show what a write refused at the field it is about; a field the form lacks goes to the top."""
        if not hasattr(error, "error_dict"):
            self.add_error(None, error)
            return
        for name, errors in error.error_dict.items():
            self.add_error(
                name if name in self.fields and name != NON_FIELD_ERRORS else None, errors
            )


def refuse_nul(value: object) -> None:
    """A NUL is no part of any code, and PostgreSQL cannot even look for it."""
    texts = value if isinstance(value, list | tuple) else [value]
    if any("\0" in str(text) for text in texts):
        raise ValidationError(_("Dit teken kan hier niet."), code="null_characters_not_allowed")


class CodesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Rows chosen by their code, as chips."""

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(
            queryset=queryset,
            to_field_name="code",
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def clean(self, value: Any) -> Any:
        """Return the chosen rows."""
        refuse_nul(value)
        return super().clean(value)


class CodeField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One row chosen by its code."""

    def __init__(self, queryset: QuerySet[Any], **kwargs: Any) -> None:
        super().__init__(queryset=queryset, to_field_name="code", **kwargs)

    def clean(self, value: Any) -> Any:
        """Return the chosen row."""
        refuse_nul(value)
        return super().clean(value)


class LessonsField(CodesField):
    """Lessons as recognisable situations, grouped by strategy."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Lesson.objects.select_related("strategy"), **kwargs)

    def label_from_instance(self, obj: Lesson) -> ChoiceText:
        """Return the situation, with the lesson's title and its plain explanation under it."""
        strategy, explained = obj.strategy, f"{obj.title}. {obj.statement}"
        if obj.kind == Lesson.Kind.SIGNAL:
            explained = f"{explained} {_('Kies dit als het initiatief tegenstem organiseert.')}"
        return ChoiceText(
            obj.situation, explained, f"{strategy.name}. {strategy.description}", strategy.code
        )


def choose_from(form: forms.Form, name: str, queryset: QuerySet[Any]) -> None:
    """Let a field of `form` offer these rows only."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(f"{name} offers no rows")
    field.queryset = queryset
