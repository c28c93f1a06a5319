"""Which wijk is like another: in size and in need, so that what works there may work here.

Definition of the distance between two districts, from published figures only, both parts from 0 (the same) to 1:
- size: 1 − (fewer inhabitants ÷ more inhabitants), so half as many is 0.5;
- need: the mean, over the municipality's need indicators that both have, of the difference between where both lie
  on the indicator's fixed scale (clamped to it, as in the priority).
The distance is the mean of the two. A figure that is missing on either side is named and never guessed: without a
common number of inhabitants or any common need indicator two districts cannot be compared, and none is "similar".
They are similar where size ≤ 1/3 (at most half as many again) and need ≤ 1/4.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from dashboards.analysis.words import listing, number_nl, round_half_up
from dashboards.rows import INHABITANTS, NeedScale
from language import gettext as _

SIZE_WITHIN = Fraction(1, 3)
NEED_WITHIN = Fraction(1, 4)
SAME_SIZE = Fraction(1, 10)
"""Up to here the words say "ook ongeveer"."""
SAME_NEED = NEED_WITHIN
"""Up to this part of an indicator's scale the words say "een vergelijkbare"."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A need indicator of two districts; a value None is missing."""

    scale: NeedScale
    here: Decimal | None
    there: Decimal | None

    @property
    def apart(self) -> Fraction | None:
        """How far apart they lie on the scale, 0 to 1; None where one is missing."""
        if self.here is None or self.there is None:
            return None
        return abs(_place(self.scale, self.here) - _place(self.scale, self.there))


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much two districts are alike, with what it rests on."""

    here: Decimal | None
    """Inhabitants here; None is missing."""
    there: Decimal | None
    pairs: tuple[Pair, ...]

    @property
    def size(self) -> Fraction | None:
        """The difference in size; None where inhabitants are missing (or none) on either side."""
        if not self.here or not self.there:
            return None
        few, many = sorted((Fraction(self.here), Fraction(self.there)))
        return 1 - few / many

    @property
    def need(self) -> Fraction | None:
        """The difference in need; None where no indicator is known of both."""
        known = [pair.apart for pair in self.pairs if pair.apart is not None]
        return sum(known, Fraction(0)) / len(known) if known else None

    @property
    def distance(self) -> Fraction | None:
        """The mean of both differences; None where one of them cannot be told."""
        if self.size is None or self.need is None:
            return None
        return (self.size + self.need) / 2

    @property
    def similar(self) -> bool:
        """Whether the districts are of similar size and need."""
        if self.size is None or self.need is None:
            return False
        return self.size <= SIZE_WITHIN and self.need <= NEED_WITHIN

    @property
    def reason(self) -> str:
        """Why they match, or in what they differ, in words; what is missing is named."""
        alike = [_alike(pair) for pair in self.pairs if _same(pair)]
        parts = [_size(self)]
        if alike:
            parts.append(_("een vergelijkbare {figures}").format(figures=listing(alike)))
        text = (
            _("{size}, en {figures}").format(size=parts[0], figures=parts[1]) if alike else parts[0]
        )
        other = [_apart(pair) for pair in self.pairs if pair.apart is not None and not _same(pair)]
        if other:
            text += "; " + _("wel verschil in {figures}").format(figures=listing(other))
        missing = [
            pair.scale.label or pair.scale.indicator for pair in self.pairs if pair.apart is None
        ]
        if missing:
            text += "; " + _("niet te vergelijken: {figures}").format(figures=listing(missing))
        return text


def compare(
    here: Mapping[str, Decimal], there: Mapping[str, Decimal], needs: Sequence[NeedScale]
) -> Likeness:
    """Compare two districts by their key figures (indicator → value; what is missing is absent)."""
    return Likeness(
        here.get(INHABITANTS),
        there.get(INHABITANTS),
        tuple(
            Pair(scale, here.get(scale.indicator), there.get(scale.indicator)) for scale in needs
        ),
    )


def nearest[T](found: Sequence[tuple[T, Likeness]], most: int) -> list[tuple[T, Likeness]]:
    """Return the similar ones, nearest first, at most so many; without any the nearest that can be compared.

    Those that cannot be compared come last, and only where no other can be.
    """
    similar = [pair for pair in found if pair[1].similar]
    comparable = [pair for pair in found if pair[1].distance is not None]
    chosen = similar or comparable or list(found)
    return sorted(chosen, key=_turn)[:most]


def figure_nl(value: Decimal) -> str:
    """Return a published figure as Dutch writes it: "−0,3", "57", "9.600"."""
    exact = Fraction(value)
    decimals = next((n for n in range(3) if (exact * 10**n).denominator == 1), 2)
    return number_nl(exact, decimals).replace("-", "−")


def _turn[T](pair: tuple[T, Likeness]) -> Fraction:
    distance = pair[1].distance
    return Fraction(2) if distance is None else distance


def _place(scale: NeedScale, value: Decimal) -> Fraction:
    """Where a value lies on its scale, from 0 (no need) to 1, clamped as in the priority."""
    low, high = Fraction(scale.low), Fraction(scale.high)
    return min(max((Fraction(value) - low) / (high - low), Fraction(0)), Fraction(1))


def _same(pair: Pair) -> bool:
    return pair.apart is not None and pair.apart <= SAME_NEED


def _alike(pair: Pair) -> str:
    return _("{indicator} van {there}").format(
        indicator=pair.scale.label or pair.scale.indicator,
        there=figure_nl(pair.there or Decimal(0)),
    )


def _apart(pair: Pair) -> str:
    there, here = figure_nl(pair.there or Decimal(0)), figure_nl(pair.here or Decimal(0))
    return _("{indicator} ({there}, hier {here})").format(
        indicator=pair.scale.label or pair.scale.indicator, there=there, here=here
    )


def _size(likeness: Likeness) -> str:
    size = likeness.size
    if likeness.here is None or likeness.there is None or size is None:
        return _("het aantal inwoners is niet van beide wijken bekend")
    if size <= SAME_SIZE:
        about = round_half_up(Fraction(likeness.there) / 100) * 100
        return _("ook ongeveer {count} inwoners").format(count=number_nl(about))
    there, here = number_nl(Fraction(likeness.there)), number_nl(Fraction(likeness.here))
    return _("{there} inwoners, hier {here}").format(there=there, here=here)
