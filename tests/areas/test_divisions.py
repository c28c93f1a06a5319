"""When a wijk holds, from what the years' files named; the order in which they came cannot matter."""

from hypothesis import given
from hypothesis import strategies as st

from areas.importing.divisions import KnownDivision, Validity, complete_years, validities


def named(*codes: str, complete: bool = False) -> KnownDivision:
    """A division that names these codes."""
    return KnownDivision(frozenset(codes), complete)


def test_the_first_known_division_holds_at_every_date() -> None:
    assert validities({2019: named("A", "B")}, {"A", "B"}) == {"A": Validity(), "B": Validity()}


def test_a_redivision_closes_the_old_wijken_and_opens_the_new() -> None:
    divisions = {2020: named("A", "B", "C"), 2023: named("C", "X", "Y")}
    assert validities(divisions, set("ABCXY")) == {
        "A": Validity(last=2022),
        "B": Validity(last=2022),
        "C": Validity(),
        "X": Validity(first=2023),
        "Y": Validity(first=2023),
    }


def test_every_code_may_change_at_once() -> None:
    divisions = {2020: named("A", "B"), 2022: named("X", "Y", "Z")}
    found = validities(divisions, set("ABXYZ"))
    assert found["A"] == Validity(last=2021)
    assert found["X"] == Validity(first=2022)


def test_a_wijk_that_comes_back_held_in_between() -> None:
    divisions = {2019: named("A", "B"), 2020: named("A", "C"), 2021: named("A", "B")}
    assert validities(divisions, {"B"}) == {"B": Validity()}
    assert validities(divisions, {"C"}) == {"C": Validity(first=2020, last=2020)}


def test_a_file_of_less_than_half_closes_nothing_and_opens_what_is_new() -> None:
    divisions = {2019: named(*"ABCDEF"), 2022: named("A", "X")}
    assert complete_years(divisions) == [2019]
    found = validities(divisions, set("ABX"))
    assert found == {"A": Validity(), "B": Validity(), "X": Validity(first=2022)}


def test_a_small_file_that_came_first_is_no_division_either() -> None:
    divisions = {2016: named("A"), 2019: named(*"ABCDEF")}
    assert set(validities(divisions, set("ABCDEF")).values()) == {Validity()}


def test_what_is_proven_or_stated_to_be_complete_closes_however_small() -> None:
    divisions = {2019: named(*"ABCDEF"), 2022: named("X", complete=True)}
    found = validities(divisions, set("AX"))
    assert found == {"A": Validity(last=2021), "X": Validity(first=2022)}


def test_a_wijk_that_no_year_names_holds_always() -> None:
    assert validities({2019: named("A")}, {"Z"}) == {"Z": Validity()}


codes = st.sampled_from("ABCDEFGH")
known = st.dictionaries(
    st.integers(2010, 2026),
    st.builds(KnownDivision, st.frozensets(codes, min_size=1), st.booleans()),
    min_size=1,
    max_size=6,
)


@given(known)
def test_a_complete_division_is_exactly_what_holds_in_its_year_but_for_gaps(
    divisions: dict[int, KnownDivision],
) -> None:
    everything = {code for division in divisions.values() for code in division.codes}
    found = validities(divisions, everything)
    for year in complete_years(divisions):
        holding = {
            code
            for code, validity in found.items()
            if (validity.first or 0) <= year <= (validity.last or 9999)
        }
        assert divisions[year].codes <= holding
        for code in holding - divisions[year].codes:
            years = [other for other, division in divisions.items() if code in division.codes]
            # Named before and after, or only by a file that is not known to be complete and nothing older.
            assert min(years) < year < max(years) or found[code].first is None


@given(known)
def test_a_wijk_always_holds_in_the_years_that_name_it(divisions: dict[int, KnownDivision]) -> None:
    everything = {code for division in divisions.values() for code in division.codes}
    for code, validity in validities(divisions, everything).items():
        assert (validity.first or 0) <= (validity.last or 9999)
        for year, division in divisions.items():
            if code in division.codes:
                assert (validity.first or 0) <= year <= (validity.last or 9999)
