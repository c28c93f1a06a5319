"""The typed rows that the queries hand to the measures: plain values, no Django.

Every row describes one municipality. Codes are the design's English code names; money is whole
euro cents; `None` means unknown or not published, never zero. Dated facts (start, end,
observations, contacts, decisions) are handed over with their dates, so that every measure can be
taken at any reference date; undated facts (circle, ties, who decides, tags) are the present ones.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

PARTICIPANTS = "participants"
"""`InitiativeRow.own_circle`: closed by choice of the participants themselves."""
RESIDENTS = "residents"
"""`initiated_by` and `decided_by`: the residents."""
UNKNOWN = "unknown"
"""Not known; an empty text means the same."""
EVERYONE = "everyone"
"""The target group that names no group in particular."""
STRUCTURAL = "structural"
"""`GrantRow.regularity`: returns every year."""
IN_KIND = "in_kind"
"""`GrantRow.kind`: hours or goods, kept apart from euros."""
INHABITANTS = "inhabitants"
"""`FigureRow.indicator`: the number of inhabitants."""


@dataclass(frozen=True, slots=True)
class NeedScale:
    """The fixed scale of one need indicator: `low` is no need (0), `high` is full need (1).

    `high` may be below `low`: a lower ses_woa means more need. They are never equal.
    """

    indicator: str
    low: Decimal
    high: Decimal
    label: str = ""


DEFAULT_NEEDS = (
    NeedScale("ses_woa", Decimal("0"), Decimal("-0.6"), "SES-WOA"),
    NeedScale("lonely_pct", Decimal("40"), Decimal("60"), "eenzaamheid (%)"),
    NeedScale("livability_class", Decimal("7"), Decimal("3"), "Leefbaarometer-klasse"),
)


@dataclass(frozen=True, slots=True)
class Norms:
    """The thresholds of a municipality (design, section 4), each with its default."""

    fresh_months: int = 12
    """A tag is fresh when last observed at most this many calendar months before D."""
    secured_months: int = 6
    """Money that is not secured to D plus this many months is about to end."""
    stable_months: int = 12
    """Money secured to D plus this many months gives stability (`condition`)."""
    review_months: int = 12
    """A review "nagegaan: geen" counts this many months (`signal`)."""
    structural_months: int = 12
    """A structural grant counts this many months past its period's end (Awb 4:51)."""
    gap_days: int = 31
    """Money runs on over a gap of at most this many days."""
    follow_up_days: int = 92
    """A follow-up's period begins at most this many days after the money ends."""
    contact_days: int = 90
    """A tie is live with a contact at most this many days ago (`relation`)."""
    min_active: int = 2
    """A district with fewer active initiatives is unknown."""
    min_fresh_share: Fraction = Fraction(1, 2)
    """A district with a smaller fresh part of its active initiatives is unknown."""
    inhabitants_per_initiative: int = 3000
    """One fresh bonding-1 and one fresh bridging-3 initiative for so many inhabitants."""
    covered_share: Fraction = Fraction(2, 3)
    """A ratio from here on is covered."""
    thin_share: Fraction = Fraction(1, 3)
    """A ratio from here on is thin."""
    min_inhabitants: int = 1000
    """A district with fewer inhabitants is too small to judge."""
    need_weight: int = 40
    shortage_weight: int = 40
    fragility_weight: int = 20
    cliff_months: int = 18
    """The cliff shows the month of D and the following ones, so many in all."""
    first_band_score: int = 50
    """From this score on a reader sees "eerst uitzoeken"."""
    next_band_score: int = 25
    """From this score on a reader sees "daarna", below it "nu niet"."""
    needs: tuple[NeedScale, ...] = DEFAULT_NEEDS


@dataclass(frozen=True, slots=True)
class MunicipalityRow:
    """The municipality all other rows belong to."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson of the framework, in the framework's order."""

    code: str
    strategy: str
    kind: str
    """`supply`, `mix`, `signal`, `relation`, `stance` or `condition`."""
    order: int
    title: str = ""
    strategy_name: str = ""


@dataclass(frozen=True, slots=True)
class TargetGroupRow:
    """A target group ("Voor wie") with its Dutch name."""

    code: str
    name: str


