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
from accounts.models import Role
from accounts.requests import MemberRequest, last_change
from dashboards.analysis.attention import ABOUT_INITIATIVES, Group, Need, Reason
from dashboards.waiting import THEIRS, waiting_for
from initiatives.views.guard import refuse

PER_PAGE: Final = 25
SHOWN_SUPPORTS: Final = 10


@dataclass(frozen=True, slots=True)
class Remedy:
    """What solves a need: the name of an address, and the words on its button.

    `post` acts at once; `returns` is a form that comes back here when it is done.
    """

    name: str
    label: str | Promise
    post: bool = False
    returns: bool = False


REMEDIES: Final = {
    Reason.CLOCK: Remedy("funding:grant", gettext_lazy("Naar de aanvraag")),
    Reason.ACTION: Remedy("dashboards:action", gettext_lazy("Naar de actie")),
    Reason.VOICE: Remedy("initiatives:answer", gettext_lazy("Reageer"), returns=True),
    Reason.SCHEME: Remedy("funding:grants", gettext_lazy("Naar de aanvragen")),
    Reason.MONEY: Remedy("funding:of_initiative", gettext_lazy("Bekijk het geld")),
    Reason.STALE: Remedy("initiatives:confirm", gettext_lazy("Klopt nog"), post=True),
    Reason.NEVER_SEEN: Remedy(
        "initiatives:observe", gettext_lazy("Leg vast wat je zag"), returns=True
    ),
    Reason.NO_LESSON: Remedy("initiatives:edit", gettext_lazy("Kies een les"), returns=True),
    Reason.NEARLY_STALE: Remedy("initiatives:confirm", gettext_lazy("Klopt nog"), post=True),
    Reason.NOT_COUNTING: Remedy("initiatives:questions", gettext_lazy("Beantwoord de vraag")),
    Reason.CONTACT: Remedy("initiatives:contact", gettext_lazy("Langs geweest"), returns=True),
    Reason.IDEA: Remedy("initiatives:edit", gettext_lazy("Vul de start in"), returns=True),
}
_VISITED: Final = Remedy("initiatives:visited", gettext_lazy("Langs geweest"), post=True)
_EVIDENCE: Final = frozenset({Reason.STALE, Reason.NEARLY_STALE})


@dataclass(frozen=True, slots=True)
class Asked:
    """A group as the page shows it: one button, and for stale evidence the other answer.

    `others` says that somebody else is asked first: this member may help.
    """

    group: Group
    remedy: Remedy
    href: str
    detail: str
    stop: str
    others: bool


def remedy_of(need: Need) -> Remedy:
    """What solves a need; contact with one kind of partner takes one tap."""
    return _VISITED if need.partner else REMEDIES[need.reason]


def address(need: Need, remedy: Remedy, back: str = "") -> str:
    """Where a remedy of a need is; a form comes back to `back`."""
    if need.reason is Reason.SCHEME:
        return reverse(remedy.name, query={"regeling": need.subject})
    query = {"next": back} if back and remedy.returns else None
    return reverse(remedy.name, args=[need.subject], query=query)


def page_of(need: Need) -> str:
    """Where a link to a need lands: on its remedy where that is a page, else at the record, which has the button."""
    if REMEDIES[need.reason].post:
        return reverse("initiatives:detail", args=[need.subject])
    return address(need, REMEDIES[need.reason])


def _asked(group: Group, role: Role, back: str) -> Asked:
    need = group.first
    detail, stop = "", ""
    if need.reason in ABOUT_INITIATIVES:
        detail = reverse("initiatives:detail", args=[need.subject])
    if need.reason in _EVIDENCE:
        stop = reverse("initiatives:stop", args=[need.subject], query={"next": back})
    remedy = remedy_of(need)
    others = need.reason not in THEIRS[role]
    return Asked(group, remedy, address(need, remedy, back), detail, stop, others)


def heading(own: int, others: int = 0) -> str:
    """The finding: how many records ask something of this member, and how many of somebody else."""
    if not own and not others:
        return _("Er is nu niets dat op jou wacht.")
    first = (
        ngettext("%(n)s ding vraagt nu iets van jou", "%(n)s dingen vragen nu iets van jou", own)
        % {"n": own}
        if own
        else _("Er wacht nu niets op jou")
    )
    if not others:
        return f"{first}."
    rest = ngettext(
        "%(n)s initiatief vraagt iets van een ander",
        "%(n)s initiatieven vragen iets van een ander",
        others,
    )
    return f"{first}, {rest % {'n': others}}."


@require_safe
def mine(request: MemberRequest) -> HttpResponse:
    """What waits for this member, the most urgent first."""
    if not writes_anything(request.membership):
        refuse(request)
    found = waiting_for(request.membership, timezone.localdate())
    role = Role(request.membership.role)
    own = sum(group.first.reason in THEIRS[role] for group in found.groups)
    page = Paginator(found.groups, PER_PAGE).get_page(request.GET.get("page"))
    back = request.get_full_path()
    context = {
        "heading": heading(own, len(found.groups) - own),
        "page": page,
        "updated": last_change(request, "initiatives", "funding", "facilitation"),
        "asked": [_asked(group, role, back) for group in page],
        "supports": found.supports[:SHOWN_SUPPORTS],
        "supporting": len(found.supports),
        "back": back,
    }
    return render(request, "dashboards/mine.html", context)
