"""The story of one initiative: everything that happened, in one dated list."""

from collections import Counter
from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.views.moments import LABELS, Kind, moments_of
from initiatives.views.guard import seen_initiative

PER_PAGE: Final = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind to look at alone, and how much there is of it; no `value` is everything."""

    value: str | None
    label: str | Promise
    number: int
    chosen: bool


@require_safe
def timeline(request: MemberRequest, pk: int) -> HttpResponse:
    """Newest first, of one kind if `?soort=` says so; each moment only to whoever may see it."""
    initiative = seen_initiative(request, pk)
    told = moments_of(request, initiative)
    asked = request.GET.get("soort", "")
    known = asked in set(Kind)
    shown = [moment for moment in told if moment.kind == asked] if known else told
    page = Paginator(shown, PER_PAGE).get_page(request.GET.get("page"))
    name = {"name": initiative.name, "n": len(shown)}
    heading = ngettext("%(name)s: %(n)s moment", "%(name)s: %(n)s momenten", len(shown)) % name
    numbers = Counter(moment.kind for moment in told)
    kinds = [
        Choice(kind, LABELS[kind], numbers[kind], kind == asked) for kind in Kind if numbers[kind]
    ]
    context = {
        "initiative": initiative,
        "heading": heading,
        "crumbs": [
            (_("Initiatieven"), reverse("dashboards:initiatives")),
            (initiative.name, reverse("initiatives:detail", args=[pk])),
            (_("Tijdlijn"), ""),
        ],
        "choices": [Choice(None, _("Alles"), len(told), not known), *kinds],
        "unknown": asked and not known,
        "page": page,
        "updated": initiative.updated_at,
    }
    return render(request, "dashboards/timeline.html", context)
