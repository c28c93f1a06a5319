"""Matching the columns of a file: guessed, corrected, remembered a municipality, and told where something lacks."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from administration.import_columns import EXACT, NEAR, REMEMBERED, UNKNOWN, guess_columns
from administration.models import ColumnMatch, RecordKind, Stage, Upload
from initiatives.models import Initiative
from tests.administration.importing import HEAD, browser, checked, lines, post, seen
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db

HEADERS = "Nr;Naam van het initiatief;Wijkcode;Startdautm;Kleur"
ROW = "a1;Buurttafel;WK900101;2025-03-01;rood"
INITIATIVES = RecordKind.INITIATIVES


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def admin(here: Town) -> Client:
    return browser(here, Role.ADMIN)


def asked(client: Client, *rows: str, **fields: str) -> str:
    """Upload a file whose columns are asked; the address of that question."""
    url: str = post(client, lines(*rows), **fields)["Location"]
    assert url.endswith("kolommen/")
    return url


def test_headers_are_guessed_by_code_dutch_name_and_nearness(here: Town) -> None:
    headers = ["reference", "Naam van het initiatief", "wijkcode", "Startdautm", "Kleur"]
    found = [
        (guess.column, guess.how)
        for guess in guess_columns(INITIATIVES, headers, here.municipality)
    ]
    assert found == [
        ("reference", EXACT),
        ("name", NEAR),
        ("districts", EXACT),
        ("start_date", NEAR),
        ("", UNKNOWN),
    ]


def test_a_field_is_guessed_for_one_column_only(here: Town) -> None:
    guesses = guess_columns(INITIATIVES, ["naam", "name", "naam initiatief"], here.municipality)
    assert [guess.column for guess in guesses] == ["name", "", ""]


def test_a_file_of_known_headers_is_not_asked_about(admin: Client) -> None:
    response = post(admin, lines(HEAD, "a1;Buurttafel;WK900101;2025-03-01;"))
    assert not response["Location"].endswith("kolommen/")


def test_each_column_is_shown_with_examples_its_guess_and_what_is_needed(admin: Client) -> None:
    url = asked(admin, HEADERS, ROW, ROW.replace("rood", "blauw"))
    page = seen(admin, url)
    assert "rood · blauw" in page
    assert "geraden: kijk even of het klopt" in page
    assert "Verplicht: Kenmerk (reference)." in page
    assert "Nodig voor een nieuwe rij: Naam (name)." in page
    assert '<option value="name" selected>Naam (name)</option>' in page


def test_a_corrected_match_is_checked_loaded_and_remembered(here: Town, admin: Client) -> None:
    url = asked(admin, HEADERS, ROW)
    given = {"c0": "reference", "c1": "name", "c2": "districts", "c3": "start_date", "c4": ""}
    check = admin.post(url, given)["Location"]
    assert "Kolom ‘Kleur’ wordt niet gelezen." in seen(admin, check)
    admin.post(check, {"choice": "all"})
    made = Initiative.objects.get()
    assert (made.reference, made.name, made.start_date) == ("a1", "Buurttafel", date(2025, 3, 1))

    again = admin.get(asked(admin, HEADERS.upper(), ROW))
    assert [field.initial for field in again.context["form"]] == list(given.values())
    assert "onthouden van de vorige keer" in again.content.decode()


def test_what_is_remembered_stays_within_the_municipality_and_the_kind(here: Town) -> None:
    ColumnMatch.objects.create(
        municipality=here.municipality, kind=INITIATIVES, header="nr", column="reference"
    )
    elsewhere = town("GM9002", "Elders")
    for kind, place, how in (
        (INITIATIVES, here, REMEMBERED),
        (RecordKind.GRANTS, here, UNKNOWN),
        (INITIATIVES, elsewhere, UNKNOWN),
    ):
        assert guess_columns(kind, ["Nr"], place.municipality)[0].how == how


def test_a_remembered_column_that_is_no_field_any_more_is_forgotten(here: Town) -> None:
    ColumnMatch.objects.create(
        municipality=here.municipality, kind=INITIATIVES, header="nr", column="vroeger"
    )
    assert guess_columns(INITIATIVES, ["Nr"], here.municipality)[0].how == UNKNOWN


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"c0": "", "c1": "name"}, "Kies bij één kolom ‘Kenmerk (reference)’"),
        (
            {"c0": "reference", "c1": "name", "c2": "name"},
            "‘Naam (name)’ is al gekozen bij kolom ‘Naam van het initiatief’.",
        ),
        ({"c0": "reference", "c1": "bestaat_niet"}, "bestaat_niet"),
    ],
)
def test_a_match_that_cannot_be_is_told(admin: Client, given: dict[str, str], says: str) -> None:
    url = asked(admin, HEADERS, ROW)
    page = admin.post(url, given)
    assert page.status_code == 200
    assert says in page.content.decode()
    assert Upload.objects.get().stage == Stage.COLUMNS
    assert not ColumnMatch.objects.exists()


def test_problems_are_told_under_the_files_own_header(admin: Client) -> None:
    url = asked(admin, HEADERS, ROW.replace("2025-03-01", "gisteren"))
    check = admin.post(url, {"c0": "reference", "c1": "name", "c3": "start_date"})["Location"]
    assert '<td class="wrong full" data-l="Startdautm">' in seen(admin, check)


def test_columns_can_be_chosen_again_after_the_check(admin: Client) -> None:
    check = checked(admin, "kenmerk;naam;wijk", "a1;Buurttafel;WK900199")
    assert "1 rij gelezen, 1 geweigerd" in seen(admin, check)
    url = f"{check}kolommen/"
    assert url in seen(admin, check)
    admin.post(url, {"c0": "reference", "c1": "name", "c2": ""})
    assert "1 rij gelezen, 0 geweigerd" in seen(admin, check)


def test_a_list_with_columns_of_its_own_has_nothing_to_match(here: Town) -> None:
    client = browser(here, Role.FUNDING_OFFICER)
    url = checked(
        client,
        "Name;Project;Arrangement;Periodicity;Requested;Delivered;Established;Year",
        "De Buren;Straatfeest;Bewonersinitiatieven;Eenmalig;€ 500;€ 400;;2017",
        kind="grants",
    )
    assert client.get(f"{url}kolommen/").status_code == 302
    assert "Kolommen anders kiezen" not in seen(client, url)


def test_grants_under_a_scheme_whose_column_was_matched(here: Town) -> None:
    made = here.initiative()
    client = browser(here, Role.FUNDING_OFFICER)
    url = asked(
        client,
        "nr;initiative;funder_kind;pot",
        f"g1;{made.reference};municipality;Bewonersgeld",
        f"g2;{made.reference};municipality;Sport",
        kind="grants",
        scheme="bewoners",
    )
    given = {"c0": "reference", "c1": "initiative", "c2": "funder_kind", "c3": "scheme"}
    check = client.post(url, given)["Location"]
    assert "1 rij gelezen, 0 geweigerd" in seen(client, check)
    client.post(url, given | {"c3": ""})
    page = seen(client, url)
    assert "geen kolom met de regeling" in page


def test_a_foreign_file_has_no_columns_to_match(admin: Client) -> None:
    url = asked(admin, HEADERS, ROW)
    other = browser(town("GM9002", "Elders"), Role.ADMIN)
    assert other.get(url).status_code == 404
    assert other.post(url, {"c0": "reference"}).status_code == 404


def test_the_page_of_columns_makes_few_queries(
    admin: Client, django_assert_max_num_queries: object
) -> None:
    url = asked(
        admin, f"{HEADERS};{';'.join(f'k{number}' for number in range(80))}", ROW + ";x" * 80
    )
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        admin.get(url)
    assert reverse("administration:import") in seen(admin, url)
