"""When somebody else saved first: what stands there now beside what was typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests import MemberRequest
from audit.models import AuditEntry, Versioned
from initiatives.forms.base import NoticingForm


@dataclass(frozen=True, slots=True)
class Difference:
    """A field as it is stored now and as this person typed it."""

    label: str
    saved: str
    typed: str


@dataclass(frozen=True, slots=True)
class Clash:
    """A record that changed meanwhile: `fresh` is its form as it starts now."""

    current: Versioned
    fresh: NoticingForm
    back: str


def conflict(request: MemberRequest, form: NoticingForm, clash: Clash) -> HttpResponse:
    """Answer 409 with everything typed, ready to save over what stands there now."""
    entry = AuditEntry.objects.filter(
        object_type=clash.current._meta.label_lower, object_id=str(clash.current.pk)
    ).first()
    form.retype("version", str(clash.current.version))
    page = {
        "form": form,
        "back": clash.back,
        "subject": str(clash.current),
        "saved_by": entry.actor_label if entry else _("Iemand anders"),
        "saved_at": entry.at if entry else None,
        "rows": differences(form, clash.fresh),
    }
    return render(request, "initiatives/conflict.html", page, status=409)


def differences(typed: NoticingForm, fresh: NoticingForm) -> list[Difference]:
    """The visible fields in which a valid form differs from the record as it stands."""
    found = []
    for bound in typed.visible_fields():
        field = bound.field
        mine = shown(field, field.prepare_value(typed.cleaned_data.get(bound.name)))
        theirs = shown(field, fresh[bound.name].value())
        if mine != theirs:
            found.append(Difference(str(bound.label), theirs, mine))
    return found


def shown(field: forms.Field, value: Any) -> str:
    """Return a field's value in the words of the page."""
    if isinstance(field, forms.ChoiceField):
        labels = {
            str(key): str(label) for key, label in cast("Iterable[tuple[Any, Any]]", field.choices)
        }
        if isinstance(field, forms.ModelMultipleChoiceField):
            return ", ".join(
                label for key, label in labels.items() if key in {str(item) for item in value or ()}
            )
        return labels.get(str(value), "") if value not in {None, ""} else ""
    if isinstance(field, forms.BooleanField):
        return _("ja") if value else _("nee")
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return "" if value is None else str(value).replace("\r\n", "\n")
