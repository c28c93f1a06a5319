"""Rows and files that cannot be loaded: each with its line, its column and the reason."""

import pytest

from initiatives.importing.report import ImportRefused
from initiatives.models import Initiative
from sheets.errors import SheetError
from tests.initiatives.building import Town, town
from tests.initiatives.importing import load, plan_file, plan_text, problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.mark.parametrize(
    ("header", "cell", "reason"),
    [
        ("districts", "WK900109", "‘WK900109’ is geen bekende wijkcode; bedoelt u: WK900102"),
        ("districts", "WK036301", "Wijk ‘WK036301’ hoort niet bij de gemeente Sluiswaarde."),
        ("districts", "BU90010203", "is een buurtcode; vul de wijkcode in: WK900102"),
        ("districts", "GM9001", "schrijf * voor de hele gemeente"),
        ("districts", "*|WK900101", "niet allebei"),
        ("activity_types", "eating", "‘eating’ is geen bekende activiteit; bedoelt u: eat"),
        ("target_groups", "allochtonen", "is geen bekende doelgroep"),
        ("lessons", "bonding-9", "bedoelt u: bonding-"),
        (
            "lessons",
            "bonding-1|bonding-2|bonding-3|linking-1",
            "4 lessen; het zijn er hooguit drie",
        ),
        ("own_circle", "misschien", "participants (deelnemers)"),
        ("needs_money", "veel", "‘veel’ is geen ja of nee."),
        ("decided_by", "de buurt", "is geen bekende partij; bedoelt u: "),
        ("start_date", "31-02-2025", "bestaat niet als datum"),
        ("start_date", "gisteren", "is geen datum"),
        ("partners", "municipality", "is geen band; schrijf soort:involved:2026-12-31"),
        ("partners", "politie:involved", "‘politie’ is geen bekende soort partner"),
        ("partners", "school:involved|school:informed", "én betrokken én alleen geïnformeerd"),
        ("partners", "school:involved:2026-13-01", "2026-13-01"),
        ("observed_on", "2026-11-23", "ligt in de toekomst"),
        ("observation", "Mooi gezien", "Bij een waarneming hoort een datum."),
        ("name", "x" * 201, "201 tekens lang; er passen er 200"),
        ("name", "", "De naam ontbreekt."),
    ],
)
def test_a_bad_cell_is_named(here: Town, header: str, cell: str, reason: str) -> None:
    columns = {"reference": "A-1", "name": "Buurttafel", header: cell}
    [problem] = problems(here.municipality, ";".join(columns), ";".join(columns.values()))
    place = "observed_on" if header == "observation" else header
    assert problem.startswith(f"regel 2, kolom {place}: ")
    assert reason in problem


def test_every_bad_cell_of_a_row_is_named(here: Town) -> None:
    found = problems(here.municipality, "kenmerk;naam;lessen;wijken", "A-1;Eettafel;les 12;WK1")
    assert [problem.split(":")[0] for problem in found] == [
        "regel 2, kolom wijken",
        "regel 2, kolom lessen",
    ]


def test_dates_in_the_wrong_order_are_named(here: Town) -> None:
    header = "reference;name;start_date;end_date;dormant_since"
    found = problems(
        here.municipality,
        header,
        "A-1;Een;2025-01-02;2025-01-01;",
        "A-2;Twee;2025-01-02;;2025-01-01",
    )
    assert [problem.split(": ")[0] for problem in found] == [
        "regel 2, kolom end_date",
        "regel 3, kolom dormant_since",
    ]


def test_a_reference_twice_is_refused_on_both_lines(here: Town) -> None:
    plan = plan_text(
        here.municipality, "reference;name", "A-1;Een", "A-2;Twee", " A-1 ;Drie", ";Vier"
    )
    assert [str(problem) for problem in plan.problems] == [
        "regel 2, kolom reference: ‘A-1’ staat ook op regel 4; een kenmerk komt één keer voor.",
        "regel 4, kolom reference: ‘A-1’ staat ook op regel 2; een kenmerk komt één keer voor.",
        "regel 5, kolom reference: Het kenmerk ontbreekt.",
    ]
    assert (plan.outcome.created, plan.outcome.refused, plan.outcome.rows) == (1, 3, 4)


def test_a_row_of_another_length_is_refused_by_itself(here: Town) -> None:
    plan = plan_text(here.municipality, "reference;name", "A-1;Een", "A-2;Twee;Drie", "A-3;Drie")
    assert plan.created == 2
    assert str(plan.problems[0]).startswith("regel 3: Deze rij heeft 3 cellen")


def test_a_name_cannot_be_cleared(here: Town) -> None:
    load(here.municipality, "reference;name", "A-1;Een")
    assert problems(here.municipality, "reference;name", "A-1;") == [
        "regel 2, kolom name: De naam ontbreekt."
    ]


def test_a_record_cannot_be_made_to_end_before_it_began(here: Town) -> None:
    load(here.municipality, "reference;name;start_date", "A-1;Een;2025-05-05")
    assert "end_date" in problems(here.municipality, "reference;end_date", "A-1;2025-05-04")[0]


def test_columns_that_are_not_read_are_said(here: Town) -> None:
    plan = plan_text(here.municipality, "reference;name;stadsdeel", "A-1;Een;Noord")
    assert plan.notes == ("Kolom ‘stadsdeel’ wordt niet gelezen.",)


def test_what_is_strange_but_loads_is_said(here: Town) -> None:
    plan = plan_text(
        here.municipality,
        "reference;name;observed_on;partners",
        "A-1;Een;2026-11-01;",
        "A-2;Twee;;school:involved:2027-01-01",
    )
    assert plan.created == 2
    assert [str(remark).split(": ", 1)[0] for remark in plan.remarks] == [
        "regel 2, kolom observed_on",
        "regel 3, kolom partners",
    ]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        (("naam;wijken", "Eettafel;WK900101"), "geen kolom ‘reference’"),
        (("reference;naam;name", "A-1;Een;Twee"), "betekenen hetzelfde"),
    ],
)
def test_a_file_without_the_right_columns_is_refused(
    here: Town, lines: tuple[str, ...], reason: str
) -> None:
    with pytest.raises(ImportRefused, match=reason):
        plan_text(here.municipality, *lines)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04niets"])
def test_what_is_no_table_gets_one_sentence(here: Town, data: bytes) -> None:
    with pytest.raises(SheetError):
        plan_file(here.municipality, data)


def test_windows_1252_is_read(here: Town) -> None:
    plan = plan_file(here.municipality, "reference;name\nA-1;Café Zoë\n".encode("cp1252"))
    assert plan.rows[0].values.name == "Café Zoë"
    assert not Initiative.objects.exists(), "planning writes nothing"
