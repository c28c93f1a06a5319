"""The money of Sluiswaarde: its grants, with the funders and schemes they need."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from demo.extra import EXTRA_GRANTS
from demo.grants import FUNDERS, columns, grants_of, period, report_due, scheme_name
from demo.loader import Loader
from demo.source import DemoSource
from funding.course import Columns, Step, StepKind, from_columns
from funding.course.clocks import ClockKind
from funding.measuring import room_of
from funding.models import Funder, Grant, Scheme
from funding.writes import GrantInput, NewDate, create_grant, move_clock

CEILINGS = {
    "Budgetsubsidie welzijn": 45_000_000,
    "Subsidieregeling Bewonersinitiatieven": 15_000_000,
    "Waarderingssubsidie": 1_000_000,
    "Bewonersbudget": 750_000,
}

MOVED: Final = "SLW-G032-1"
WAITS: Final = "SLW-X002"
LEFT_CENTS: Final = 250_000
"""What is left in the scheme of the application that was moved: less than is asked."""
GROUNDS: Final = {"plafond bereikt": "ceiling_reached", "geen rechtspersoon": "outside_scheme"}


def load_money(loader: Loader, source: DemoSource) -> None:
    """Record every grant of the source, and those that show the states it lacks."""
    _load_told_grants(loader, source)
    _load_extra_grants(loader)
    _show_daily_work(loader)


def _load_told_grants(loader: Loader, source: DemoSource) -> None:
    for told in source.initiatives:
        for reference, grant in grants_of(told):
            start, end = period(grant, loader.today)
            given = columns(grant, loader.today)
            scheme = _scheme(loader, scheme_name(grant), (start or loader.today).year)
            _load_grant(
                loader,
                reference,
                given,
                GrantInput(
                    loader.initiatives[told.number],
                    _funder(loader, grant.funder_kind),
                    given.requested,
                    scheme=scheme,
                    kind=grant.kind,
                    regularity=grant.regularity,
                    period_start=start,
                    period_end=end,
                    report_due=report_due(grant, loader.today),
                    reason=given.reason,
                ),
            )


def _load_extra_grants(loader: Loader) -> None:
    for number, extra in enumerate(EXTRA_GRANTS, start=1):
        start, end = extra.dates(loader.today)
        given = extra.columns(loader.today)
        public = extra.funder_kind == "municipality"
        scheme = _scheme(
            loader, "Subsidieregeling Bewonersinitiatieven", (start or loader.today).year
        )
        _load_grant(
            loader,
            f"SLW-X{number:03d}",
            given,
            GrantInput(
                loader.initiatives[extra.number],
                _funder(loader, extra.funder_kind),
                given.requested,
                scheme=scheme if public else None,
                kind=extra.kind,
                period_start=start,
                period_end=end,
                reason=extra.reason,
            ),
        )


def _show_daily_work(loader: Loader) -> None:
    """A date that was moved, a supplement with a term, and a ceiling that the next decision does not fit under."""
    today = loader.today
    asked = Grant.objects.get(municipality=loader.municipality, reference=MOVED)
    later = NewDate(
        ClockKind.DECISION, today + timedelta(days=49), "advies gevraagd aan het wijkteam"
    )
    move_clock(loader.actor, asked, later, asked.version, today=today)
    waits = Grant.objects.get(municipality=loader.municipality, reference=WAITS)
    answer = NewDate(ClockKind.SUPPLEMENT, today + timedelta(days=9), "twee weken om aan te vullen")
    move_clock(loader.actor, waits, answer, waits.version, today=today)
    scheme = asked.scheme
    if scheme is not None:
        scheme.ceiling_cents = room_of(scheme).committed_cents + LEFT_CENTS
        scheme.save()


def _with_ground(step: Step) -> Step:
    """A refusal names its ground, as the page asks it of a person."""
    if step.kind is StepKind.REFUSED:
        return replace(step, ground=GROUNDS.get(step.reason, "unsubstantiated"))
    return replace(step, ground="incomplete") if step.kind is StepKind.NOT_CONSIDERED else step


def _load_grant(loader: Loader, reference: str, given: Columns, told: GrantInput) -> None:
    taken, payments = from_columns(given, today=loader.today)
    steps = [_with_ground(step) for step in taken]
    create_grant(
        loader.actor,
        loader.municipality,
        told,
        today=loader.today,
        steps=steps,
        payments=payments,
        reference=reference,
    )


def _funder(loader: Loader, kind: str) -> Funder:
    if kind not in loader.funders:
        loader.funders[kind] = Funder.objects.create(
            municipality=loader.municipality, name=FUNDERS[kind], kind=kind
        )
    return loader.funders[kind]


def _scheme(loader: Loader, name: str, year: int) -> Scheme | None:
    if not name:
        return None
    if (name, year) not in loader.schemes:
        loader.schemes[name, year] = Scheme.objects.create(
            municipality=loader.municipality,
            funder=_funder(loader, "municipality"),
            name=name,
            year=year,
            ceiling_cents=CEILINGS[name],
            taakveld="6.1 Samenkracht en burgerparticipatie",
            decision_term_weeks=8,
            settlement_term_weeks=13,
        )
    return loader.schemes[name, year]
