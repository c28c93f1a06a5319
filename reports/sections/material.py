"""What all chapters are written from: the measures of a day, as far as this member may see them."""

from dataclasses import dataclass

from accounts.policy import Ability, visible
from dashboards.analysis.cliff import Cliff, cliff_of
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.priorities import Priorities, prioritise
from dashboards.analysis.situation import InitiativeAt, Situation, situate
from dashboards.analysis.totals import Totals, stale_initiatives, total
from dashboards.queries import records_for
from dashboards.queries.bundle import UNNAMED
from dashboards.views.looking import Look
from facilitation.models import RUNNING, Action
from reports.forms import Choice
from reports.measures import Money, money_of, within


@dataclass(frozen=True, slots=True)
class Material:
    """The measures of the chosen districts, and whom they are for."""

    seen: Look
    choice: Choice
    situation: Situation
    covered: Coverage
    found: Priorities
    cliff: Cliff
    totals: Totals
    money: Money
    stale: tuple[InitiativeAt, ...]
    """The active initiatives to ask after, those seen longest ago first."""
    named: frozenset[int]
    """Of the initiatives on the cliff and to ask after, those that are shown by name."""
    actions: tuple[Action, ...]

    @property
    def scores(self) -> bool:
        """Whether scores and the order of districts are shown."""
        return self.seen.may(Ability.SCORES) and not self.choice.to_share

    @property
    def signals(self) -> bool:
        """Whether voice signals are shown."""
        return self.seen.may(Ability.VOICE_SIGNALS) and not self.choice.to_share


def gather(seen: Look, whole: Situation, choice: Choice) -> Material:
    """Take every measure once; `whole` comes from `situation_for`."""
    situation = within(whole, choice.districts)
    covered, found, cliff = seen.coverage(situation), prioritise(situation), cliff_of(situation)
    if choice.to_share:
        covered = covered.without_signals()
    stale = stale_initiatives(situation)
    ids = [ending.initiative.id for ending in cliff.endings] + [item.id for item in stale]
    return Material(
        seen=seen,
        choice=choice,
        situation=situation,
        covered=covered,
        found=found,
        cliff=cliff,
        totals=total(situation, covered, found),
        money=money_of(situation, choice.districts),
        stale=stale,
        named=frozenset(pk for pk in ids if situation.initiatives[pk].row.name != UNNAMED),
        actions=() if choice.to_share else _under_way(seen, choice),
    )


def situation_for(seen: Look, *, to_share: bool) -> Situation:
    """The whole municipality on the day, with the names that this edition may show."""
    return situate(records_for(seen.membership, seen.day, published=to_share), seen.day)


def _under_way(seen: Look, choice: Choice) -> tuple[Action, ...]:
    """The actions that had begun on the day and were not done or dropped by then, the earliest due first."""
    begun = visible(seen.membership, Action.objects.filter(made_on__lte=seen.day))
    if choice.districts:
        begun = begun.filter(district__code__in=choice.districts)
    return tuple(
        action
        for action in begun.select_related("district", "lesson").order_by("due_date", "id")
        if action.state in RUNNING or action.state_on > seen.day
    )
