"""What happened to an initiative: who saved what, and when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.core.paginator import Paginator
from django.db.models import Field, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from accounts.policy import Ability, Subject, may, reads, visible
from accounts.requests import MemberRequest
from areas.models import District, TargetGroup
from audit.models import AuditEntry
from initiatives.models import ActivityType, Initiative, PartnerKind, PlaceKind
from initiatives.views.guard import refuse, seen_initiative
from lessons.models import Lesson

PER_PAGE: Final = 25
CONTACT_FIELDS: Final = frozenset({"work_contact", "private_contact"})
_SILENT: Final = frozenset({"municipality_id", "derived"})
_LABELS: Final = {
    "lessons": gettext_lazy("lessen"),
    "observations": gettext_lazy("waarnemingen"),
    "merged": gettext_lazy("samengevoegd met"),
    "organisation_id": gettext_lazy("organisatie of groep"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field before and after, in words; both empty where this member may not read it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One thing somebody did."""

    at: datetime
    who: str
    action: str
    changes: list[Change]


@require_safe
def history(request: MemberRequest, pk: int) -> HttpResponse:
    """List the log of this record, newest first, for who reads free text."""
    initiative = seen_initiative(request, pk)
    if not may(request.membership, Ability.FREE_TEXT):
        refuse(request, initiative)
    entries = entries_of(initiative)
    page = Paginator(entries, PER_PAGE).get_page(request.GET.get("page"))
    lines = lines_of(request, initiative, page.object_list)
    context = {"initiative": initiative, "lines": lines, "page": page}
    return render(request, "initiatives/history.html", context)


def entries_of(initiative: Initiative) -> QuerySet[AuditEntry]:
    """What the log holds of this record, refused attempts aside; the newest first."""
    found = AuditEntry.objects.filter(
        object_type=Initiative._meta.label_lower, object_id=str(initiative.pk)
    )
    return found.exclude(action=AuditEntry.Action.REFUSED)


def lines_of(
    request: MemberRequest, initiative: Initiative, entries: Iterable[AuditEntry]
) -> list[Line]:
    """Log rows in words, as far as this member may read them."""
    words = _words(request, initiative)
    return [_line(entry, words) for entry in entries]


@dataclass(frozen=True, slots=True)
class Words:
    """Names for the codes and ids in the log, and the fields that stay hidden."""

    codes: dict[str, str]
    organisations: dict[int, str]
    hidden: frozenset[str]


def _words(request: MemberRequest, initiative: Initiative) -> Words:
    membership = request.membership
    codes = {
        district.code: district.name for district in visible(membership, District.objects.all())
    }
    for term in (ActivityType, PlaceKind, PartnerKind, TargetGroup, Lesson):
        codes |= {row.code: str(row) for row in term._default_manager.all()}
    found = visible(membership, Organisation.objects.all())
    hidden = (
        frozenset()
        if reads(membership, Subject.CONTACTS, initiative.organisation_id)
        else CONTACT_FIELDS
    )
    return Words(codes, dict(found.values_list("pk", "name")), hidden)


def _line(entry: AuditEntry, words: Words) -> Line:
    changes = []
    for name, (before, after) in entry.changes.items():
        if name in _SILENT or _nothing(name, before, after):
            continue
        hide = name in words.hidden
        changes.append(
            Change(
                _label(name, words),
                "" if hide else _text(name, before, words),
                "" if hide else _text(name, after, words),
            )
        )
    return Line(entry.at, entry.actor_label, entry.get_action_display(), changes)


def _nothing(name: str, before: Any, after: Any) -> bool:
    """Whether there is nothing to tell: a new record's empty fields and its "nee"."""
    return _blank(before) and (_blank(after) or (after is False and not name.startswith("tie_")))


def _blank(value: Any) -> bool:
    return value is None or value in ("", [])


def _field(name: str) -> "Field[Any, Any] | None":
    try:
        field = Initiative._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None


def _label(name: str, words: Words) -> str:
    if name.startswith("tie_"):
        partner = name.removeprefix("tie_")
        return _("band: %(partner)s") % {"partner": words.codes.get(partner, partner)}
    field = _field(name)
    return str(_LABELS.get(name) or (field.verbose_name if field else name))


def _text(name: str, value: Any, words: Words) -> str:
    """Return a logged value in words."""
    if _blank(value):
        return ""
    if name.startswith("tie_"):
        return _("echt betrokken") if value else _("op de hoogte")
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    if name == "organisation_id":
        return words.organisations.get(value, "")
    if name == "observations":
        return "; ".join(_observation(row) for row in value)
    if isinstance(value, list):
        return ", ".join(words.codes.get(str(item), str(item)) for item in value)
    field = _field(name)
    if field is not None and field.get_internal_type() == "DateField":
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    labels = {
        str(key): str(label) for key, label in (field.flatchoices if field is not None else ())
    }
    return labels.get(str(value), str(value))


def _observation(row: list[str]) -> str:
    """Return a logged observation (lesson, date, kind, text) as a line."""
    _lesson, day, kind, text = row
    said = text if kind == "seen" else _("klopt nog")
    return f"{date.fromisoformat(day):%d-%m-%Y} {said}"
