"""Which wijk is like another, worked out by hand."""

from decimal import Decimal
from fractions import Fraction

from dashboards.analysis.learning import Likeness, compare, figure_nl, nearest
from dashboards.rows import DEFAULT_NEEDS


def figures(inhabitants: str, **others: str) -> dict[str, Decimal]:
    return {name: Decimal(value) for name, value in {"inhabitants": inhabitants, **others}.items()}


HERE = figures("6000", ses_woa="-0.3", lonely_pct="50", livability_class="5")


def test_the_distance_is_the_mean_of_size_and_need() -> None:
    there = figures("8000", ses_woa="0", lonely_pct="55", livability_class="6")
    found = compare(HERE, there, DEFAULT_NEEDS)
    # Size 1 − 6000/8000 = 1/4. Need: SES 0.5 apart, loneliness 5/20 = 1/4, class 1/4; the mean is 1/3.
    assert (found.size, found.need) == (Fraction(1, 4), Fraction(1, 3))
    assert found.distance == Fraction(7, 24)
    assert not found.similar


def test_a_wijk_of_the_same_size_and_need_says_why() -> None:
    there = figures("6190", ses_woa="-0.3", lonely_pct="51", livability_class="3")
    found = compare(HERE, there, DEFAULT_NEEDS)
    assert found.similar
    assert found.reason == (
        "ook ongeveer 6.200 inwoners, en een vergelijkbare SES-WOA van −0,3 en eenzaamheid (%) van 51"
        "; wel verschil in Leefbaarometer-klasse (3, hier 5)"
    )


def test_a_missing_figure_is_named_and_leaves_the_mean() -> None:
    there = figures("6000", ses_woa="-0.3")
    found = compare(HERE, there, DEFAULT_NEEDS)
    assert found.need == 0
    assert found.reason == (
        "ook ongeveer 6.000 inwoners, en een vergelijkbare SES-WOA van −0,3"
        "; niet te vergelijken: eenzaamheid (%) en Leefbaarometer-klasse"
    )


def test_without_inhabitants_or_need_nothing_is_similar() -> None:
    assert not compare(HERE, {}, DEFAULT_NEEDS).similar
    assert not compare(HERE, figures("6000"), DEFAULT_NEEDS).similar
    missing = compare(HERE, {"ses_woa": Decimal("-0.3")}, DEFAULT_NEEDS)
    assert missing.distance is None
    assert "het aantal inwoners is niet van beide wijken bekend" in missing.reason


def test_a_wijk_half_as_large_is_not_of_similar_size() -> None:
    there = figures("3000", ses_woa="-0.3")
    found = compare(HERE, there, DEFAULT_NEEDS)
    assert (found.size, found.similar) == (Fraction(1, 2), False)
    assert found.reason.startswith("3.000 inwoners, hier 6.000")


def _like(inhabitants: str, ses: str) -> Likeness:
    return compare(HERE, figures(inhabitants, ses_woa=ses), DEFAULT_NEEDS)


def test_similar_ones_come_nearest_first() -> None:
    found = [("far", _like("5000", "-0.3")), ("near", _like("5900", "-0.3"))]
    assert [name for name, _likeness in nearest(found, 3)] == ["near", "far"]


def test_without_similar_ones_the_nearest_that_can_be_compared_are_given() -> None:
    found = [
        ("unknown", compare(HERE, {}, DEFAULT_NEEDS)),
        ("large", _like("60000", "-0.3")),
        ("larger", _like("90000", "-0.3")),
    ]
    assert [name for name, _likeness in nearest(found, 1)] == ["large"]


def test_figures_are_written_as_dutch_does() -> None:
    assert [figure_nl(Decimal(text)) for text in ("-0.300000000", "57", "9600", "-0.39")] == [
        "−0,3",
        "57",
        "9.600",
        "−0,39",
    ]
