"""The last observation and contacts by district; every number by hand. D is 22 November 2026."""

from datetime import date

from dashboards.analysis.coverage import cover
from dashboards.analysis.selecting import Selection, Show, select
from dashboards.analysis.visits import (
    SEEN,
    Recency,
    Visit,
    partner_codes,
    visits,
    visits_heading,
)
from dashboards.rows import ContactRow, Records, TieRow
from tests.dashboards.analysis.build import EAST, WEST, at, initiative, own_circle, records, tag

RECENT, LATE = date(2026, 8, 24), date(2026, 8, 23)
"""90 days before D, and 91."""
EVERYONE = (1, 2, 3, 4, 5)

TOWN = records(
    [
        initiative(1, EAST),
        initiative(2, EAST),
        own_circle(3, EAST),
        initiative(4, WEST),
        initiative(5, WEST, end_date=date(2026, 6, 1)),
    ],
    tags=(tag(1, "bridging-1", date(2026, 11, 1)), tag(4, "bridging-1", date(2025, 1, 1))),
    ties=(
        TieRow(1, "welfare", involved=True),
        TieRow(2, "welfare", involved=True),
        TieRow(3, "welfare", involved=True),
        TieRow(4, "welfare", involved=True),
        TieRow(4, "housing", involved=False),
    ),
    contacts=(
        ContactRow(1, "welfare", RECENT),
        ContactRow(2, "welfare", LATE),
        ContactRow(4, "welfare", date(2026, 12, 1)),
        ContactRow(5, "welfare", LATE),
        ContactRow(5, "school", RECENT),
    ),
)


def found(
    rows: Records = TOWN, known: tuple[int, ...] = EVERYONE, kinds: tuple[str, ...] = ("welfare",)
) -> dict[tuple[str, str], Visit]:
    """The visits by district and kind."""
    return {
        (visit.district.code, visit.kind): visit
        for row in visits(at(rows), kinds, known)
        for visit in row
    }


def test_the_last_contact_and_how_long_ago() -> None:
    visit = found()[EAST, "welfare"]
    assert (visit.last, visit.days, visit.recency) == (RECENT, 90, Recency.RECENT)


def test_late_are_those_without_contact_in_the_norm_but_no_own_circle() -> None:
    visit = found()[EAST, "welfare"]
    assert (visit.asked_ids, visit.late_ids) == ((1, 2), (2,))


def test_a_stopped_initiative_was_visited_too_and_a_later_contact_does_not_count_yet() -> None:
    visit = found()[WEST, "welfare"]
    assert (visit.last, visit.days, visit.recency) == (LATE, 91, Recency.LATE)
    assert visit.late_ids == (4,)


def test_without_a_real_tie_nothing_is_asked() -> None:
    school, housing = (
        found(kinds=("school", "housing"))[WEST, kind] for kind in ("school", "housing")
    )
    assert (school.recency, school.last) == (Recency.NOT_ASKED, RECENT)
    assert (housing.recency, housing.last) == (Recency.NOT_ASKED, None)


def test_observations_have_a_norm_of_their_own() -> None:
    east, west = found()[EAST, SEEN], found()[WEST, SEEN]
    assert (east.days, east.recency, east.late_ids) == (21, Recency.RECENT, (2, 3))
    assert (west.last, west.recency, west.late_ids) == (date(2025, 1, 1), Recency.LATE, (4,))


def test_contacts_of_others_are_not_known() -> None:
    visit = found(known=(2,))[EAST, "welfare"]
    assert (visit.last, visit.asked_ids, visit.late_ids) == (LATE, (2,), (2,))


def test_the_drill_down_opens_the_late_ones() -> None:
    situation = at(TOWN)
    coverage = cover(situation)

    def opened(district: str, kind: str) -> tuple[int, ...]:
        return select(situation, coverage, Selection(Show.NO_CONTACT, district, part=kind))

    assert opened(EAST, "welfare") == (2,)
    assert opened("", "") == opened("", "welfare") == (2, 4)
    assert opened(EAST, "school") == ()
    assert partner_codes(situation) == {"welfare", "housing", "school"}


def headed(rows: Records = TOWN, *, contacts: bool = True) -> str:
    """The answer to the eleventh question."""
    situation = at(rows)
    return visits_heading(visits(situation, ("welfare",), EVERYONE), situation, contacts=contacts)


def test_the_heading_says_in_how_many_districts_and_where_longest() -> None:
    assert headed() == (
        "In 1 van 2 wijken met een band is in de laatste 90 dagen geen contact vastgelegd; "
        "het langst niet in West (91 dagen geleden)."
    )
    assert headed(contacts=False) == (
        "In 1 van 2 wijken met een actief initiatief is in de laatste 12 maanden niets gezien; "
        "het langst niet in West (690 dagen geleden)."
    )


def test_the_heading_of_none_and_of_all() -> None:
    assert headed(records()) == "Er is geen wijk met een band."
    assert headed(records(), contacts=False) == "Er is geen wijk met een actief initiatief."
    assert headed(records(districts=())) == "Er zijn voor deze peildatum geen wijken bekend."
    tie = TieRow(1, "welfare", involved=True)
    contact = ContactRow(1, "welfare", date(2026, 11, 21))
    met = records([initiative(1)], ties=(tie,), contacts=(contact,))
    assert headed(met) == (
        "In elke wijk met een band is in de laatste 90 dagen contact vastgelegd; "
        "het langst niet in Oost (één dag geleden). Zonder band: West."
    )
    never = records([initiative(1)], ties=(tie,))
    assert headed(never) == (
        "In 1 van 1 wijken met een band is in de laatste 90 dagen geen contact vastgelegd; "
        "het langst niet in Oost (nooit). Zonder band: West."
    )
