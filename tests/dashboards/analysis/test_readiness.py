"""Whether it can go to the council: the checks and the rules of the verdict; every number by hand."""

from dataclasses import replace
from datetime import date
from typing import Any

from dashboards.analysis.coverage import cover
from dashboards.analysis.priorities import prioritise
from dashboards.analysis.readiness import Check, Point, checks, readiness_heading
from dashboards.rows import NeedScale, Norms, Records, VoiceRow
from tests.dashboards.analysis.build import (
    EAST,
    WEST,
    D,
    at,
    figure,
    initiative,
    people,
    records,
    tag,
)

NEEDS = Norms().needs[:1]
FIGURES = tuple(
    row for code in (EAST, WEST) for row in (people(code, 6000), figure(code, "ses_woa", "0"))
)


def town(**fields: Any) -> Records:
    """Two districts of which all is known: two fresh initiatives in both, figures, no signals."""
    rows = [initiative(pk, EAST, WEST) for pk in (1, 2)]
    return records(
        rows,
        **{
            "tags": (tag(1, "bridging-1"), tag(2, "bridging-1")),
            "figures": FIGURES,
            "norms": Norms(needs=NEEDS),
        }
        | fields,
    )


def checked(rows: Records, *, over_term: int = 0, signals: bool = True) -> dict[Point, Check]:
    """The checks by point; of three applications some are over their term."""
    situation = at(rows)
    coverage = cover(situation)
    shown = coverage if signals else coverage.without_signals()
    found = checks(situation, shown, prioritise(situation), over_term, 3)
    return {check.point: check for check in found}


def headed(rows: Records, *, over_term: int = 0) -> str:
    """The answer to the twelfth question."""
    return readiness_heading(at(rows), checked(rows, over_term=over_term).values())


def test_where_all_is_in_order_it_can_go() -> None:
    assert headed(town()) == "Ja, dit kan zonder kanttekening naar de raad."
    assert {check.verdict for check in checked(town()).values()} == {"in orde"}


def test_each_point_that_counts_something_is_a_remark() -> None:
    assert headed(town(), over_term=2) == "Ja, dit kan naar de raad, met één kanttekening."
    few = replace(town(), initiatives=(*town().initiatives, initiative(3, few_people=True)))
    # Initiative 3 is not fresh, has no lesson and few people.
    assert headed(few, over_term=2) == "Ja, dit kan naar de raad, met vier kanttekeningen."


def test_fewer_than_half_fresh_stops_it() -> None:
    old = tag(2, "bridging-1", date(2024, 1, 1))
    half = town(tags=(tag(1, "bridging-1"), old))
    assert checked(half)[Point.STALE].verdict == "kanttekening"
    none = town(tags=(old,))
    assert checked(none)[Point.STALE].stops
    assert headed(none) == (
        "Nee, nog niet: maar 0 van 2 actieve initiatieven zijn vers "
        "en van 2 van 2 wijken is te weinig bekend."
    )


def test_more_than_half_of_the_districts_unknown_stops_it() -> None:
    east = [initiative(1, EAST), initiative(2, EAST)]
    one = replace(town(), initiatives=tuple(east))
    assert not checked(one)[Point.UNKNOWN].stops
    assert checked(one)[Point.UNKNOWN].districts == {
        WEST: "Er staat geen actief initiatief geregistreerd. "
        "Registreer nog twee initiatieven, met wat daar te zien was."
    }
    both = replace(town(), initiatives=(initiative(1, EAST), initiative(2, WEST)))
    assert headed(both) == "Nee, nog niet: van 2 van 2 wijken is te weinig bekend."


def test_without_districts_or_initiatives_there_is_nothing_to_tell() -> None:
    assert headed(town(districts=())) == (
        "Nee, nog niet: er zijn voor deze peildatum geen wijken bekend."
    )
    assert headed(records()) == ("Nee, nog niet: er is nog geen actief initiatief geregistreerd.")


def test_missing_figures_are_named_by_district() -> None:
    norms = Norms(needs=(*NEEDS, NeedScale("lonely_pct", 40, 60, "eenzaamheid")))  # type: ignore[arg-type]
    found = checked(town(norms=norms, figures=FIGURES[:1]))[Point.FIGURES]
    assert found.districts == {
        EAST: "SES-WOA en eenzaamheid niet bekend",
        WEST: "Inwoners, SES-WOA en eenzaamheid niet bekend",
    }


def test_derived_starts_and_what_is_not_linked_are_counted() -> None:
    derived = initiative(3, derived=("start_date",), end_date=None)
    stopped = initiative(4, derived=("start_date",), end_date=date(2025, 1, 1))
    loose = replace(initiative(5), district_codes=())
    rows = replace(town(), initiatives=(*town().initiatives, derived, stopped, loose))
    found = checked(rows)
    assert found[Point.DERIVED].initiative_ids == (3,)
    assert found[Point.UNLINKED].initiative_ids == (3, 4, 5)


def test_open_signals_are_told_to_whoever_may_know() -> None:
    voices = (VoiceRow(1, EAST, D, missing=True),)
    found = checked(town(voices=voices))[Point.SIGNALS]
    assert (found.count, found.of, list(found.districts or {})) == (1, 2, [EAST])
    assert Point.SIGNALS not in checked(town(voices=voices), signals=False)
