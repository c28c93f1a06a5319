"""Which table an export is, for whom: the commands and the buttons come here, so that both give the same."""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.policy import Ability, can, may, visible
from areas.models import Municipality
from dashboards.analysis.changes import compare
from dashboards.analysis.coverage import Coverage, cover
from dashboards.analysis.dates import add_months
from dashboards.analysis.situation import Situation, situate
from dashboards.analysis.trend import quarter_ends, trend_of
from dashboards.exports.measures import (
    Export,
    RegisterFacts,
    cliff_export,
    coverage_export,
    priorities_export,
    register_export,
)
from dashboards.exports.over_time import changes_export, trend_export
from dashboards.queries import records, records_for
from dashboards.rows import Records
from funding.exporting import GRANT_COLUMNS, grant_rows
from funding.models import Grant
from initiatives.exporting import INITIATIVE_COLUMNS, initiative_rows
from initiatives.models import Initiative, InitiativeQuerySet

PARTICULIER = "(Particulier)"


class ExportKind(StrEnum):
    """The tables one can take along."""

    COVERAGE = "coverage"
    PRIORITIES = "priorities"
    INITIATIVES = "initiatives"
    GRANTS = "grants"
    REGISTER = "register"
    CLIFF = "cliff"
    TREND = "trend"
    CHANGES = "changes"


def export_of(
    kind: ExportKind,
    municipality: Municipality,
    day: date,
    *,
    membership: Membership | None = None,
    initiatives: InitiativeQuerySet | None = None,
    grants: QuerySet[Grant] | None = None,
    against: date | None = None,
) -> Export:
    """The table `kind` at `day`; for a member as far as their role goes, for a command all of it.

    `against` is the other day of a comparison, a year before `day` where none is given.
    `initiatives` and `grants` narrow those exports to a list as filtered. Raises PermissionDenied where a role may not.
    """
    if kind is ExportKind.INITIATIVES:
        return initiatives_export(municipality, membership, initiatives)
    if kind in {ExportKind.GRANTS, ExportKind.REGISTER}:
        return _grants_export(kind, municipality, day, membership, grants)
    if membership is not None and not may(membership, Ability.DASHBOARDS):
        raise PermissionDenied
    against = against or add_months(day, -12)
    until = max(day, against) if kind is ExportKind.CHANGES else day
    found = records(municipality, until) if membership is None else records_for(membership, until)
    signals = membership is None or may(membership, Ability.VOICE_SIGNALS)
    if kind is ExportKind.TREND:
        return trend_export(
            municipality.code, trend_of(_covered(found, quarter_ends(day), signals))
        )
    if kind is ExportKind.CHANGES:
        was, now = (situate(found, each) for each in sorted((against, day)))
        before, after = (_seen(situation, signals) for situation in (was, now))
        return changes_export(municipality.code, compare(was, now, before, after))
    situation = situate(found, day)
    if kind is ExportKind.COVERAGE:
        return coverage_export(situation, signals=signals)
    if kind is ExportKind.PRIORITIES:
        scores = membership is None or may(membership, Ability.SCORES)
        return priorities_export(situation, scores=scores)
    return cliff_export(situation)


def _seen(situation: Situation, signals: bool) -> Coverage:
    covered = cover(situation)
    return covered if signals else covered.without_signals()


def _covered(found: Records, days: Iterable[date], signals: bool) -> Iterator[Coverage]:
    return (_seen(situate(found, day), signals) for day in days)


def initiatives_export(
    municipality: Municipality,
    membership: Membership | None,
    chosen: InitiativeQuerySet | None,
    *,
    free_text: bool = True,
) -> Export:
    """The initiatives in the columns of the import; whoever reads no free text gets no observations.

    `free_text` False leaves the observations out for everybody.
    """
    found = Initiative.objects.filter(municipality=municipality) if chosen is None else chosen
    if membership is None:
        return Export(_("Initiatieven"), INITIATIVE_COLUMNS, initiative_rows(found))
    seen = Initiative.objects.filter(pk__in=visible(membership, found).order_by().values("pk"))
    rows = initiative_rows(seen)
    if free_text and may(membership, Ability.FREE_TEXT):
        return Export(_("Initiatieven"), INITIATIVE_COLUMNS, rows)
    kept = [
        place for place, column in enumerate(INITIATIVE_COLUMNS) if column.name != "observation"
    ]
    columns = [INITIATIVE_COLUMNS[place] for place in kept]
    return Export(_("Initiatieven"), columns, ([row[place] for place in kept] for row in rows))


def _grants_export(
    kind: ExportKind,
    municipality: Municipality,
    day: date,
    membership: Membership | None,
    chosen: QuerySet[Grant] | None,
) -> Export:
    found: QuerySet[Grant] = (
        Grant.objects.filter(municipality=municipality) if chosen is None else chosen
    )
    if membership is not None:
        if not can(membership, "view", Grant):
            raise PermissionDenied
        found = visible(membership, found)
    if kind is ExportKind.GRANTS:
        return Export(_("Subsidies"), GRANT_COLUMNS, grant_rows(found))
    rows = found.select_related("scheme", "initiative__organisation").order_by("id")
    facts = {grant.pk: _facts(grant) for grant in rows}
    situation = situate(records(municipality, day), day)
    kept = tuple(
        grant for grant in situation.records.grants if grant.id in facts and grant.state != "draft"
    )
    return register_export(situation, facts, kept)


def _facts(grant: Grant) -> RegisterFacts:
    organisation = grant.initiative.organisation
    private = organisation is not None and organisation.is_private_person
    applicant = PARTICULIER if private else str(organisation or "")
    return RegisterFacts(
        grant.scheme.taakveld if grant.scheme else "",
        grant.get_kind_display(),
        grant.get_regularity_display(),
        applicant,
        grant.payment_unknown,
    )
