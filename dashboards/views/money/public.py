"""Decision terms met, and what is left under the ceilings."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from django.http import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.ceilings import CeilingLine, Ceilings, ceilings, ceilings_heading
from dashboards.analysis.funding import grants_at
from dashboards.analysis.situation import Situation
from dashboards.analysis.slices import Slice
from dashboards.analysis.terms import Outcome, TermLine, Terms, terms, terms_heading
from dashboards.charts.amounts import stacked_chart
from dashboards.exports.measures import decimal
from dashboards.exports.sheet import Cell, Sheet, count_of, money, money_of
from dashboards.money_forms import Ask, ask
from dashboards.queries import moved_rows, scheme_rows
from dashboards.views.looking import Look, look
from dashboards.views.money.page import MoneyPage, answer, down, with_table
from sheets.columns import Column, Kind

OUTCOMES = {
    Outcome.IN_TIME: "binnen de termijn",
    Outcome.LATE: "te laat besloten",
    Outcome.OPEN: "open, termijn loopt",
    Outcome.OPEN_LATE: "open, over de termijn",
}
TERM_COLUMNS = (
    Column("regeling"),
    *(Column(label, Kind.INTEGER, "Aanvragen") for label in OUTCOMES.values()),
    Column("op tijd (%)", Kind.DECIMAL, "Binnen de termijn, in procenten van de besluiten"),
    Column("dagen, mediaan", Kind.DECIMAL, "Van ontvangst tot besluit, zonder opschorting"),
)
CEILING_COLUMNS = (
    Column("regeling"),
    Column("plafond", Kind.MONEY, "In euro, zoals nu geregistreerd"),
    Column("toegekend", Kind.MONEY, "Vastgesteld, en anders verleend"),
    Column("betaald", Kind.MONEY),
    Column("nog over", Kind.MONEY, "Plafond min toegekend; met een min is er te veel toegekend"),
    Column("aangevraagd, nog geen besluit", Kind.MONEY),
)


def terms_ask(request: MemberRequest, _seen: Look, situation: Situation) -> Ask:
    """The years of receipt; all of them unless asked."""
    years = {grant.received_on.year for grant in situation.records.grants if grant.received_on}
    return ask(request.GET, ("jaar",), years=years)


def terms_of(seen: Look, situation: Situation, asked: Ask) -> Terms:
    """The terms of what is asked."""
    town = seen.municipality
    return terms(grants_at(situation), scheme_rows(town), moved_rows(town), seen.day, asked.year)


def terms_slices(seen: Look, situation: Situation, asked: Ask) -> Iterable[Slice]:
    """What the numbers of terms open."""
    found = terms_of(seen, situation, asked)
    return (line.having(outcome) for line in (found.whole, *found.lines) for outcome in Outcome)


@require_safe
def decision_terms(request: MemberRequest) -> HttpResponseBase:
    """Decisions within their term, per scheme."""
    seen = look(request)
    situation = seen.situation()
    asked = terms_ask(request, seen, situation)
    found = terms_of(seen, situation, asked)
    rows = [_term_row(seen, line, asked) for line in found.lines]
    if rows:
        rows.append(_term_row(seen, found.whole, asked))
    sheet = Sheet(_("Beslistermijnen"), TERM_COLUMNS, rows)
    chart = stacked_chart(
        "termijnen",
        sheet.title,
        [line.label for line in found.lines],
        [
            (label.capitalize(), [line.having(outcome).count for line in found.lines])
            for outcome, label in OUTCOMES.items()
        ],
        lying=True,
        euros=False,
    )
    page = MoneyPage(
        "terms",
        terms_heading(found),
        sheet,
        asked,
        means=("in_time",),
        charts=[with_table(chart, sheet)] if rows else [],
        lede=_(
            "De termijn van de regeling, en anders acht weken na ontvangst. Dagen waarop op een aanvulling werd"
            " gewacht, tellen niet mee; een verschoven datum telt zoals die is vastgelegd."
        ),
        notes=[
            _(
                "Alleen aanvragen bij gemeente, provincie en Rijk: andere geldgevers hebben geen termijn."
            ),
            _("Wat de aanvrager introk, telt niet mee."),
        ],
    )
    return answer(request, seen, page)


def _term_row(seen: Look, line: TermLine, asked: Ask) -> Sequence[Cell]:
    counts = []
    for outcome in Outcome:
        found = line.having(outcome)
        counts.append(count_of(found, down(seen, "beslistermijnen", found.key, asked)))
    share = None if line.share is None else round(decimal(line.share * 100) or Decimal(0), 1)
    return (Cell(line.label), *counts, Cell(share), Cell(decimal(line.median_days)))


def ceilings_ask(request: MemberRequest, seen: Look, _situation: Situation) -> Ask:
    """The years of schemes; that of the reference date unless asked."""
    years = {scheme.year for scheme in scheme_rows(seen.municipality)}
    known = [year for year in years if year is not None]
    default = seen.day.year if seen.day.year in known else None
    return ask(request.GET, ("jaar",), years=known, year=default)


def ceilings_of(seen: Look, situation: Situation, asked: Ask) -> Ceilings:
    """The ceilings of what is asked."""
    return ceilings(grants_at(situation), scheme_rows(seen.municipality), asked.year)


def ceilings_slices(seen: Look, situation: Situation, asked: Ask) -> Iterable[Slice]:
    """What the numbers of ceilings open."""
    for line in ceilings_of(seen, situation, asked).lines:
        yield from (line.committed, line.paid, line.asked)


@require_safe
def room(request: MemberRequest) -> HttpResponseBase:
    """What is left under the ceilings, per scheme."""
    seen = look(request)
    situation = seen.situation()
    asked = ceilings_ask(request, seen, situation)
    found = ceilings_of(seen, situation, asked)
    sheet = Sheet(
        _("Ruimte onder de plafonds"),
        CEILING_COLUMNS,
        [_ceiling_row(seen, line, asked) for line in found.lines],
    )
    capped = found.capped
    chart = stacked_chart(
        "plafonds",
        sheet.title,
        [line.label for line in capped],
        [
            (_("Toegekend"), [line.committed.cents for line in capped]),
            (_("Nog over"), [max(0, line.left_cents or 0) for line in capped]),
        ],
        lying=True,
    )
    page = MoneyPage(
        "ceilings",
        ceilings_heading(found),
        sheet,
        asked,
        means=("ceiling", "committed", "left"),
        charts=[with_table(chart, sheet)] if found.lines else [],
        lede=_(
            "Toegekend is wat is vastgesteld, en anders wat is verleend. Geld in natura telt niet mee."
        ),
        notes=[_("Het plafond is dat van nu; wat is toegekend en gevraagd, is van de peildatum.")],
    )
    return answer(request, seen, page)


def _ceiling_row(seen: Look, line: CeilingLine, asked: Ask) -> Sequence[Cell]:
    def of(found: Slice) -> Cell:
        return money_of(found, down(seen, "plafonds", found.key, asked))

    return (
        Cell(line.label),
        money(line.scheme.ceiling_cents),
        of(line.committed),
        of(line.paid),
        money(line.left_cents),
        of(line.asked),
    )
