"""One row against the record as it stands: what is wrong, what changes, what is added. No queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.translation import gettext as _

from initiatives.columns import FIELDS, InitiativeValues
from initiatives.importing.report import Problem, RowRefused
from initiatives.importing.rows import ReadRow
from initiatives.importing.stored import StoredInitiative
from initiatives.rules import shielded_by_default
from sheets.values import shortened

EVIDENCE: Final = ("observed_on", "observation", "partners")
"""Columns that add to what is there; the others replace it."""
PLAIN: Final = tuple(field.name for field in FIELDS if field.name not in EVIDENCE)


def check_values(values: InitiativeValues) -> None:
    """Raise RowRefused unless the record may stand so."""
    if not values.name:
        raise RowRefused("name", _("De naam ontbreekt."))
    start, end, still = values.start_date, values.end_date, values.dormant_since
    if start and end and end < start:
        raise RowRefused(
            "end_date", _("De laatste dag ligt voor het begin (%(start)s).") % {"start": start}
        )
    if start and still and still < start:
        raise RowRefused(
            "dormant_since", _("Het ligt stil voordat het begon (%(start)s).") % {"start": start}
        )


def check_observation(given: Mapping[str, Any], today: date) -> None:
    """Raise RowRefused for an observation without a date, or in the future."""
    seen_on = given.get("observed_on")
    if given.get("observation") and seen_on is None:
        raise RowRefused("observed_on", _("Bij een waarneming hoort een datum."))
    if seen_on and seen_on > today:
        raise RowRefused(
            "observed_on", _("De datum %(day)s ligt in de toekomst.") % {"day": seen_on}
        )


def changed_fields(
    row: ReadRow, values: InitiativeValues, stored: StoredInitiative | None
) -> frozenset[str]:
    """What of the record itself differs from what is stored (everything filled in, for a new one)."""
    before = stored.values if stored else InitiativeValues()
    changed = {name for name in PLAIN if getattr(values, name) != getattr(before, name)}
    if _ties(values) != _ties(before):
        changed.add("partners")
    if row.point is not None and (stored is None or row.point != stored.point):
        changed.add("point")
    if is_shielded(values, stored) != (stored.location_shielded if stored else False):
        changed.add("location_shielded")
    return frozenset(changed)


def _ties(values: InitiativeValues) -> dict[str, bool]:
    return {tie.kind: tie.involved for tie in values.partners}


def is_shielded(values: InitiativeValues, stored: StoredInitiative | None) -> bool:
    """Whether the location is hidden: the default for a new record, and for one that now becomes such a record."""
    asks = _asks_shield(values)
    if stored is None:
        return asks
    return stored.location_shielded or (asks and not _asks_shield(stored.values))


def _asks_shield(values: InitiativeValues) -> bool:
    return shielded_by_default(values.own_circle, values.activity_types, values.target_groups)


def lessons_to_observe(
    values: InitiativeValues, given: Mapping[str, Any], stored: StoredInitiative | None
) -> tuple[str, ...]:
    """The lessons under which the row's observation is added.

    A new tag gets it; an existing one too, unless the same observation stands under one of them already.
    """
    seen_on = given.get("observed_on")
    if seen_on is None:
        return ()
    held = stored.tags if stored else {}
    known = stored is not None and (seen_on, given.get("observation", "")) in stored.seen
    return tuple(code for code in values.lessons if not (known and code in held))


def new_contacts(
    given: Mapping[str, Any], stored: StoredInitiative | None
) -> tuple[tuple[str, date], ...]:
    """The moments of contact in the row that are not recorded yet."""
    held = stored.contacts if stored else frozenset()
    moments = ((tie.kind, day) for tie in given.get("partners", ()) for day in tie.contacts)
    return tuple(moment for moment in moments if moment not in held)


def repeated(references: Mapping[int, str], header: str) -> list[Problem]:
    """A problem for every line whose reference stands on another line too, naming those lines."""
    lines: dict[str, list[int]] = defaultdict(list)
    for line, reference in references.items():
        lines[reference].append(line)
    return [
        Problem(
            line, header, _same_reference(reference, (other for other in found if other != line))
        )
        for reference, found in lines.items()
        if len(found) > 1
        for line in found
    ]


def _same_reference(reference: str, others: Iterable[int]) -> str:
    shown = ", ".join(str(line) for line in others)
    values = {"reference": shortened(reference), "lines": shown}
    return (
        _("‘%(reference)s’ staat ook op regel %(lines)s; een kenmerk komt één keer voor.") % values
    )
