"""The money of Sluiswaarde: its grants, with the funders and schemes they need."""

from demo.extra import EXTRA_GRANTS
from demo.grants import FUNDERS, columns, grants_of, period, report_due, scheme_name
from demo.loader import Loader
from demo.source import DemoSource
from funding.course import Columns, from_columns
from funding.models import Funder, Scheme
from funding.writes import GrantInput, create_grant

CEILINGS = {
    "Budgetsubsidie welzijn": 45_000_000,
    "Subsidieregeling Bewonersinitiatieven": 15_000_000,
    "Waarderingssubsidie": 1_000_000,
    "Bewonersbudget": 750_000,
}


def load_money(loader: Loader, source: DemoSource) -> None:
    """Record every grant of the source, and those that show the states it lacks."""
    _load_told_grants(loader, source)
    _load_extra_grants(loader)


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


def _load_grant(loader: Loader, reference: str, given: Columns, told: GrantInput) -> None:
    steps, payments = from_columns(given, today=loader.today)
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
