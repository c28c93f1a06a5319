"""What others did to a grant since somebody opened it, read from the log."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.core.exceptions import FieldDoesNotExist
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from accounts.requests import MemberRequest
from audit.models import AuditEntry
from funding.course import StepKind
from funding.course.clocks import ClockKind
from funding.course.words import CLOCK_WORDS, STEP_LABELS, day, short_euros
from funding.models import Grant
from initiatives.forms.base import NoticingForm

_CLOCK: Final = "clock_"
_TOLD_BY_STEPS: Final = frozenset(
    {
        "state",
        "reason",
        "granted_cents",
        "settled_cents",
        "paid_cents",
        "received_on",
        "decided_on",
        "reported_on",
        "settled_on",
        "revoked_on",
        "closed_on",
        "clock_reason",
    }
)


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did in one go: who, when, and a line for each thing."""

    who: str
    at: datetime
    lines: tuple[str, ...]


def done_since(grant: Grant, seen_version: int) -> list[Done]:
    """Return what was done to a grant after the version that somebody saw, the first thing first."""
    entries = AuditEntry.objects.filter(
        object_type=grant._meta.label_lower, object_id=str(grant.pk), version__gt=seen_version
    )
    return [
        Done(entry.actor_label, entry.at, lines_of(entry.changes))
        for entry in entries.order_by("id")
    ]


def lines_of(changes: dict[str, list[Any]]) -> tuple[str, ...]:
    """Return the changes of one log row in words: steps and payments, moved dates, and the fields that changed."""
    old, new = changes.get("decisions") or ([], [])
    paid_old, paid_new = changes.get("payments") or ([], [])
    lines = [_step(step) for step in _added(old, new)]
    lines += [_("Teruggenomen: %(step)s") % {"step": _step(step)} for step in _added(new, old)]
    lines += [_payment(row) for row in _added(paid_old, paid_new)]
    for name, (_before, after) in changes.items():
        if name in {"decisions", "payments"} | _TOLD_BY_STEPS:
            continue
        lines.append(_field(name, after))
    return tuple(lines)


def show_clash(request: MemberRequest, form: NoticingForm, grant: Grant, back: str) -> HttpResponse:
    """Answer 409: what others did meanwhile, and what was typed, ready to be recorded after it."""
    seen = form.cleaned_data["version"]
    form.retype("version", str(grant.version))
    page = {"form": form, "grant": grant, "done": done_since(grant, seen), "back": back}
    return render(request, "funding/conflict.html", page, status=409)


def _added(old: Iterable[Sequence[Any]], new: Iterable[Sequence[Any]]) -> list[tuple[Any, ...]]:
    extra = Counter(map(tuple, new or ())) - Counter(map(tuple, old or ()))
    return list(extra.elements())


def _step(step: tuple[Any, ...]) -> str:
    when, kind, cents, *_rest = step
    words = f"{_(STEP_LABELS[StepKind(kind)])}, {_day(when)}"
    return words if cents is None else f"{words}, {short_euros(cents)}"


def _payment(row: tuple[Any, ...]) -> str:
    when, cents = row[:2]
    values = {"amount": short_euros(abs(cents)), "day": _day(when)}
    if cents < 0:
        return _("terugbetaald: %(amount)s op %(day)s") % values
    return _("betaald: %(amount)s op %(day)s") % values


def _field(name: str, after: Any) -> str:
    if name.startswith(_CLOCK):
        values = {
            "clock": _(CLOCK_WORDS[ClockKind(name.removeprefix(_CLOCK))]),
            "after": _day(after) if after else _("de berekende datum"),
        }
        return _("termijn van ‘%(clock)s’ naar %(after)s") % values
    return _("gewijzigd: %(field)s") % {"field": _label(name)}


def _label(name: str) -> str:
    try:
        return str(Grant._meta.get_field(name.removesuffix("_id")).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def _day(iso: str) -> str:
    return day(date.fromisoformat(iso))
