"""Mijn initiatieven: what needs me now, each with the one button that solves it."""

from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from accounts.context import writes_anything
from accounts.requests import MemberRequest
from dashboards.analysis.attention import ABOUT_INITIATIVES, Group, Need, Reason
from dashboards.waiting import waiting_for
from initiatives.views.guard import refuse

PER_PAGE: Final = 25
SHOWN_SUPPORTS: Final = 10


@dataclass(frozen=True, slots=True)
class Remedy:
    """What solves a need: the name of an address, and the words on its button; `post` acts at once."""

    name: str
    label: str | Promise
    post: bool = False


REMEDIES: Final = {
    Reason.CLOCK: Remedy("funding:grant", gettext_lazy("Naar de aanvraag")),
    Reason.ACTION: Remedy("dashboards:action", gettext_lazy("Naar de actie")),
    Reason.VOICE: Remedy("initiatives:answer", gettext_lazy("Reageer")),
    Reason.SCHEME: Remedy("funding:grants", gettext_lazy("Naar de aanvragen")),
    Reason.MONEY: Remedy("funding:of_initiative", gettext_lazy("Bekijk het geld")),
    Reason.STALE: Remedy("initiatives:confirm", gettext_lazy("Klopt nog"), post=True),
    Reason.NEVER_SEEN: Remedy("initiatives:observe", gettext_lazy("Leg vast wat je zag")),
    Reason.NO_LESSON: Remedy("initiatives:edit", gettext_lazy("Kies een les")),
    Reason.NEARLY_STALE: Remedy("initiatives:confirm", gettext_lazy("Klopt nog"), post=True),
    Reason.NOT_COUNTING: Remedy("initiatives:questions", gettext_lazy("Beantwoord de vraag")),
    Reason.CONTACT: Remedy("initiatives:contact", gettext_lazy("Langs geweest")),
    Reason.IDEA: Remedy("initiatives:edit", gettext_lazy("Vul de start in")),
}
_EVIDENCE: Final = frozenset({Reason.STALE, Reason.NEARLY_STALE})


@dataclass(frozen=True, slots=True)
class Asked:
    """A group as the page shows it: one button, and for stale evidence the other answer."""

    group: Group
    remedy: Remedy
    href: str
    detail: str
    stop: str


def address(need: Need) -> str:
    """Where the remedy of a need is."""
    name = REMEDIES[need.reason].name
    if need.reason is Reason.SCHEME:
        return reverse(name, query={"regeling": need.subject})
    return reverse(name, args=[need.subject])


def page_of(need: Need) -> str:
    """Where a link to a need lands: on its remedy where that is a page, else at the record, which has the button."""
    if REMEDIES[need.reason].post:
        return reverse("initiatives:detail", args=[need.subject])
    return address(need)


def _asked(group: Group) -> Asked:
    need = group.first
    about_initiative = need.reason in ABOUT_INITIATIVES
    detail = reverse("initiatives:detail", args=[need.subject]) if about_initiative else ""
    stop = reverse("initiatives:stop", args=[need.subject]) if need.reason in _EVIDENCE else ""
    return Asked(group, REMEDIES[need.reason], address(need), detail, stop)


def heading(count: int) -> str:
    """The finding: how many records ask something."""
    if not count:
        return _("Er is nu niets dat op jou wacht.")
    return ngettext(
        "%(n)s ding vraagt nu iets van jou.", "%(n)s dingen vragen nu iets van jou.", count
    ) % {"n": count}


@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """What waits for this member, the most urgent first."""
    if not writes_anything(request.membership):
        refuse(request)
    found = waiting_for(request.membership, timezone.localdate())
    page = Paginator(found.groups, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "heading": heading(len(found.groups)),
        "page": page,
        "asked": [_asked(group) for group in page],
        "supports": found.supports[:SHOWN_SUPPORTS],
        "supporting": len(found.supports),
        "back": request.get_full_path(),
    }
    return render(request, "dashboards/mine.html", context)
