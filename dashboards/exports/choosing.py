"""Which table an export is, for whom: the commands and the buttons come here, so that both give the same."""

from datetime import date
from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.policy import Ability, can, may, visible
from areas.models import Municipality
from dashboards.analysis.situation import situate
from dashboards.exports.measures import (
    Export,
    RegisterFacts,
    cliff_export,
    coverage_export,
    priorities_export,
    register_export,
)
from dashboards.queries import records, records_for
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


def export_of(
    kind: ExportKind,
    municipality: Municipality,
    day: date,
    *,
    membership: Membership | None = None,
    initiatives: InitiativeQuerySet | None = None,
    grants: QuerySet[Grant] | None = None,
) -> Export:
    """The table `kind` at `day`; for a member as far as their role goes, for a command all of it.

    `initiatives` and `grants` narrow those exports to a list as filtered. Raises PermissionDenied where a role may not.
    """
    if kind is ExportKind.INITIATIVES:
        return initiatives_export(municipality, membership, initiatives)
    if kind in {ExportKind.GRANTS, ExportKind.REGISTER}:
        return _grants_export(kind, municipality, day, membership, grants)
    if membership is not None and not may(membership, Ability.DASHBOARDS):
        raise PermissionDenied
    found = records(municipality, day) if membership is None else records_for(membership, day)
    situation = situate(found, day)
    if kind is ExportKind.COVERAGE:
        signals = membership is None or may(membership, Ability.VOICE_SIGNALS)
        return coverage_export(situation, signals=signals)
    if kind is ExportKind.PRIORITIES:
        scores = membership is None or may(membership, Ability.SCORES)
        return priorities_export(situation, scores=scores)
    return cliff_export(situation)


def initiatives_export(
    municipality: Municipality, membership: Membership | None, chosen: InitiativeQuerySet | None
) -> Export:
    """The initiatives in the columns of the import; whoever reads no free text gets no observations."""
    found = Initiative.objects.filter(municipality=municipality) if chosen is None else chosen
    if membership is None:
        return Export(_("Initiatieven"), INITIATIVE_COLUMNS, initiative_rows(found))
    seen = Initiative.objects.filter(pk__in=visible(membership, found).order_by().values("pk"))
    rows = initiative_rows(seen)
    if may(membership, Ability.FREE_TEXT):
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
    )
