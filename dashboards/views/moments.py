"""What happened to an initiative, from every place where it is kept, as far as a member may see it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.policy import Ability, may, visible
from accounts.requests import MemberRequest
from funding.models import Grant
from funding.views import telling
from initiatives.models import Contact, Initiative, Observation
from initiatives.views.history import Change, entries_of, lines_of


class Kind(StrEnum):
    """What a moment is; the value stands in addresses."""

    COURSE = "verloop"
    SEEN = "gezien"
    CONTACT = "contact"
    MONEY = "geld"
    CHANGE = "wijziging"


LABELS: Final[dict[Kind, str | Promise]] = {
    Kind.COURSE: gettext_lazy("Verloop"),
    Kind.SEEN: gettext_lazy("Gezien"),
    Kind.CONTACT: gettext_lazy("Contact"),
    Kind.MONEY: gettext_lazy("Geld"),
    Kind.CHANGE: gettext_lazy("Wijzigingen"),
}
ICONS: Final = {
    Kind.COURSE: "u-flag",
    Kind.SEEN: "u-eye",
    Kind.CONTACT: "u-user",
    Kind.MONEY: "u-euro",
    Kind.CHANGE: "u-pen",
}
_MOST_NAMED: Final = 4
_ALREADY_TOLD: Final = "observations"
"""What the log keeps of evidence is told as evidence."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One dated thing: what, in how many words somebody put it, what it was about, and who."""

    day: date
    kind: Kind
    title: str
    text: str = ""
    about: str = ""
    who: str = ""
    href: str = ""
    changes: list[Change] = field(default_factory=list)

    @property
    def year(self) -> int:
        """The heading that it stands under."""
        return self.day.year

    @property
    def icon(self) -> str:
        """The symbol of its kind."""
        return ICONS[self.kind]


def moments_of(request: MemberRequest, initiative: Initiative) -> list[Moment]:
    """All of it, the latest first; on one day what was seen before what was only written down."""
    told = [moment for tell in _TELLERS for moment in tell(request, initiative)]
    order = list(Kind)
    return sorted(told, key=lambda moment: (-moment.day.toordinal(), order.index(moment.kind)))


def _course(_request: MemberRequest, initiative: Initiative) -> Iterator[Moment]:
    today = timezone.localdate()
    for day, past, future in (
        (initiative.start_date, _("Begonnen"), _("Begint")),
        (initiative.dormant_since, _("Ligt stil"), _("Gaat stilliggen")),
        (initiative.end_date, _("Laatste dag"), _("Laatste dag")),
    ):
        if day is not None:
            yield Moment(day, Kind.COURSE, past if day <= today else future)


def _seen(request: MemberRequest, initiative: Initiative) -> Iterator[Moment]:
    """Evidence; whoever reads no free text learns that something was seen, not what or by whom."""
    found = Observation.objects.filter(tag__initiative=initiative)
    reads = may(request.membership, Ability.FREE_TEXT)
    lessons: dict[tuple[date, str, str, str], list[str]] = {}
    for row in found.select_related("tag__lesson", "by"):
        said = (row.text, str(row.by or "")) if reads else ("", "")
        lessons.setdefault((row.date, row.kind, *said), []).append(row.tag.lesson.title)
    for (day, kind, text, who), titles in lessons.items():
        title = _("Klopt nog") if kind == Observation.Kind.CONFIRMED else _("Gezien")
        about = ", ".join(dict.fromkeys(titles))
        yield Moment(day, Kind.SEEN, title, text, about, who)


def _contacts(request: MemberRequest, initiative: Initiative) -> Iterator[Moment]:
    found = visible(request.membership, Contact.objects.filter(initiative=initiative))
    for row in found.select_related("partner_kind", "by"):
        title = _("Contact met %(partner)s") % {"partner": str(row.partner_kind).lower()}
        about = ", ".join(part for part in (row.who, row.how) if part)
        yield Moment(row.date, Kind.CONTACT, title, row.note, about, str(row.by or ""))


def _money(request: MemberRequest, initiative: Initiative) -> Iterator[Moment]:
    found = visible(request.membership, Grant.objects.filter(initiative=initiative))
    grants = found.select_related("funder", "scheme").prefetch_related(
        "decisions__by", "payments__by"
    )
    for grant in grants:
        about = " · ".join(str(part) for part in (grant.funder, grant.scheme) if part)
        href = reverse("funding:grant", args=[grant.pk])
        for told in telling.moments(list(grant.decisions.all()), list(grant.payments.all())):
            title = f"{told.label[:1].upper()}{told.label[1:]}"
            text = ". ".join(part for part in (told.ground, told.text, told.over) if part)
            title = f"{title}: {told.amount}" if told.amount else title
            yield Moment(told.date, Kind.MONEY, title, text, about, told.who, href)


def _changes(request: MemberRequest, initiative: Initiative) -> Iterator[Moment]:
    if not may(request.membership, Ability.FREE_TEXT):
        return
    entries = [row for row in entries_of(initiative) if set(row.changes) != {_ALREADY_TOLD}]
    for line in lines_of(request, initiative, entries):
        title = f"{line.action[:1].upper()}{line.action[1:]}"
        number = len(line.changes)
        labels = ", ".join(change.label for change in line.changes)
        about = labels if number <= _MOST_NAMED else _("%(n)s velden") % {"n": number}
        day = timezone.localtime(line.at).date()
        yield Moment(day, Kind.CHANGE, title, "", about, line.who, "", line.changes)


_TELLERS: Final[tuple[Callable[[MemberRequest, Initiative], Iterator[Moment]], ...]] = (
    _course,
    _seen,
    _contacts,
    _money,
    _changes,
)
