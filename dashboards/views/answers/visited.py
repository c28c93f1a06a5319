"""When we were last there: the last observation and the last contacts of every district."""

from collections.abc import Collection, Sequence

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.policy import Scope, Subject, reads, right
from accounts.requests import MemberRequest
from dashboards.analysis.selecting import Show
from dashboards.analysis.situation import Situation
from dashboards.analysis.visits import (
    RECENCY_LABELS,
    RECENCY_STATES,
    SEEN,
    Recency,
    Visit,
    partner_codes,
    visits,
    visits_heading,
)
from dashboards.exports.sheet import Cell, Sheet
from dashboards.links import behind
from dashboards.queries import partner_kinds
from dashboards.views.answers.page import AnswerPage, Grid, Tile, answer
from dashboards.views.looking import Look, look
from initiatives.models import Contact
from sheets.columns import Column, Kind

COLUMNS = (
    Column("wijk"),
    Column("wat", Kind.TEXT, "Een waarneming, of contact met een soort partner"),
    Column("laatst op", Kind.DATE),
    Column("dagen geleden", Kind.INTEGER, "Van toen tot de peildatum"),
    Column("stand", Kind.TEXT, "Tegen de norm van de gemeente"),
    Column("initiatieven", Kind.INTEGER, "Actieve initiatieven waarvan het gevraagd wordt"),
    Column("te lang", Kind.INTEGER, "Hoeveel daarvan langer geleden dan de norm, of nooit"),
)


def contact_scope(seen: Look) -> Scope:
    """Whose contacts this member knows of."""
    return right(seen.membership, Contact).read


def contacts_known(seen: Look, situation: Situation) -> Collection[int]:
    """The initiatives whose contacts this member may know of: all, of the own organisation, or none."""
    return {
        item.id
        for item in situation.initiatives.values()
        if reads(seen.membership, Subject.CONTACTS, item.row.organisation_id)
    }


def visits_for(
    seen: Look, situation: Situation
) -> tuple[list[tuple[str, str]], tuple[tuple[Visit, ...], ...]]:
    """The kinds of partner (code, word) and the visits, as far as this member may know of them."""
    kinds: list[tuple[str, str]] = []
    if contact_scope(seen) is not Scope.NONE:
        used = partner_codes(situation)
        kinds = [(code, word) for code, word in partner_kinds() if code in used]
    known = contacts_known(seen, situation)
    return kinds, visits(situation, [code for code, _word in kinds], known)


def visited_heading(seen: Look, situation: Situation) -> str:
    """The finding, about contacts or for whoever knows of none about observations."""
    kinds, found = visits_for(seen, situation)
    return visits_heading(found, situation, contacts=bool(kinds))


@require_safe
def visited(request: MemberRequest) -> HttpResponseBase:
    """Per district and kind how long ago, against the norm."""
    seen = look(request)
    situation = seen.situation()
    kinds, found = visits_for(seen, situation)
    words = {SEEN: _("Gezien"), **dict(kinds)}
    page = AnswerPage(
        "visited",
        visits_heading(found, situation, contacts=bool(kinds)),
        Sheet(_("Wanneer waren we er voor het laatst"), COLUMNS, _rows(seen, found, words)),
        means=("visits",),
        lede=_lede(seen, situation),
        notes=[_("Een dag telt als die in de registratie staat: wie niets vastlegt, lijkt weg.")],
        grid=_grid(seen, found, words) if found else None,
    )
    return answer(request, seen, page)


def _lede(seen: Look, situation: Situation) -> str:
    norms = situation.norms
    seen_term = _("Gezien: norm {months} maanden.").format(months=norms.fresh_months)
    met = _("Contact: norm {days} dagen.").format(days=norms.contact_days)
    return {
        Scope.NONE: seen_term,
        Scope.OWN: f"{seen_term} {met} "
        + _("Je ziet alleen de contacten van je eigen organisatie."),
    }.get(contact_scope(seen), f"{seen_term} {met}")


def _late_href(seen: Look, visit: Visit) -> str:
    if not visit.late_ids:
        return ""
    if visit.kind == SEEN:
        return behind(Show.STALE, seen.day, district=visit.district.code)
    return behind(Show.NO_CONTACT, seen.day, district=visit.district.code, part=visit.kind)


def _rows(
    seen: Look, found: Sequence[Sequence[Visit]], words: dict[str, str]
) -> list[Sequence[Cell]]:
    return [
        (
            Cell(visit.district.name),
            Cell(words[visit.kind]),
            Cell(visit.last),
            Cell(visit.days),
            Cell(_label(visit)),
            Cell(len(visit.asked_ids)),
            Cell(len(visit.late_ids), _late_href(seen, visit)),
        )
        for row in found
        for visit in row
    ]


def _label(visit: Visit) -> str:
    if visit.kind == SEEN and visit.recency is Recency.NOT_ASKED:
        return _("geen initiatief")
    return RECENCY_LABELS[visit.recency]


def _grid(seen: Look, found: Sequence[Sequence[Visit]], words: dict[str, str]) -> Grid:
    rows = [(row[0].district.name, [_tile(seen, visit) for visit in row]) for row in found]
    return Grid(_("Hoe lang geleden, per wijk"), list(words.values()), rows)


def _tile(seen: Look, visit: Visit) -> Tile:
    days = visit.days
    if visit.recency is Recency.NOT_ASKED:
        return Tile("", _label(visit) if days is None else f"{_days(days)}, {_label(visit)}")
    word = _label(visit) if days is None else _days(days)
    late = _("{n} van {of} te lang").format(n=len(visit.late_ids), of=len(visit.asked_ids))
    href = _late_href(seen, visit)
    return Tile(RECENCY_STATES[visit.recency].value, word, late if href else "", href)


def _days(days: int) -> str:
    return ngettext("{n} dag", "{n} dagen", days).format(n=days) if days else _("vandaag")
