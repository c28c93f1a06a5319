"""What an import did, to be said and to be logged."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from areas.importing.contents import Problem


class Outcome(StrEnum):
    """What became of one thing in a file."""

    NEW = "nieuw"
    CHANGED = "gewijzigd"
    SAME = "gelijk"


@dataclass(slots=True)
class Tally:
    """Outcomes of one kind of thing: of areas by code, so that a wijk in two files counts once."""

    outcomes: dict[str, Outcome] = field(default_factory=dict)
    uncoded: Counter[tuple[str, Outcome]] = field(default_factory=Counter)
    """Of figures only their number, by gemeente code."""

    def mark(self, code: str, outcome: Outcome) -> None:
        """Note an outcome; what was new or changed before stays so."""
        earlier = self.outcomes.get(code, Outcome.SAME)
        self.outcomes[code] = earlier if earlier is not Outcome.SAME else outcome

    def add(self, municipality: str, outcome: Outcome) -> None:
        """Count one thing that has no code of its own."""
        self.uncoded[municipality, outcome] += 1

    def per_municipality(self) -> dict[str, Counter[Outcome]]:
        """Gemeente code → how many had which outcome."""
        counts: dict[str, Counter[Outcome]] = defaultdict(Counter)
        for code, outcome in self.outcomes.items():
            counts[f"GM{code[2:6]}"][outcome] += 1
        for (municipality, outcome), number in self.uncoded.items():
            counts[municipality][outcome] += number
        return counts

    def counts(self) -> Counter[Outcome]:
        """How many had which outcome, in all."""
        return sum(self.per_municipality().values(), Counter[Outcome]())

    @property
    def total(self) -> int:
        """How many things there were."""
        return len(self.outcomes) + self.uncoded.total()


@dataclass(slots=True)
class Report:
    """What became of everything in the files; `refused` are rows that were left out because that was asked for."""

    municipalities: Tally = field(default_factory=Tally)
    districts: Tally = field(default_factory=Tally)
    neighbourhoods: Tally = field(default_factory=Tally)
    figures: Tally = field(default_factory=Tally)
    serves: Tally = field(default_factory=Tally)
    notes: list[str] = field(default_factory=list)
    refused: list[Problem] = field(default_factory=list)

    def parts(self) -> tuple[tuple[str, Tally], ...]:
        """The tallies with what they count, in the order in which they are told."""
        return (
            ("wijken", self.districts),
            ("buurten", self.neighbourhoods),
            ("cijfers", self.figures),
            ("te bedienen groepen", self.serves),
        )

    def last_line(self) -> str:
        """The outcome in one line; wijken and cijfers are always told, the others where there are any."""
        told = [
            f"{tally.total} {name}: {sentence(tally.counts())}"
            for name, tally in self.parts()
            if tally.total or name in {"wijken", "cijfers"}
        ]
        if self.refused:
            told.append(f"{len(self.refused)} geweigerd")
        return "; ".join(told)


def sentence(counts: Mapping[Outcome, int]) -> str:
    """Counts in words: "3 nieuw, 0 gewijzigd, 41 gelijk"."""
    return ", ".join(f"{counts.get(outcome, 0)} {outcome}" for outcome in Outcome)
