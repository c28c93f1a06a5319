"""Bulk changes of the list: each one POST, one transaction, one undo."""

from collections.abc import Callable

from django.contrib import messages
from django.db import models
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Organisation
from accounts.policy import Scope, right, visible, writable
from accounts.requests import MemberRequest, actor_of
from initiatives.models import Initiative
from initiatives.views.guard import onward, refuse, require
from lessons.models import Lesson
from upkeep.views.telling import tell
from upkeep.writes import MOST, Missing, Result, assign_all, confirm_all, tag_all

type Change = Callable[[models.QuerySet[Initiative], list[int]], Result]


@require_POST
def confirm(request: MemberRequest) -> HttpResponse:
    """Say "klopt nog" of all chosen records."""
    actor, municipality = actor_of(request), request.membership.municipality
    return _done(request, lambda rows, ids: confirm_all(actor, municipality, rows, ids))


@require_POST
def tag(request: MemberRequest) -> HttpResponse:
    """Add a lesson to all chosen records."""
    require(request, "change", Initiative)
    lesson = Lesson.objects.filter(code=request.POST.get("lesson", "")).first()
    if lesson is None:
        return _again(request, _("Kies welke les erbij komt."))
    actor, municipality = actor_of(request), request.membership.municipality
    return _done(request, lambda rows, ids: tag_all(actor, municipality, rows, ids, lesson))


@require_POST
def assign(request: MemberRequest) -> HttpResponse:
    """Give all chosen records to an organisation; for who writes every record.

    A professional hands over one record at a time, having read what that means.
    """
    if right(request.membership, Initiative).write is not Scope.ALL:
        refuse(request)
    chosen = request.POST.get("organisation", "")
    if not (chosen.isascii() and chosen.isdigit() and len(chosen) < 19):
        return _again(request, _("Kies aan welke organisatie je ze toewijst."))
    organisation = get_object_or_404(
        visible(request.membership, Organisation.objects.filter(is_private_person=False)),
        pk=int(chosen),
    )
    actor, municipality = actor_of(request), request.membership.municipality
    return _done(
        request, lambda rows, ids: assign_all(actor, municipality, rows, ids, organisation)
    )


def _done(request: MemberRequest, change: Change) -> HttpResponse:
    """Carry out a change on the posted ids; one that is not this member's to change refuses all."""
    require(request, "change", Initiative)
    given = set(request.POST.getlist("ids"))
    if not given:
        return _again(request, _("Kies eerst een of meer initiatieven."))
    if len(given) > MOST:
        said = _(
            "Je koos %(n)s initiatieven. Doe er hooguit %(most)s tegelijk; er is niets veranderd."
        )
        return _again(request, said % {"n": len(given), "most": MOST})
    if not all(item.isascii() and item.isdigit() and len(item) < 19 for item in given):
        raise Http404
    try:
        rows = writable(request.membership, Initiative.objects.all())
        tell(request, change(rows, [int(item) for item in given]))
    except Missing as error:
        raise Http404 from error
    return redirect(onward(request, reverse("dashboards:initiatives")))


def _again(request: MemberRequest, said: str) -> HttpResponse:
    messages.warning(request, said)
    return redirect(onward(request, reverse("dashboards:initiatives")))
