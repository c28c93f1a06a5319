"""Records that may be the same: likely duplicates within a municipality, found without comparing all with all.

Names are compared as the quick log does (`initiatives.rules`), but for their numbers: "Tafel 2" is not "Tafel 3".
Only records with a piece of a long word in common meet, within a wijk where both have one, and each
meets no more than its `NEAR` neighbours by name: the time grows with the number of records, not with its square.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from django.db import models

from accounts.models import Organisation
from initiatives.models import Initiative, InitiativeDistrict
from initiatives.rules import bare_name, bare_names_resemble

NEAR: Final = 5
"""So many neighbours by name are compared."""
_STEM: Final = 5
_NOWHERE: Final = 0
"""Stands for no wijk: the whole municipality, or a place that nobody knows."""
_LETTERS_APART: Final = 5
"""Names with more letters than this in only one of both are not alike; asked first, since it costs nothing."""

type Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Named:
    """A record by its name, and where it is: the keys of its wijken, none = anywhere."""

    pk: int
    name: str
    places: frozenset[int] = frozenset()


def alike_initiatives(rows: models.QuerySet[Initiative]) -> list[Pair]:
    """Pairs of these records with a name much alike and a wijk in common, or without one: two queries, by name."""
    places: dict[int, set[int]] = defaultdict(set)
    links = InitiativeDistrict.objects.filter(initiative__in=rows.order_by().values("pk"))
    for pk, district in links.values_list("initiative_id", "district_id").iterator():
        places[pk].add(district)
    return alike(
        Named(pk, name, frozenset(places.get(pk, ())))
        for pk, name in rows.order_by().values_list("pk", "name").iterator()
    )


def alike_organisations(rows: models.QuerySet[Organisation]) -> list[Pair]:
    """Pairs of these organisations with a name much alike, never of private people: one query."""
    known = rows.filter(is_private_person=False).order_by()
    return alike(Named(pk, name) for pk, name in known.values_list("pk", "name"))


def alike(named: Iterable[Named]) -> list[Pair]:
    """Pairs that may be the same, each once with the lower key first, in the order of their names."""
    known = [_Known.of(item, text) for item in named if (text := bare_name(item.name))]
    known.sort(key=lambda item: (item.bare, item.pk))
    found = {
        (min(one.pk, other.pk), max(one.pk, other.pk))
        for one, other in _neighbours(known)
        if one.resembles(other)
    }
    order = {item.pk: place for place, item in enumerate(known)}
    return sorted(found, key=lambda pair: (min(order[pk] for pk in pair), pair))


@dataclass(frozen=True, slots=True)
class _Known:
    """A record with what comparing its name asks, worked out once."""

    pk: int
    bare: str
    places: frozenset[int]
    words: frozenset[str]
    numbers: frozenset[str]
    letters: int
    """A bit for each letter in the name."""

    @classmethod
    def of(cls, item: Named, bare: str) -> "_Known":
        words = frozenset(bare.split())
        numbers = frozenset(word for word in words if word.isdigit())
        letters = 0
        for letter in bare:
            letters |= 1 << (ord(letter) & 63)
        return cls(item.pk, bare, item.places, words, numbers, letters)

    def resembles(self, other: "_Known") -> bool:
        """Whether the names are alike; most are told apart by their letters, or by their numbers."""
        apart = self.letters ^ other.letters
        if apart.bit_count() > _LETTERS_APART and self.letters & apart and other.letters & apart:
            return False
        if self.numbers != other.numbers and self.numbers and other.numbers:
            return False
        within = self.words <= other.words or other.words <= self.words
        return (within or apart.bit_count() <= _LETTERS_APART) and bare_names_resemble(
            self.bare, other.bare
        )


def _neighbours(known: Sequence[_Known]) -> Iterator[tuple[_Known, _Known]]:
    """Records near each other by name: in a block of the same wijk and stem, or of the stem for one without a wijk."""
    blocks: dict[tuple[int, str], list[_Known]] = defaultdict(list)
    for item in known:
        for stem in _stems(item.bare):
            blocks[_NOWHERE, stem].append(item)
            for place in item.places:
                blocks[place, stem].append(item)
    for (place, _stem), items in blocks.items():
        for at, one in enumerate(items):
            if place == _NOWHERE and one.places:
                continue
            start = max(0, at - NEAR) if place == _NOWHERE else at + 1
            for other in items[start : at + 1 + NEAR]:
                if other is not one:
                    yield one, other


def _stems(bare: str) -> set[str]:
    """The beginning and the end of the longest word, and the beginning of the next: one outlives a typing error."""
    words = sorted(bare.split(), key=lambda word: (-len(word), word))
    return {words[0][:_STEM], words[0][-_STEM:], *(word[:_STEM] for word in words[1:2])}