@dataclass(frozen=True, slots=True)
class DistrictRow:
    """A district (wijk) of any division; both years are inclusive, None is not known."""

    id: int
    code: str
    name: str
    valid_from_year: int | None = None
    valid_to_year: int | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A published key figure of a district; value None was published as missing."""

    district_code: str
    year: int
    indicator: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class ServeRow:
    """One line of a year's list of groups to serve; district None is the municipality's list.

    `serves` False says that the list of that year exists and leaves this group out.
    """

    district_code: str | None
    year: int
    target_group: str
    serves: bool = True


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """An initiative. A municipality-wide one counts in no district, whatever it names."""

    id: int
    name: str
    district_codes: tuple[str, ...] = ()
    municipality_wide: bool = False
    start_date: dt.date | None = None
    end_date: dt.date | None = None
    dormant_since: dt.date | None = None
    own_circle: str = UNKNOWN
    """`participants`, `organiser`, `open` or `unknown`."""
    place_kinds: frozenset[str] = frozenset()
    simultaneous_activities: bool | None = None
    needs_money: bool | None = None
    initiated_by: str = UNKNOWN
    decided_by: str = UNKNOWN
    target_groups: frozenset[str] = frozenset()
    organisation_id: int | None = None
    organisation: str = ""
    reference: str = ""
    summary: str = ""
    derived: tuple[str, ...] = ()
    """The fields that an import worked out rather than read, such as `start_date`."""
    few_people: bool = False
    """Whether fewer than ten take part or volunteer: that number stays within the municipality."""


@dataclass(frozen=True, slots=True)
class TagRow:
    """A lesson that an initiative is tagged with, and the dates it was observed, in any order."""

    initiative_id: int
    lesson: str
    observed: tuple[dt.date, ...] = ()


@dataclass(frozen=True, slots=True)
class TieRow:
    """A tie with a kind of partner: really involved, or only informed."""

    initiative_id: int
    partner_kind: str
    involved: bool


@dataclass(frozen=True, slots=True)
class ContactRow:
    """A dated contact between an initiative and a kind of partner."""

    initiative_id: int
    partner_kind: str
    date: dt.date


@dataclass(frozen=True, slots=True)
class VoiceRow:
    """A voice signal of a district: missing voices, or a review that found none missing."""

    id: int
    district_code: str
    date: dt.date
    missing: bool
    """True: voices are missing. False: the review "nagegaan: geen"."""
    responded_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class GrantedAmount:
    """The granted amount from `date` on: the first decision, or one that changed the grant."""

    date: dt.date
    cents: int


@dataclass(frozen=True, slots=True)
class GrantRow:
    """A grant with the dated facts that the measures need.

    `decided_on` is the first decision of any outcome (also refused, declined, not considered,
    withdrawn); `committed_on` the first positive one (granted, settled directly, promised,
    received). A structural grant without `period_end` is open-ended. `state` and `paid_cents`
    are as of the reference date the rows were asked for.
    """

    id: int
    initiative_id: int
    funder: str = ""
    funder_kind: str = "municipality"
    kind: str = "project"
    regularity: str = "incidental"
    scheme: str = ""
    case_number: str = ""
    state: str = ""
    draft: bool = False
    received_on: dt.date | None = None
    decided_on: dt.date | None = None
    committed_on: dt.date | None = None
    revoked_on: dt.date | None = None
    settled_on: dt.date | None = None
    requested_cents: int | None = None
    granted: tuple[GrantedAmount, ...] = ()
    settled_cents: int | None = None
    paid_cents: int = 0
    period_start: dt.date | None = None
    period_end: dt.date | None = None
    scheme_id: int | None = None
    ground: str = ""
    """The code of why it was refused or not considered; empty where nobody told."""
    suspended_days: int = 0
    """For how many days answered requests for a supplement stopped the decision's term."""
    supplement_since: dt.date | None = None
    """Since when an open request for a supplement stops it."""


@dataclass(frozen=True, slots=True)
class Records:
    """Everything of one municipality that the measures read."""

    municipality: MunicipalityRow
    lessons: tuple[LessonRow, ...]
    norms: Norms = field(default_factory=Norms)
    target_groups: tuple[TargetGroupRow, ...] = ()
    districts: tuple[DistrictRow, ...] = ()
    figures: tuple[FigureRow, ...] = ()
    serves: tuple[ServeRow, ...] = ()
    initiatives: tuple[InitiativeRow, ...] = ()
    tags: tuple[TagRow, ...] = ()
    ties: tuple[TieRow, ...] = ()
    contacts: tuple[ContactRow, ...] = ()
    voices: tuple[VoiceRow, ...] = ()
    grants: tuple[GrantRow, ...] = ()
