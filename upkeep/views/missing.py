"""Records that miss something, each with the answers right beside it."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from accounts.policy import Scope, right, visible, writable
from accounts.requests import MemberRequest, actor_of, last_change
from areas.models import District
from initiatives.models import Initiative, OwnCircle, PlaceKind
from initiatives.views.guard import require
from lessons.models import Lesson
from upkeep.measuring.gaps import BY_CODE, GAPS, Gap, counted, running
from upkeep.views.telling import tell
from upkeep.writes import Missing, NoAnswer, Result, assign_all, confirm_all, repair_all, tag_all
from upkeep.writes.repairing import EVERYWHERE, REPAIRED

PER_PAGE: Final = 25
MOST_BUTTONS: Final = 5

type Answer = tuple[str, str | Promise]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of gap with how many records have it."""

    gap: Gap
    count: int
    href: str
    here: bool


@require_http_methods(["GET", "POST"])
def missing(request: MemberRequest) -> HttpResponse:
    """What is missing in the records that this member may change."""
    require(request, "change", Initiative)
    rows = running(
        writable(request.membership, Initiative.objects.for_table()), timezone.localdate()
    )
    counts = counted(rows)
    gap = _chosen(request, counts)
    here = reverse("upkeep:missing", query={"wat": gap.code})
    if request.method == "POST":
        return _repaired(request, gap) or redirect(here)
    page = Paginator(rows.filter(gap.missing), PER_PAGE).get_page(request.GET.get("page"))
    answers = answers_to(request, gap.code)
    said = ngettext("%(what)s: %(n)s initiatief", "%(what)s: %(n)s initiatieven", counts[gap.code])
    context = {
        "heading": said % {"n": counts[gap.code], "what": gap.name}
        if any(counts.values())
        else _("Er ontbreekt niets"),
        "kinds": [
            Kind(
                one,
                counts[one.code],
                reverse("upkeep:missing", query={"wat": one.code}),
                one == gap,
            )
            for one in GAPS
            if counts[one.code] or one == gap
        ],
        "gap": gap,
        "page": page,
        "answers": answers,
        "buttons": len(answers) <= MOST_BUTTONS,
        "updated": last_change(request, "initiatives"),
        "means": ("missing",),
    }
    return render(request, "upkeep/missing.html", context)


def _chosen(request: MemberRequest, counts: dict[str, int]) -> Gap:
    """The gap of the address, else the first that there is."""
    first = next((gap for gap in GAPS if counts[gap.code]), GAPS[0])
    return BY_CODE.get(request.GET.get("wat", ""), first)


def answers_to(request: MemberRequest, gap: str) -> list[Answer]:
    """The answers that this member may give at once; none = only on the record's own page."""
    membership = request.membership
    if gap in {"geld", "tegelijk"}:
        return [("ja", _("ja")), ("nee", _("nee"))]
    if gap == "kring":
        return [(value, label) for value, label in OwnCircle.choices if value != OwnCircle.UNKNOWN]
    if gap == "afgeleid":
        return [("klopt", _("Klopt"))]
    if gap == "bewijs":
        return [("klopt", _("Klopt nog"))]
    if gap == "plek":
        return [(place.code, str(place)) for place in PlaceKind.objects.all()]
    if gap == "les":
        return [(lesson.code, lesson.title) for lesson in Lesson.objects.all()]
    if gap == "wijk":
        year = timezone.localdate().year
        valid = visible(membership, District.objects.valid_in(year))
        places = [(district.code, district.name) for district in valid.order_by("name")]
        return [(EVERYWHERE, _("hele gemeente")), *places]
    if gap == "organisatie" and right(membership, Initiative).write is Scope.ALL:
        known = visible(membership, Organisation.objects.filter(is_private_person=False))
        return [(str(pk), name) for pk, name in known.order_by("name").values_list("pk", "name")]
    return []


def _repaired(request: MemberRequest, gap: Gap) -> HttpResponse | None:
    """Write what was tapped: one record's own answer, or one answer for all that were ticked."""
    one, _colon, value = request.POST.get("een", "").partition(":")
    ids = [one] if one else request.POST.getlist("ids")
    value = (
        value
        or request.POST.get(f"keuze_{one}" if one else "keuze", "")
        or request.POST.get("alle", "")
    )
    if not ids:
        messages.warning(request, _("Kies eerst een of meer initiatieven."))
        return None
    if len(set(ids)) > PER_PAGE:
        messages.warning(
            request,
            _("Doe er hooguit %(most)s tegelijk; er is niets veranderd.") % {"most": PER_PAGE},
        )
        return None
    if not all(item.isascii() and item.isdigit() and len(item) < 19 for item in ids):
        raise Http404
    if value not in {answer for answer, _label in answers_to(request, gap.code)}:
        messages.warning(request, _("Kies een antwoord. Er is niets veranderd."))
        return None
    try:
        tell(request, _write(request, gap.code, [int(item) for item in ids], value))
    except (Missing, NoAnswer) as error:
        raise Http404 from error
    return None


def _write(request: MemberRequest, gap: str, ids: list[int], value: str) -> Result:
    membership = request.membership
    actor, municipality = actor_of(request), membership.municipality
    rows = writable(membership, Initiative.objects.all())
    if gap in REPAIRED:
        return repair_all(actor, municipality, rows, ids, gap, value)
    if gap == "bewijs":
        return confirm_all(actor, municipality, rows, ids)
    if gap == "les":
        return tag_all(actor, municipality, rows, ids, Lesson.objects.get(code=value))
    organisation = visible(membership, Organisation.objects.all()).get(pk=int(value))
    return assign_all(actor, municipality, rows, ids, organisation)
