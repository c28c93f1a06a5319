"""Everything of one municipality that the measures read, in a constant number of queries."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from accounts.models import Membership
from accounts.policy import Scope, right, visible
from areas.models import (
    Municipality,
    TargetGroup,
)
from dashboards import rows
from dashboards.queries.areas import districts, figures, lesson_rows, serves, stored_norms
from dashboards.queries.grants import grant_rows, grants_of
from dashboards.queries.initiatives import contacts, initiatives, tags, ties, voices
from initiatives.models import (
    Initiative,
)


def records(
    municipality: Municipality, on: date, *, only: Collection[int] | None = None
) -> rows.Records:
    """Everything of a municipality that the measures at `on` read.

    `only` limits initiatives, and what hangs on them, to these ids (a page of a list): what is asked of one
    initiative then comes out the same, what is asked of a district does not.
    """
    norms = stored_norms(municipality)
    return rows.Records(
        municipality=rows.MunicipalityRow(municipality.code, municipality.name),
        lessons=lesson_rows(),
        norms=norms,
        target_groups=tuple(
            rows.TargetGroupRow(group.code, str(group)) for group in TargetGroup.objects.all()
        ),
        districts=districts(municipality),
        figures=figures(municipality, norms, on),
        serves=serves(municipality, on),
        initiatives=initiatives(municipality, only),
        tags=tags(municipality, on, only),
        ties=ties(municipality, only),
        contacts=contacts(municipality, on, only),
        voices=voices(municipality, on),
        grants=grant_rows(municipality, on, grants_of(municipality, only)),
    )


UNNAMED = "(niet gepubliceerd)"


def records_for(
    membership: Membership,
    on: date,
    *,
    only: Collection[int] | None = None,
    published: bool = False,
) -> rows.Records:
    """The records as this member may see them: all counted, but named only where they may read the initiative.

    `published` names those that are published and no others, for what leaves the building.
    """
    found = records(membership.municipality, on, only=only)
    if right(membership, Initiative).read is Scope.ALL and not published:
        return found
    readable = visible(membership, Initiative.objects.all())
    if published:
        readable = readable.filter(is_public=True)
    named = set(readable.order_by().values_list("pk", flat=True))
    return replace(
        found,
        initiatives=tuple(
            row
            if row.id in named
            else replace(row, name=UNNAMED, summary="", organisation="", reference="")
            for row in found.initiatives
        ),
    )
