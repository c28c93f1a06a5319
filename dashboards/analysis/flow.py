"""From requested to settled: where every euro of the applications went, in steps that add up to the cent.

Three sums: requested → granted, granted → paid, paid → settled. Each begins with the total that the one before ends
with. Applications in euros only; a draft is none yet.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from dashboards.analysis.funding import GrantAt, StatusLine
from dashboards.analysis.slices import Slice, filed_year, slice_of
from dashboards.analysis.words import euros_nl
from dashboards.rows import IN_KIND
from language import Labels, gettext_noop
from language import gettext as _


class Step(StrEnum):
    """A total, or what goes off or comes on top between two totals; the values stand in addresses."""

    REQUESTED = "aangevraagd"
    UNDECIDED = "nog-geen-besluit"
    REFUSED = "afgewezen"
    NOT_CONSIDERED = "buiten-behandeling"
    WITHDRAWN = "ingetrokken-door-aanvrager"
    LESS = "minder-verleend"
    MORE = "meer-verleend"
    GRANTED = "verleend"
    REVOKED = "ingetrokken"
    LOWER = "lager-vastgesteld"
    TO_PAY = "nog-te-betalen"
    SUPPLEMENT = "nabetaling"
    OVERPAID = "meer-betaald"
    PAID = "betaald"
    RECLAIM = "terugvordering"
    UNSETTLED = "nog-niet-vastgesteld"
    SUPPLEMENT_AGAIN = "nabetaling-erbij"
    SETTLED = "vastgesteld"


LABELS: Final = Labels(
    {
        Step.REQUESTED: gettext_noop("Aangevraagd"),
        Step.UNDECIDED: gettext_noop("nog geen besluit"),
        Step.REFUSED: gettext_noop("afgewezen"),
        Step.NOT_CONSIDERED: gettext_noop("buiten behandeling"),
        Step.WITHDRAWN: gettext_noop("ingetrokken door aanvrager"),
        Step.LESS: gettext_noop("minder verleend dan gevraagd"),
        Step.MORE: gettext_noop("meer verleend dan gevraagd"),
        Step.GRANTED: gettext_noop("Verleend"),
        Step.REVOKED: gettext_noop("ingetrokken, niet betaald"),
        Step.LOWER: gettext_noop("lager vastgesteld, niet betaald"),
        Step.TO_PAY: gettext_noop("nog te betalen"),
        Step.SUPPLEMENT: gettext_noop("nabetaling die nog moet"),
        Step.OVERPAID: gettext_noop("meer betaald dan verleend"),
        Step.PAID: gettext_noop("Betaald"),
        Step.RECLAIM: gettext_noop("te veel betaald"),
        Step.UNSETTLED: gettext_noop("nog niet vastgesteld"),
        Step.SUPPLEMENT_AGAIN: gettext_noop("nabetaling komt erbij"),
        Step.SETTLED: gettext_noop("Vastgesteld"),
    }
)
TOTALS: Final = (Step.REQUESTED, Step.GRANTED, Step.PAID, Step.SETTLED)
ADDED: Final = frozenset({Step.MORE, Step.OVERPAID, Step.SUPPLEMENT_AGAIN})
"""What comes on top; every other step that is no total goes off."""
NOT_GIVEN: Final = (Step.UNDECIDED, Step.REFUSED, Step.NOT_CONSIDERED, Step.WITHDRAWN)
NOT_GIVEN_KEY: Final = "niet-of-nog-niet-toegekend"
"""Those four as one, where a single application would show."""
FEW: Final = 3
"""Fewer initiatives than this behind a refusal point at one of them."""
_REFUSALS: Final = {
    "refused": Step.REFUSED,
    "declined": Step.REFUSED,
    "not_considered": Step.NOT_CONSIDERED,
    "withdrawn_by_applicant": Step.WITHDRAWN,
}
_UNDECIDED: Final = frozenset({"draft", "requested", "supplement", "asked"})
NOT_GIVEN_LABEL: Final = gettext_noop("niet of nog niet toegekend")


@dataclass(frozen=True, slots=True)
class FlowLine:
    """A line of the flow: a total (sign 0), what goes off it (−1) or comes on top (+1)."""

    slice: Slice
    sign: int

    @property
    def is_total(self) -> bool:
        """Whether it is one of the four totals."""
        return self.sign == 0

    @property
    def change(self) -> int:
        """The cents that it adds to the sum; 0 for a total."""
        return self.sign * self.slice.cents


@dataclass(frozen=True, slots=True)
class Flow:
    """The lines in their order; those of nothing are left out, but the totals are always there."""

    lines: tuple[FlowLine, ...]

    def line(self, key: str) -> Slice:
        """Return a line by its key; one of nothing where it is not there."""
        return next((line.slice for line in self.lines if line.slice.key == key), Slice(key, ""))


def chosen(grants: Iterable[GrantAt], year: int | None, scheme: int | None) -> tuple[GrantAt, ...]:
    """Return the applications in euros filed under a year and a scheme (None: all); drafts are none."""
    return tuple(
        grant
        for grant in grants
        if grant.row.kind != IN_KIND
        and not grant.row.draft
        and (year is None or filed_year(grant.row) == year)
        and (scheme is None or grant.row.scheme_id == scheme)
    )


def steps_of(grant: GrantAt) -> dict[Step, int]:
    """Return what one application gives to every step, in cents; the three sums hold for it alone."""
    row = grant.row
    requested = row.requested_cents or 0
    found = dict.fromkeys(Step, 0)
    found[Step.REQUESTED] = requested
    granted = grant.granted_cents
    if granted is None or row.committed_on is None:
        found[_REFUSALS.get(row.state, Step.UNDECIDED)] = requested
        return found
    paid, settled = row.paid_cents, grant.settled_cents
    found[Step.LESS], found[Step.MORE] = max(0, requested - granted), max(0, granted - requested)
    found[Step.GRANTED], found[Step.PAID] = granted, paid
    found[Step.OVERPAID] = max(0, paid - granted)
    if row.state == "revoked":
        found[Step.REVOKED], found[Step.RECLAIM] = max(0, granted - paid), paid
    elif settled is None:
        found[Step.TO_PAY], found[Step.UNSETTLED] = max(0, granted - paid), paid
    else:
        found[Step.LOWER] = max(granted, paid) - max(settled, paid)
        found[Step.SUPPLEMENT] = found[Step.SUPPLEMENT_AGAIN] = max(0, settled - paid)
        found[Step.RECLAIM] = max(0, paid - settled)
        found[Step.SETTLED] = settled
    return found


def flow(grants: Sequence[GrantAt], *, discreet: bool = False) -> Flow:
    """Return the flow of these applications.

    `discreet` is for whoever may not see what single applicants were refused: where fewer than 3 initiatives stand
    behind a refusal, what was refused, withdrawn and not yet decided is one line.
    """
    parts: dict[Step, list[tuple[int, int]]] = defaultdict(list)
    for grant in grants:
        for step, cents in steps_of(grant).items():
            parts[step].append((grant.row.id, cents))
    slices = {step: slice_of(step.value, LABELS[step], parts[step]) for step in Step}
    initiatives = {grant.row.id: grant.initiative.id for grant in grants}
    merged = discreet and any(_few(slices[step], initiatives) for step in NOT_GIVEN)
    lines = []
    for step in Step:
        if merged and step in NOT_GIVEN:
            if step is Step.UNDECIDED:
                both = [part for other in NOT_GIVEN for part in parts[other]]
                lines.append(FlowLine(slice_of(NOT_GIVEN_KEY, _(NOT_GIVEN_LABEL), both), -1))
        elif step in TOTALS:
            lines.append(FlowLine(slices[step], 0))
        elif slices[step].parts:
            lines.append(FlowLine(slices[step], 1 if step in ADDED else -1))
    return Flow(tuple(lines))


def _few(found: Slice, initiatives: Mapping[int, int]) -> bool:
    return 0 < len({initiatives[grant] for grant in found.by_grant}) < FEW


def discreet_statuses(lines: Sequence[StatusLine]) -> tuple[StatusLine, ...]:
    """Return the states with what was refused, withdrawn or not yet decided as one, where one of those is of few."""
    together = [line for line in lines if line.state in {*_REFUSALS, *_UNDECIDED}]
    if not any(line.state in _REFUSALS and len(line.initiative_ids) < FEW for line in together):
        return tuple(lines)
    merged = StatusLine(
        NOT_GIVEN_KEY,
        sum(line.count for line in together),
        sum(line.requested_cents for line in together),
        sum(line.granted_cents for line in together),
        sum(line.counted_cents for line in together),
        sum(line.paid_cents for line in together),
        tuple(sorted(pk for line in together for pk in line.grant_ids)),
        tuple(dict.fromkeys(pk for line in together for pk in line.initiative_ids)),
    )
    return (merged, *(line for line in lines if line not in together))


def flow_heading(found: Flow) -> str:
    """Return the finding: of what was requested, what was granted and what has been paid."""
    requested, granted, paid = (
        found.line(step).cents for step in (Step.REQUESTED, Step.GRANTED, Step.PAID)
    )
    if not requested:
        return _("Er is hier geen aanvraag geregistreerd.")
    return _(
        "Van de {requested} die is aangevraagd, is {granted} verleend en {paid} betaald."
    ).format(requested=euros_nl(requested), granted=euros_nl(granted), paid=euros_nl(paid))
