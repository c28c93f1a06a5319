"""What is left under the ceilings: per scheme what is committed, what is still asked, and the room between.

The ceiling is the one recorded now; what is committed and asked stands as on the reference date.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dashboards.analysis.flow import Step, steps_of
from dashboards.analysis.funding import GrantAt
from dashboards.analysis.slices import Slice, slice_of
from dashboards.analysis.terms import scheme_label
from dashboards.analysis.words import counted, euros_nl, listing
from dashboards.money_rows import SchemeRow
from dashboards.rows import IN_KIND
from language import gettext as _


@dataclass(frozen=True, slots=True)
class CeilingLine:
    """A scheme: what counts under it, what was paid, and what is asked and not yet decided."""

    scheme: SchemeRow
    committed: Slice
    paid: Slice
    asked: Slice

    @property
    def label(self) -> str:
        """The scheme's name with its year."""
        return scheme_label(self.scheme)

    @property
    def left_cents(self) -> int | None:
        """What can still be committed, negative where more was; None without a ceiling."""
        ceiling = self.scheme.ceiling_cents
        return None if ceiling is None else ceiling - self.committed.cents

    @property
    def tight(self) -> bool:
        """Whether more is asked than is left."""
        return self.left_cents is not None and self.asked.cents > self.left_cents


@dataclass(frozen=True, slots=True)
class Ceilings:
    """The schemes of a year (None: all)."""

    year: int | None
    lines: tuple[CeilingLine, ...]
    years: tuple[int, ...]

    @property
    def capped(self) -> tuple[CeilingLine, ...]:
        """Those with a ceiling."""
        return tuple(line for line in self.lines if line.left_cents is not None)

    @property
    def left_cents(self) -> int:
        """The room that is left, added up; where too much was committed there is none, not less."""
        return sum(max(0, line.left_cents or 0) for line in self.capped)

    @property
    def over(self) -> tuple[CeilingLine, ...]:
        """Those under which more was committed than their ceiling."""
        return tuple(line for line in self.capped if (line.left_cents or 0) < 0)


def ceilings(grants: Sequence[GrantAt], schemes: Sequence[SchemeRow], year: int | None) -> Ceilings:
    """Return the room under the ceilings of a year's schemes, in the order of their names."""
    by_scheme: dict[int, list[GrantAt]] = defaultdict(list)
    for grant in grants:
        if grant.row.scheme_id is not None and grant.row.kind != IN_KIND and not grant.row.draft:
            by_scheme[grant.row.scheme_id].append(grant)
    shown = [scheme for scheme in schemes if year in {None, scheme.year}]
    lines = [_line(scheme, by_scheme[scheme.id]) for scheme in shown]
    years = {scheme.year for scheme in schemes if scheme.year is not None}
    return Ceilings(
        year,
        tuple(sorted(lines, key=lambda line: (line.label, line.scheme.id))),
        tuple(sorted(years, reverse=True)),
    )


def _line(scheme: SchemeRow, grants: Sequence[GrantAt]) -> CeilingLine:
    steps = [(grant, steps_of(grant)) for grant in grants]
    key = str(scheme.id)
    return CeilingLine(
        scheme,
        slice_of(f"{key}:toegekend", _("Toegekend"), ((g.row.id, g.counted_cents) for g in grants)),
        slice_of(f"{key}:betaald", _("Betaald"), ((g.row.id, of[Step.PAID]) for g, of in steps)),
        slice_of(
            f"{key}:aangevraagd",
            _("Aangevraagd, nog geen besluit"),
            ((g.row.id, of[Step.UNDECIDED]) for g, of in steps),
        ),
    )


def ceilings_heading(found: Ceilings) -> str:
    """Return the finding: what is left in all, where it is too little, and where too much was committed."""
    if not found.capped:
        text = _("Er is geen regeling met een plafond geregistreerd.")
        if found.year is not None:
            text = _("Er is geen regeling van {year} met een plafond geregistreerd.")
        return text.format(year=found.year)
    text = _("Onder de plafonds is nog {amount} over")
    if found.year is not None:
        text = _("Onder de plafonds van {year} is nog {amount} over")
    first = text.format(year=found.year, amount=euros_nl(found.left_cents))
    tight = sum(1 for line in found.capped if line.tight and line not in found.over)
    parts = []
    if tight:
        what = counted(tight, "regeling", "regelingen")
        parts.append(_("bij {schemes} is meer gevraagd dan er over is").format(schemes=what))
    if found.over:
        what = counted(len(found.over), "regeling", "regelingen")
        parts.append(_("bij {schemes} is meer toegekend dan het plafond").format(schemes=what))
    return f"{first}; {listing(parts)}." if parts else f"{first}."
