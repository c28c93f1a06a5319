"""Likely the same: what is there already and much like what is being logged, and saying that it is that one."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Membership
from accounts.policy import visible, writable
from accounts.requests import MemberRequest, actor_of
from initiatives.forms import ObserveForm
from initiatives.forms.base import Link, Notice
from initiatives.models import Initiative
from initiatives.rules import resemble
from initiatives.views.drafts import key_of
from initiatives.views.guard import done, own_initiative, ready
from initiatives.views.small import confirmed, observe_page
from initiatives.writes import add_observation, discard_draft

_MOST_SHOWN: Final = 3
_MOST_COMPARED: Final = 2_000


@dataclass(frozen=True, slots=True)
class Alike:
    """A record that may be the same: where and whose it is, and whether this member may add to it."""

    initiative: Initiative
    about: str
    writable: bool


def alike_to(membership: Membership, name: str, place: str) -> list[Alike]:
    """Records with a name much like `name`, of any organisation this member may see; the same wijk (its code) first.

    In the same wijk a name need look less alike.
    """
    found = visible(membership, Initiative.objects.sharing_words_with(name))
    named = list(found.order_by("pk").values_list("pk", "name")[:_MOST_COMPARED])
    nearby = set(found.filter(districts__code=place).values_list("pk", flat=True))
    pks = [pk for pk, other in named if resemble(other, name, near=pk in nearby)]
    pks = sorted(pks, key=lambda pk: pk not in nearby)[:_MOST_SHOWN]
    rows = visible(membership, Initiative.objects.filter(pk__in=pks)).select_related("organisation")
    own = set(writable(membership, rows).values_list("pk", flat=True))
    by_pk = {row.pk: row for row in rows.prefetch_related("districts")}
    return [Alike(by_pk[pk], _about(by_pk[pk]), pk in own) for pk in pks]


def _about(initiative: Initiative) -> str:
    places = ", ".join(district.name for district in initiative.districts.all())
    where = _("de hele gemeente") if initiative.municipality_wide else places
    owner = initiative.organisation.name if initiative.organisation else ""
    return " · ".join(part for part in (where, owner) if part)


def notice_of(found: list[Alike]) -> Notice:
    """What the quick log shows before it saves."""
    links = tuple(
        Link(
            item.initiative.name,
            reverse("initiatives:detail", args=[item.initiative.pk]),
            item.about,
            reverse("initiatives:same", args=[item.initiative.pk]) if item.writable else "",
        )
        for item in found
    )
    return Notice(
        _("Dit lijkt op wat er al staat. Is het dezelfde? Anders leg je het gewoon vast."), links
    )


@require_http_methods(["GET", "POST"])
def same(request: MemberRequest, pk: int) -> HttpResponse:
    """It is that one: what was seen goes under its lessons, and without a sentence it is a "klopt nog".

    A sentence that fits none of its lessons is asked about again; the draft goes once all of it is kept.
    """
    initiative = own_initiative(request, pk)
    if request.method == "GET":
        return redirect("initiatives:detail", pk)
    seen = request.POST.get("observation", "").strip()
    if seen and initiative.tags.all():
        chosen = {tag.lesson.code for tag in initiative.tags.all()} & set(
            request.POST.getlist("lessons")
        )
        typed = {"date": timezone.localdate(), "lessons": sorted(chosen), "text": seen}
        form = ObserveForm(initiative, typed)
        if not (
            ready(form)
            and done(form, lambda: add_observation(actor_of(request), initiative, form.given()))
        ):
            return observe_page(request, form, initiative)
    elif not confirmed(request, initiative):
        return redirect("initiatives:detail", pk)
    key = key_of(request.POST.get("draft", ""))
    if key is not None:
        discard_draft(request.membership, key)
    messages.success(request, _("Dank je: dit stond er al. Wat jij zag telt er nu bij mee."))
    return redirect("initiatives:detail", pk)
