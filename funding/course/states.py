"""The words of a grant's course: funders, states, steps, payments, and the refusal of a step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from language import gettext


class FunderKind(StrEnum):
    """Who gives the money; the first three are public and follow subsidy law."""

    MUNICIPALITY = "municipality"
    PROVINCE = "province"
    NATIONAL = "national"
    HOUSING = "housing"
    FUND = "fund"
    CROWD = "crowd"
    SPONSOR = "sponsor"
    OWN = "own"


PUBLIC_FUNDERS = frozenset({FunderKind.MUNICIPALITY, FunderKind.PROVINCE, FunderKind.NATIONAL})
"""Funders whose grants take the course of the Dutch subsidy law."""


class GrantKind(StrEnum):
    """What the grant is for. Amounts of `in_kind` are an estimated value and never count as euros."""

    PROJECT = "project"
    OPERATING = "operating"
    APPRECIATION = "appreciation"
    RESIDENTS_BUDGET = "residents_budget"
    IN_KIND = "in_kind"


class State(StrEnum):
    """Where a grant stands; derived, never typed in. `DRAFT` belongs to both courses."""

    DRAFT = "draft"
    REQUESTED = "requested"
    SUPPLEMENT = "supplement"
    GRANTED = "granted"
    SETTLED_DIRECTLY = "settled_directly"
    REFUSED = "refused"
    NOT_CONSIDERED = "not_considered"
    WITHDRAWN_BY_APPLICANT = "withdrawn_by_applicant"
    REPORTED = "reported"
    SETTLED = "settled"
    RECLAIM = "reclaim"
    SUPPLEMENTARY_PAYMENT = "supplementary_payment"
    CLOSED = "closed"
    REVOKED = "revoked"
    ASKED = "asked"
    PROMISED = "promised"
    DECLINED = "declined"
    RECEIVED = "received"
    ACCOUNTED = "accounted"


class StepKind(StrEnum):
    """A dated step. `CHANGED` sets another granted or promised amount and belongs to both courses."""

    RECEIVED = "received"
    SUPPLEMENT_REQUESTED = "supplement_requested"
    SUPPLEMENT_RECEIVED = "supplement_received"
    GRANTED = "granted"
    SETTLED_DIRECTLY = "settled_directly"
    REFUSED = "refused"
    NOT_CONSIDERED = "not_considered"
    WITHDRAWN_BY_APPLICANT = "withdrawn_by_applicant"
    CHANGED = "changed"
    REPORTED = "reported"
    SETTLED = "settled"
    REVOKED = "revoked"
    CLOSED = "closed"
    ASKED = "asked"
    PROMISED = "promised"
    DECLINED = "declined"
    ACCOUNTED = "accounted"


_OTHER_STATES = (State.ASKED, State.PROMISED, State.DECLINED, State.RECEIVED, State.ACCOUNTED)
_OTHER_STEPS = (
    StepKind.ASKED,
    StepKind.PROMISED,
    StepKind.DECLINED,
    StepKind.CHANGED,
    StepKind.ACCOUNTED,
)

NEGATIVE_STATES = frozenset(
    {State.REFUSED, State.NOT_CONSIDERED, State.WITHDRAWN_BY_APPLICANT, State.DECLINED}
)
"""Decided, without money: granted is 0 and nothing is ever paid."""

NEGATIVE_STEPS = frozenset(
    {StepKind.REFUSED, StepKind.NOT_CONSIDERED, StepKind.WITHDRAWN_BY_APPLICANT, StepKind.DECLINED}
)
POSITIVE_STEPS = frozenset({StepKind.GRANTED, StepKind.SETTLED_DIRECTLY, StepKind.PROMISED})


_PUBLIC_STATES = tuple(state for state in State if state not in _OTHER_STATES)
_PUBLIC_STEPS = tuple(
    kind for kind in StepKind if kind not in _OTHER_STEPS or kind is StepKind.CHANGED
)


def is_public(funder_kind: str) -> bool:
    """Return whether a funder of this kind follows subsidy law; raise `ValueError` for an unknown kind."""
    return FunderKind(funder_kind) in PUBLIC_FUNDERS


def states_of(funder_kind: str) -> tuple[State, ...]:
    """Return the states a grant of this kind of funder can have, in the order of its course."""
    return _PUBLIC_STATES if is_public(funder_kind) else (State.DRAFT, *_OTHER_STATES)


def steps_of(funder_kind: str) -> tuple[StepKind, ...]:
    """Return the steps a grant of this kind of funder can take, in the order of its course."""
    return _PUBLIC_STEPS if is_public(funder_kind) else _OTHER_STEPS


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step of a grant: a decision of the funder, or something received from the applicant.

    `amount_cents` is the granted, promised, changed or settled amount; None for a step that sets no amount.
    `ground` is the code of why an application was refused or not considered (`funding.course.grounds`), "" where a
    list did not tell; `reason` is what somebody wrote with it. `over_cents` is by how much the scheme's ceiling was
    knowingly exceeded, and `over_reason` why.
    """

    kind: StepKind
    date: date
    amount_cents: int | None = None
    reason: str = ""
    ground: str = ""
    over_cents: int | None = None
    over_reason: str = ""


@dataclass(frozen=True, slots=True)
class Paid:
    """Money paid to the initiative on a day, in cents; negative when it was paid back."""

    date: date
    amount_cents: int


class StepRefused(ValueError):
    """A step, payment or row that a grant's dates and amounts do not allow.

    `field` is the place to mend: `kind`, `date`, `amount` or `reason` of a step, `date` or `amount` of a payment,
    `requested`, or (from `from_columns`) the import column. `template` is the Dutch sentence with its places,
    `values` fills them; both can be translated, `message` is the Dutch outcome. `about` is what was refused.
    """

    def __init__(
        self,
        field: str,
        template: str,
        values: Mapping[str, str] | None = None,
        about: Step | Paid | None = None,
    ) -> None:
        """Keep the parts; the exception's own text is the sentence."""
        self.field = field
        self.template = template
        self.values = dict(values or {})
        self.about = about
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The sentence for a person; words for states and steps in it are translated as well."""
        words = {name: gettext(value) if value else "" for name, value in self.values.items()}
        return gettext(self.template) % words
