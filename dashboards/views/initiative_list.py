"""The list of initiatives: searched, filtered, sorted, paged; also what every number opens."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from accounts.policy import Ability, Scope, can, right, visible, writable
from accounts.requests import MemberRequest, log_export
from dashboards.analysis.definitions import KINDS
from dashboards.analysis.selecting import LABELS, MEANS, Selection, Show, select
from dashboards.analysis.situation import InitiativeAt, situate
from dashboards.forms.initiatives import InitiativeFilter
from dashboards.queries import among, records, with_last_seen
from dashboards.tables import InitiativeTable
from dashboards.views.answers.visited import contacts_known
from dashboards.views.looking import Look, look
from funding.models import Grant
from initiatives.models import Initiative
from lessons.models import Lesson
from lists.exporting import as_shown, asked_format
from lists.showing import arrange, chosen
from upkeep.writes import MOST

SIZES: Final = (25, 100, 500)


@dataclass(frozen=True, slots=True)
class _Drill:
    """A number that was opened: what it showed, and the initiatives behind it."""

    label: str
    ids: Collection[int]
    means: tuple[str, ...] = KINDS


@dataclass(frozen=True, slots=True)
class _Bulk:
    """What the member may do with several rows at once: a lesson to add, an organisation to assign."""

    lessons: QuerySet[Lesson]
    organisations: QuerySet[Organisation]
    sizes: tuple[int, ...]
    size: int
    most: int = MOST


@require_safe
def initiatives(request: MemberRequest) -> HttpResponseBase:
    """The list at the reference date; `?als=` gives it as a file, as shown."""
    seen = look(request)
    drill = _drill(request, seen)
    filters = filtered(request, seen, drill.ids if drill else None)
    size = _size(request)
    table = arrange(request, _table(seen, filters), size)
    if kind := asked_format(request):
        log_export(request, _("Initiatieven, zoals getoond"))
        return as_shown(table, f"{seen.municipality.code.lower()}-initiatieven", kind)
    shown = table.paginator.count
    context = {
        "heading": _heading(shown, drill),
        "hidden": _hidden(seen, drill),
        "table": table,
        "filter": filters,
        "summary": chosen(filters.form),
        "keep": [*table.arranged.keep, *_kept(request, drill)],
        "reference": seen.reference,
        "updated": seen.updated,
        "means": drill.means if drill else ("initiatives",),
        "drill": drill,
        "bulk": _bulk(seen, size),
    }
    return render(request, "dashboards/initiatives.html", context)


def _table(seen: Look, filters: InitiativeFilter) -> InitiativeTable:
    def situated(ids: list[int]) -> Mapping[int, InitiativeAt]:
        return situate(records(seen.municipality, seen.day, only=ids), seen.day).initiatives

    def changeable(ids: list[int]) -> set[int]:
        own: QuerySet[Initiative] = writable(seen.membership, Initiative.objects.all())
        return set(among(own, ids).order_by().values_list("pk", flat=True))

    found = with_last_seen(filters.qs.for_table(), seen.day)
    writes = can(seen.membership, "change", Initiative)
    return InitiativeTable(
        found, day=seen.day, situate=situated, writable=changeable if writes else None
    )


def _bulk(seen: Look, size: int) -> _Bulk | None:
    """What may be done with several rows; None for who only reads."""
    granted = right(seen.membership, Initiative).write
    if granted is Scope.NONE:
        return None
    organisations = visible(seen.membership, Organisation.objects.order_by("name"))
    offered = organisations.filter(is_private_person=False)
    return _Bulk(
        Lesson.objects.all(),
        offered if granted is Scope.ALL else offered.none(),
        SIZES,
        size,
    )


def _size(request: MemberRequest) -> int:
    """How many rows a page holds: one of a few sizes, else the first."""
    sizes = {str(size): size for size in SIZES}
    return sizes.get(request.GET.get("rijen", ""), SIZES[0])


def _kept(request: MemberRequest, drill: _Drill | None) -> list[tuple[str, str]]:
    """What a filter leaves as it is: the size of the page, the day and the number that was opened."""
    names = ["rijen", "peildatum", *(["toon", "deel", "jaar"] if drill else [])]
    return [(name, request.GET[name]) for name in names if request.GET.get(name)]


def filtered(request: MemberRequest, seen: Look, ids: Collection[int] | None) -> InitiativeFilter:
    """The filters, over all visible initiatives or over those behind a number."""
    filters = InitiativeFilter(
        request.GET, membership=seen.membership, day=seen.day, show=ids is not None
    )
    if ids is not None:
        filters.queryset = among(filters.queryset, ids)
    return filters


def drilled(request: MemberRequest, seen: Look) -> Collection[int] | None:
    """The ids behind the number of the query string; None where no number was opened."""
    drill = _drill(request, seen)
    return drill.ids if drill else None


def _drill(request: MemberRequest, seen: Look) -> _Drill | None:
    try:
        show = Show(request.GET.get("toon", ""))
    except ValueError:
        return None
    year = request.GET.get("jaar", "")
    selection = Selection(
        show,
        request.GET.get("wijk", ""),
        request.GET.get("les", ""),
        request.GET.get("deel", ""),
        int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
    )
    situation = seen.situation()
    found: Collection[int] = select(situation, seen.coverage(situation), selection)
    if show is Show.MONEY_STATUS and not seen.may(Ability.APPLICANTS):
        found = _whose_grants_show(seen, found)
    if show is Show.NO_CONTACT:
        known = contacts_known(seen, situation)
        found = [pk for pk in found if pk in known]
    return _Drill(LABELS[show], found, MEANS.get(show, KINDS))


def _whose_grants_show(seen: Look, ids: Collection[int]) -> Collection[int]:
    """Those of the initiatives whose grants this member may see: that one was refused is not everybody's."""
    own: QuerySet[Grant] = visible(seen.membership, Grant.objects.all())
    found = among(own, ids, "initiative_id").order_by().values_list("initiative_id", flat=True)
    return sorted(set(found))


def _heading(shown: int, drill: _Drill | None) -> str:
    counted = ngettext("{n} initiatief", "{n} initiatieven", shown).format(n=shown)
    return f"{counted}: {drill.label}" if drill else counted


def _hidden(seen: Look, drill: _Drill | None) -> int:
    """How many initiatives behind the number this member may not see by name."""
    if drill is None:
        return 0
    own: QuerySet[Initiative] = visible(seen.membership, Initiative.objects.all())
    return len(drill.ids) - among(own, drill.ids).count()
