"""The headings hold for none, one and many."""

from datetime import date

from dashboards.analysis import findings
from dashboards.analysis.cliff import cliff_of
from dashboards.analysis.coverage import cover
from dashboards.analysis.endings import cliff_heading, funding_heading
from dashboards.analysis.findings import (
    bands_heading,
    coverage_heading,
    gap_heading,
    not_ranked_sentence,
    overview_heading,
    overview_subheading,
    priorities_heading,
    start_with,
)
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.totals import total
from dashboards.rows import Records
from tests.dashboards.analysis.build import (
    EAST,
    WEST,
    D,
    at,
    cell,
    figure,
    grant,
    initiative,
    own_circle,
    people,
    records,
    tag,
    with_needs,
)
from tests.dashboards.analysis.sluiswaarde import sluiswaarde

TWO = (initiative(1, needs_money=True), initiative(2, needs_money=True))
TAGS = (tag(1, "bridging-1"), tag(2, "bridging-1"))
END = date(2026, 12, 22)


def _overview(rows: Records, *, shows_order: bool = True) -> str:
    situation = at(rows)
    priorities, coverage = prioritise(situation), cover(situation)
    totals = total(situation, coverage, priorities)
    return overview_heading(priorities, cliff_of(situation), totals, shows_order=shows_order)


def test_the_overview_of_nothing() -> None:
    assert _overview(records(districts=())) == findings.NO_DISTRICTS
    assert _overview(records()) == findings.NOTHING_YET


def test_the_overview_without_a_ranked_district_or_an_ending() -> None:
    assert _overview(records([initiative(1)])) == (
        "Van nog geen enkele wijk is te zeggen waar het eerst aandacht nodig is. "
        "Twee wijken eerst na te gaan: die staan niet in de volgorde. "
        "In de komende 18 maanden eindigt in geen wijk geld zonder vervolgaanvraag."
    )


def test_the_overview_of_sluiswaarde() -> None:
    situation = at(sluiswaarde(D))
    priorities, coverage, cliff = prioritise(situation), cover(situation), cliff_of(situation)
    assert _overview(sluiswaarde(D)) == (
        "Zonneveld vraagt het eerst aandacht. "
        "In De Weversbuurt eindigt over een maand het geld van vijf initiatieven."
    )
    assert overview_subheading(priorities, cliff, coverage).endswith(
        "De nood is er hoog. In De Weversbuurt gaat het om € 58.000."
    )


def test_readers_see_bands_and_no_order() -> None:
    heading = _overview(sluiswaarde(D), shows_order=False)
    assert heading.startswith("De Weversbuurt en Zonneveld staan in de groep ‘eerst uitzoeken’.")
    assert (
        bands_heading(prioritise(at(records()))) == "Geen wijk staat in de groep ‘eerst uitzoeken’."
    )


def test_one_initiative_this_month() -> None:
    rows = with_needs(records(TWO, tags=TAGS, grants=(grant(1, period_end=D),)))
    assert _overview(rows) == (
        "Oost vraagt het eerst aandacht. In Oost eindigt deze maand het geld van één initiatief."
    )


def test_equal_scores_are_named_together() -> None:
    rows = records(
        [initiative(1), initiative(2), initiative(3, WEST), initiative(4, WEST)],
        tags=(*TAGS, tag(3, "bridging-1"), tag(4, "bridging-1")),
    )
    priorities = prioritise(at(with_needs(with_needs(rows), WEST)))
    assert priorities_heading(priorities) == "Oost en West vragen het eerst aandacht."
    assert not_ranked_sentence(priorities) == ""


def test_districts_without_a_verdict_are_counted_by_reason() -> None:
    priorities = prioritise(at(records(figures=(people(EAST, 500),))))
    assert not_ranked_sentence(priorities) == (
        "Eén wijk eerst na te gaan en één wijk te klein voor een oordeel: die staan niet in de volgorde."
    )


def test_the_coverage_heading() -> None:
    assert coverage_heading(cover(at(records(districts=())))) == findings.NO_DISTRICTS
    assert (
        coverage_heading(cover(at(records())))
        == "0 van 16 cellen zijn gedekt. Geen enkele cel is leeg."
    )
    rows = records([own_circle(1), own_circle(2)], tags=TAGS)
    assert (
        coverage_heading(cover(at(rows)))
        == "1 van 16 cellen is gedekt. Leeg is het vooral bij Bridging."
    )


def test_the_funding_and_cliff_headings_of_none_one_and_many() -> None:
    none = cliff_of(at(records()))
    assert funding_heading(none) == cliff_heading(none)
    one = cliff_of(at(records(TWO, grants=(grant(1, period_end=END),))))
    assert funding_heading(one) == (
        "In december 2026 eindigt het geld van één initiatief, € 1.000. Er ligt geen vervolgaanvraag."
    )
    assert cliff_heading(one) == (
        "In de komende 18 maanden eindigt het geld van één initiatief zonder vervolgaanvraag, in december 2026."
    )
    many = cliff_of(
        at(records(TWO, grants=(grant(1, period_end=END), grant(2, period_end=date(2027, 6, 1)))))
    )
    assert cliff_heading(many) == (
        "In de komende 18 maanden eindigt het geld van twee initiatieven zonder vervolgaanvraag; "
        "het meeste in december 2026: € 1.000."
    )


def test_where_to_begin_is_the_first_that_is_worst() -> None:
    rows = records(
        [own_circle(1), initiative(2)],
        tags=(tag(1, "bonding-1"), *TAGS),
        figures=(people(EAST, 9000),),
    )
    first = start_with(cover(at(rows)).row(EAST))
    assert first is not None
    assert (first.lesson.code, first.label) == ("bridging-2", "Leeg")
    assert start_with([cell(rows, "bonding-3")]) is None


def test_the_gap_page_says_what_is_found_in_every_state() -> None:
    known = [own_circle(1), initiative(2, needs_money=True)]
    rows = records(
        known,
        tags=(tag(1, "bonding-1"), tag(2, "bridging-1"), tag(1, "bridging-2", date(2020, 1, 1))),
        figures=(people(EAST, 9000), figure(EAST, "ses_woa", "0")),
    )
    headings = {cell.lesson.code: gap_heading(cell) for cell in cover(at(rows)).row(EAST)}
    assert headings == {
        "bonding-1": "In Oost is er iets voor ‘Les bonding-1’, maar te weinig voor het aantal inwoners.",
        "bonding-2": "In Oost is over ‘Les bonding-2’ nog niets te zeggen.",
        "bonding-3": "In Oost is niet nagegaan wie niet gehoord wordt.",
        "bridging-1": "In Oost eindigt het geld van alles wat er is voor ‘Les bridging-1’.",
        "bridging-2": "In Oost is wat er was voor ‘Les bridging-2’ al lang niet bevestigd.",
        "bridging-3": "In Oost is voor ‘Les bridging-3’ nog niets geregistreerd.",
        "linking-1": "In Oost is ‘Les linking-1’ leeg (0 van 1).",
        "linking-2": "In Oost is over ‘Les linking-2’ nog niets te zeggen.",
        "linking-3": "In Oost is ‘Les linking-3’ leeg (0 van 1).",
    }
