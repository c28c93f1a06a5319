"""Likely duplicates: pairs to look at, of initiatives and of organisations."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.cache import cache
from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.models import Organisation
from accounts.policy import writable
from accounts.requests import MemberRequest, actor_of, last_change
from initiatives.models import Initiative
from initiatives.references import MAX_ID
from initiatives.views.guard import own_initiative, require
from upkeep.measuring.alike import Pair, alike_initiatives, alike_organisations
from upkeep.models import Apart
from upkeep.views.merging_organisations import manages_all
from upkeep.views.telling import tell_done
from upkeep.writes import Missing, keep_apart

PER_PAGE: Final = 25
KEPT_SECONDS: Final = 3600


@dataclass(frozen=True, slots=True)
class Double:
    """Two records that may be the same."""

    one: Any
    other: Any

    @property
    def row_list(self) -> tuple[Any, Any]:
        """Both, in order."""
        return self.one, self.other


@require_safe
def duplicates(request: MemberRequest) -> HttpResponse:
    """Pairs of initiatives that this member may change both of."""
    require(request, "change", Initiative)
    rows = writable(request.membership, Initiative.objects.all())
    updated = last_change(request, "initiatives")
    pairs = _kept(request, "initiatives", updated, lambda: alike_initiatives(rows))
    pairs = _without_apart(request, pairs, Apart.Kind.INITIATIVES)
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    shown = writable(request.membership, Initiative.objects.for_table())
    found = shown.in_bulk([pk for pair in page for pk in pair])
    said = ngettext(
        "%(n)s paar initiatieven lijkt op elkaar",
        "%(n)s paren initiatieven lijken op elkaar",
        len(pairs),
    )
    context = {
        "heading": said % {"n": len(pairs)} if pairs else _("Er staat niets dubbel, zo te zien"),
        "page": page,
        "doubles": _doubles(page, found),
        "updated": updated,
        "means": ("alike",),
    }
    return render(request, "upkeep/duplicates.html", context)


@require_safe
def organisations(request: MemberRequest) -> HttpResponse:
    """Pairs of organisations, and any two that somebody chooses."""
    manages_all(request)
    rows = writable(request.membership, Organisation.objects.filter(is_private_person=False))
    chosen = _chosen(request, {str(pk) for pk in rows.values_list("pk", flat=True)})
    if chosen:
        return redirect("upkeep:merge_organisations", *chosen)
    updated = last_change(request, "accounts", "initiatives")
    pairs = _kept(request, "organisations", updated, lambda: alike_organisations(rows))
    pairs = _without_apart(request, pairs, Apart.Kind.ORGANISATIONS)
    page = Paginator(pairs, PER_PAGE).get_page(request.GET.get("page"))
    counted = rows.annotate(count=Count("initiatives"))
    found = counted.in_bulk([pk for pair in page for pk in pair])
    said = ngettext(
        "%(n)s paar organisaties lijkt op elkaar",
        "%(n)s paren organisaties lijken op elkaar",
        len(pairs),
    )
    context = {
        "heading": said % {"n": len(pairs)}
        if pairs
        else _("Geen organisaties die op elkaar lijken"),
        "page": page,
        "doubles": _doubles(page, found),
        "organisations": rows.order_by("name"),
        "asked": "een" in request.GET,
        "updated": updated,
    }
    return render(request, "upkeep/duplicate_organisations.html", context)


def _kept(
    request: MemberRequest, kind: str, updated: datetime | None, find: Callable[[], list[Pair]]
) -> list[Pair]:
    """The pairs, worked out once as long as nothing changed: comparing 50,000 names takes seconds."""
    if updated is None:
        return find()
    member = request.membership
    whose = f"{member.municipality_id}:{member.role}:{member.organisation_id}"
    return cache.get_or_set(f"alike:{kind}:{whose}:{updated.timestamp()}", find, KEPT_SECONDS) or []


def _without_apart(request: MemberRequest, pairs: list[Pair], kind: Apart.Kind) -> list[Pair]:
    """The pairs of which nobody said that they are not the same."""
    said = Apart.objects.filter(municipality=request.membership.municipality_id, kind=kind)
    apart = set(said.values_list("one", "other"))
    return [pair for pair in pairs if pair not in apart]


@require_POST
def apart(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    """Two initiatives that look alike are not the same."""
    own_initiative(request, pk)
    own_initiative(request, other)
    _said_apart(request, writable(request.membership, Initiative.objects.all()), pk, other)
    return redirect("upkeep:duplicates")


@require_POST
def organisations_apart(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    """Two organisations that look alike are not the same."""
    manages_all(request)
    rows = writable(request.membership, Organisation.objects.filter(is_private_person=False))
    _said_apart(request, rows, pk, other)
    return redirect("upkeep:duplicate_organisations")


def _said_apart(request: MemberRequest, rows: QuerySet[Any], pk: int, other: int) -> None:
    if max(pk, other) > MAX_ID:
        raise Http404
    try:
        operation = keep_apart(actor_of(request), rows, pk, other)
    except Missing as error:
        raise Http404 from error
    tell_done(request, operation)


def _doubles(pairs: Any, found: dict[int, Any]) -> list[Double]:
    return [
        Double(found[one], found[other]) for one, other in pairs if one in found and other in found
    ]


def _chosen(request: MemberRequest, known: set[str]) -> tuple[int, int] | None:
    """Two different organisations of the address, if both are there."""
    one, other = request.GET.get("een", ""), request.GET.get("ander", "")
    return (int(one), int(other)) if one != other and {one, other} <= known else None
