"""What the cells say of actions, for board, list and detail alike; no query an action."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboards.analysis.answered import GOOD, Answer, Answers
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.progress import Progress, progress, state_named
from dashboards.analysis.situation import Situation
from dashboards.views.looking import Look
from facilitation.models import Action


@dataclass(frozen=True, slots=True)
class Teller:
    """The cells of a municipality on a day, ready to be asked about actions."""

    situation: Situation
    coverage: Coverage
    answers: Answers

    def of(self, action: Action) -> Progress:
        """Say what changed in the action's cell since it was made."""
        code, lesson = action.district.code, action.lesson.code
        cell = self.coverage.cell(code, lesson)
        start = state_named(action.state_at_start)
        answer = None
        if cell is not None and cell.state in GOOD and start not in GOOD:
            answer = self.answers.of(code, lesson)
        return progress(start, cell, answer, self._names(answer))

    def of_all(self, actions: Iterable[Action]) -> Mapping[int, Progress]:
        """Say it of many, by the action's id."""
        return {action.pk: self.of(action) for action in actions}

    def _names(self, answer: Answer | None) -> list[str]:
        if answer is None:
            return []
        return [self.situation.initiatives[pk].row.name for pk in answer.by]


def teller(seen: Look, situation: Situation | None = None) -> Teller:
    """Read the cells as this member may see them; names that they may not read stay hidden."""
    found = situation or seen.situation()
    return Teller(found, seen.coverage(found), Answers(found.records, seen.day))
