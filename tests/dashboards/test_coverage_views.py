"""Map, trend and comparison of the coverage: who sees what, files that agree, a constant number of queries."""

import gzip
import json
import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from areas.models import District, Municipality
from dashboards.analysis.coverage import cover
from dashboards.analysis.situation import situate
from dashboards.analysis.trend import moment_of, quarter_ends
from dashboards.analysis.words import count_word, counted
from dashboards.queries import records
from initiatives.models import Initiative, InitiativeDistrict
from tests.dashboards.conftest import DAY

pytestmark = pytest.mark.django_db

type Visitor = Callable[[Role], Client]

ON = "peildatum=2026-11-22"
VIEWS = (
    "/dekking/kaart/",
    "/dekking/kaart/?les=prioriteit&wijk=WK999905",
    "/dekking/verloop/",
    "/dekking/verloop/?wijk=WK999905",
    "/dekking/vergelijken/",
    "/dekking/vergelijken/?wijken=WK999903&wijken=WK999905",
)


def page(client: Client, address: str) -> str:
    """The text of a page that is there, spaces and entities made plain."""
    response = client.get(f"{address}{'&' if '?' in address else '?'}{ON}")
    assert response.status_code == 200, address
    return " ".join(unescape(response.content.decode()).split())


def export(client: Client, kind: str, **query: str) -> list[dict[str, Any]]:
    """The rows of an export as JSON."""
    response = client.get(
        f"/export/{kind}/", {"format": "json", "peildatum": "2026-11-22", **query}
    )
    assert response.status_code == 200
    rows: list[dict[str, Any]] = json.loads(b"".join(response.streaming_content))  # type: ignore[attr-defined]
    return rows


@pytest.mark.parametrize("role", Role)
def test_every_role_opens_every_view(visitor: Visitor, role: Role) -> None:
    client = visitor(role)
    for address in VIEWS:
        assert re.search(r"<h1>[^<]*\w[^<]*\.</h1>", page(client, address)), address


@pytest.mark.parametrize("address", VIEWS)
def test_without_a_login_there_is_only_the_login_page(client: Client, address: str) -> None:
    assert client.get(address)["Location"].startswith("/account/login/")


@pytest.mark.parametrize("role", [Role.POLICYMAKER, Role.READER])
@pytest.mark.parametrize("address", [VIEWS[0], VIEWS[3], VIEWS[4], "/dekking/?voor=older"])
def test_more_initiatives_take_no_more_queries(
    visitor: Visitor, sluiswaarde: Municipality, role: Role, address: str
) -> None:
    client = visitor(role)
    page(client, address)
    with CaptureQueriesContext(connection) as before:
        page(client, address)
    district = District.objects.get(code="WK999905", municipality=sluiswaarde)
    for number in range(20):
        more = Initiative.objects.create(
            municipality=sluiswaarde,
            reference=f"M-{number}",
            name=f"Aardappelclub {number:02d}",
            start_date="2026-05-01",
        )
        InitiativeDistrict.objects.create(initiative=more, district=district)
    with CaptureQueriesContext(connection) as after:
        page(client, address)
    assert len(after) <= len(before) < 40


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("/dekking/?wijk=WK000000", "Deze wijk is er niet op deze datum."),
        ("/dekking/?voor=iedereen", "Deze groep is er niet."),
        ("/dekking/?rol=koning", "Deze rol is er niet."),
        ("/dekking/?soortplek=maan", "Deze plek is er niet."),
        ("/dekking/?volgorde=mooi", "Deze volgorde is er niet."),
        ("/dekking/kaart/?les=bonding-9", "Deze les is er niet."),
        ("/dekking/verloop/?les=bonding-9", "Deze les is er niet."),
        ("/dekking/verloop/?wijk=WK000000", "Deze wijk is er niet op deze datum."),
        ("/dekking/vergelijken/?met=gisteren", "Schrijf een datum als 31-12-2026."),
        ("/dekking/vergelijken/?met=0001-01-01", "Kies een datum tussen 1990 en 2199."),
        ("/dekking/vergelijken/?met=2026-11-22", "Kies een andere dag dan de peildatum."),
        ("/dekking/vergelijken/?wijken=WK000000", "Een van deze wijken is er niet"),
        ("/dekking/vergelijken/?wijken=WK999905", "Kies nog een wijk om naast deze te zetten."),
        (
            "/dekking/vergelijken/?" + "&".join(f"wijken=WK99990{n}" for n in range(1, 6)),
            "Kies hooguit vier wijken.",
        ),
    ],
)
def test_a_wrong_value_gets_a_message_and_the_default_view(
    visitor: Visitor, address: str, message: str
) -> None:
    client = visitor(Role.POLICYMAKER)
    text, plain = page(client, address), page(client, address.partition("?")[0])
    assert message in text
    assert re.findall(r"<h1>.*?</h1>", text) == re.findall(r"<h1>.*?</h1>", plain)


def areas(text: str) -> dict[str, str]:
    """The word of each area of the map, by district."""
    found = re.findall(r'<a class="f-\w+" href="[^"]+" aria-label="([^:]+): ([^",]+)', text)
    return dict(found)


def test_the_map_its_table_and_the_export_say_the_same(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    text = page(client, "/dekking/kaart/?les=bridging-3")
    rows = [row for row in export(client, "coverage") if row["lesson"] == "bridging-3"]
    table = re.findall(r'<td> ?<span class="st st-(\w+)"', text)
    assert table == [row["state"] for row in rows]
    drawn = re.findall(r'<a class="f-(\w+)" href="[^"]+les=bridging-3', text)
    assert drawn == table
    legend = re.findall(r'class="swatch f-(\w+)".*?<b>(\d+)</b>', text)
    assert {state: int(n) for state, n in legend if n != "0"} == Counter(table)


def frayed(west: float, south: float) -> dict[str, Any]:
    """A wijk of 0.01° by 0.01° whose edges have 25 corners a side, the same for both neighbours."""
    steps = [place / 2500 for place in range(25)]
    fray = [0.0004 * (place % 3) * (place > 0) for place in range(25)]
    ring = [(west + step, south + off) for step, off in zip(steps, fray, strict=True)]
    ring += [(west + 0.01 + off, south + step) for step, off in zip(steps, fray, strict=True)]
    ring += [(west + step, south + 0.01 + off) for step, off in zip(steps, fray, strict=True)][
        :0:-1
    ]
    ring += [(west + off, south + step) for step, off in zip(steps, fray, strict=True)][:0:-1]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}


def test_the_map_of_a_large_municipality_stays_small(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    District.objects.bulk_create(
        District(
            municipality=sluiswaarde,
            code=f"WK9998{number:02}",
            name=f"Buitenwijk nummer {number}",
            boundary=frayed(6 + number % 11 * 0.01, 52 + number // 11 * 0.01),
        )
        for number in range(100)
    )
    District.objects.bulk_create(
        District(
            municipality=sluiswaarde,
            code=f"WK9997{number:02}",
            name=f"Binnenwijk nummer {number}",
            boundary=frayed(6 + number % 11 * 0.01, 52.1 + number // 11 * 0.01),
        )
        for number in range(20)
    )
    content = visitor(Role.POLICYMAKER).get("/dekking/kaart/").content
    assert content.count(b'<a class="f-') == 130
    assert len(gzip.compress(content)) < 60_000


def test_a_lesson_opens_its_own_strategy_on_a_phone(visitor: Visitor) -> None:
    text = page(visitor(Role.POLICYMAKER), "/dekking/?les=linking-2")
    assert re.findall(r'id="(s\d)" checked', text) == ["s3"]


def test_an_area_opens_why(visitor: Visitor) -> None:
    text = page(visitor(Role.POLICYMAKER), "/dekking/kaart/?les=bonding-1&wijk=WK999905")
    assert re.search(r'id="cel".*Zonneveld × .*?Verouderd.*?maanden niet bevestigd', text)
    assert "/kansen/WK999905/bonding-1/?peildatum=2026-11-22" in text


def test_bands_are_alphabetical_and_readers_see_no_scores(visitor: Visitor) -> None:
    address = "/dekking/kaart/?les=prioriteit&wijk=WK999905"
    text = page(visitor(Role.READER), address)
    names = list(areas(text))
    assert names == sorted(names, key=str.casefold)
    assert areas(text)["Zonneveld"] == "eerst uitzoeken"
    assert "Prioriteit 70" not in text
    assert "Prioriteit 70" in page(visitor(Role.POLICYMAKER), address)


def test_without_boundaries_the_table_is_still_there(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    for district in District.objects.filter(municipality=sluiswaarde):
        district.boundary = None
        district.save()
    text = page(visitor(Role.POLICYMAKER), "/dekking/kaart/")
    assert "Geen grenzen ingelezen" in text
    assert len(re.findall(r'<td> ?<span class="st st-', text)) == 10


def test_a_district_without_a_boundary_is_named(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    district = District.objects.get(code="WK999905", municipality=sluiswaarde)
    district.boundary = None
    district.save()
    text = page(visitor(Role.POLICYMAKER), "/dekking/kaart/")
    assert "Zonder grens, dus niet op de kaart: Zonneveld." in text


def test_the_map_of_an_earlier_year_has_the_districts_of_the_earliest_division(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    District.objects.filter(municipality=sluiswaarde).update(valid_from_year=2024)
    response = visitor(Role.POLICYMAKER).get("/dekking/kaart/?peildatum=2015-06-01")
    assert response.content.decode().count('<a class="f-') == 10


def test_the_trend_is_the_coverage_of_each_day(visitor: Visitor, sluiswaarde: Municipality) -> None:
    """An independent route: the records as they are asked for at each day, one day at a time."""
    rows = export(visitor(Role.POLICYMAKER), "trend")
    for day in quarter_ends(DAY):
        cells = moment_of(cover(situate(records(sluiswaarde, day), day))).cells.values()
        assert [
            (cell.district.code, cell.lesson.code, cell.state.value, cell.fresh, cell.numerator)
            for cell in cells
        ] == [
            (row["district_code"], row["lesson"], row["state"], row["fresh"], row["numerator"])
            for row in rows
            if row["date"] == day.isoformat()
        ]


def test_the_last_moment_of_the_trend_is_the_coverage_export(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    now = [row for row in export(client, "trend") if row["date"] == "2026-11-22"]
    assert [row["state"] for row in now] == [row["state"] for row in export(client, "coverage")]


def test_the_table_of_the_trend_counts_what_the_file_holds(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    text = page(client, "/dekking/verloop/?les=bridging-1")
    first = re.search(r"22 november 2026</a>.*?</th>((?: <td.*?</td>)+)", text)
    assert first
    shown = [int(number) for number in re.findall(r">\s*(\d+)\s*<", first[1])]
    states = Counter(
        row["state"]
        for row in export(client, "trend")
        if row["date"] == "2026-11-22" and row["lesson"] == "bridging-1"
    )
    order = ("covered", "thin", "ending", "stale", "empty", "unknown")
    assert shown == [states[state] for state in order]


def test_a_quarter_opens_why(visitor: Visitor) -> None:
    text = page(
        visitor(Role.POLICYMAKER),
        "/dekking/verloop/?wijk=WK999905&cel=WK999905:bridging-2&op=2026-09-30",
    )
    assert re.search(r'id="cel".*?30 september 2026', text)
    assert "/kansen/WK999905/bridging-2/?peildatum=2026-09-30" in text


@pytest.mark.parametrize("query", ["cel=WK000000:x&op=2026-09-30", "cel=WK999905:bridging-2&op=x"])
def test_a_quarter_that_does_not_exist_opens_nothing(visitor: Visitor, query: str) -> None:
    assert 'id="cel"' not in page(visitor(Role.POLICYMAKER), f"/dekking/verloop/?{query}")


def test_the_comparison_and_its_file_hold_the_same_cells(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    text = page(client, "/dekking/vergelijken/?met=2026-03-31")
    rows = export(client, "changes", met="2026-03-31")
    shown = re.findall(
        r'<th scope="row" class="full"><a class="tap" href="/kansen/(\w+)/([\w-]+)/', text
    )
    assert shown == [(row["district_code"], row["lesson"]) for row in rows]
    gained = sum(1 for row in rows if row["to_state"] == "covered")
    lost = sum(1 for row in rows if row["from_state"] == "covered")
    assert gained > lost > 0
    words = f"{counted(gained, 'cel', 'cellen')} gedekt geraakt en {count_word(lost)} weggevallen."
    assert f"Sinds 31 maart 2026 zijn {words}" in text


def test_the_earlier_day_comes_first_whichever_is_the_reference_date(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    assert {row["from_date"] for row in export(client, "changes", met="2027-03-31")} == {
        "2026-11-22"
    }


def test_the_comparison_is_that_of_the_coverage_of_both_days(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    both = [
        {
            (cell.district.code, cell.lesson.code): cell.state.value
            for cell in cover(situate(records(sluiswaarde, day), day)).cells
        }
        for day in (date(2026, 3, 31), DAY)
    ]
    differ = {key: (both[0][key], both[1][key]) for key in both[0] if both[0][key] != both[1][key]}
    rows = export(visitor(Role.POLICYMAKER), "changes", met="2026-03-31")
    assert differ == {
        (row["district_code"], row["lesson"]): (row["from_state"], row["to_state"]) for row in rows
    }


def test_a_reader_sees_no_signals_and_no_unpublished_name(
    visitor: Visitor, sluiswaarde: Municipality
) -> None:
    reader = visitor(Role.READER)
    secret = Initiative.objects.filter(municipality=sluiswaarde, is_public=False)
    quarter = "/dekking/verloop/?les=bridging-2&cel=WK999905:bridging-2&op=2026-09-30"
    pages = " ".join(page(reader, address) for address in (*VIEWS, quarter))
    files = json.dumps([export(reader, "trend"), export(reader, "changes")], ensure_ascii=False)
    names = list(secret.values_list("name", flat=True))
    assert names
    assert [name for name in names if name in pages or name in files] == []
    assert "bonding-3" not in pages + files
    assert "Deze les is er niet." in page(reader, "/dekking/kaart/?les=bonding-3")
    assert re.search(r"initiatie\w+ (dat|die) niet gepubliceerd", pages)


def test_another_municipalitys_districts_stand_beside_nothing(visitor: Visitor) -> None:
    other = Municipality.objects.create(code="GM9998", name="Elders", slug="elders")
    District.objects.create(municipality=other, code="WK999801", name="Verweg")
    for address in ("vergelijken/?wijken=WK999801&wijken=WK999905", "kaart/?wijk=WK999801"):
        assert "Verweg" not in page(visitor(Role.POLICYMAKER), f"/dekking/{address}")


def test_districts_stand_side_by_side_with_their_tiles(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    text = page(client, "/dekking/vergelijken/?wijken=WK999905&wijken=WK999903")
    states = {
        (row["district_code"], row["lesson"]): row["state"] for row in export(client, "coverage")
    }
    tiles = re.findall(r'class="tile st-(\w+)[^"]*" href="[^"]*cel=(\w+)%3A([\w-]+)', text)
    assert [(code, lesson) for _state, code, lesson in tiles[:2]] == [
        ("WK999905", "bonding-1"),
        ("WK999903", "bonding-1"),
    ]
    assert all(states[code, lesson] == state for state, code, lesson in tiles)
    assert len(tiles) == 18


@pytest.mark.parametrize("asked", ["voor=older", "rol=resident", "soortplek=outdoor"])
def test_every_filtered_number_opens_as_many_initiatives(visitor: Visitor, asked: str) -> None:
    client = visitor(Role.POLICYMAKER)
    text = page(client, f"/dekking/?wijk=WK999903&{asked}")
    links = re.findall(r'<p class="matched">.*?</p>', text)
    numbers = [
        found for part in links for found in re.findall(r'<a href="([^"]+)">(\d+)</a>', part)
    ]
    assert numbers
    for href, number in numbers:
        heading = re.search(r"<h1>(\d+) initiatie", client.get(href).content.decode())
        assert heading
        assert heading[1] == number


def test_a_filter_leaves_the_states_as_they_are(visitor: Visitor) -> None:
    client = visitor(Role.POLICYMAKER)
    tiles = r'class="tile st-(\w+)'
    plain = re.findall(tiles, page(client, "/dekking/?volgorde=code"))
    assert re.findall(tiles, page(client, "/dekking/?volgorde=code&voor=older")) == plain


def test_the_command_writes_a_comparison_with_any_day(
    sluiswaarde: Municipality, visitor: Visitor, tmp_path: Path
) -> None:
    file = tmp_path / "changes.json"
    call_command(
        "export", "changes", municipality="GM9999", date="2026-11-22", against="2026-03-31",
        format="json", output=str(file),
    )  # fmt: skip
    rows = json.loads(file.read_text())
    assert rows == export(visitor(Role.POLICYMAKER), "changes", met="2026-03-31")


def test_the_first_day_there_is_is_compared_with_a_later_one(visitor: Visitor) -> None:
    response = visitor(Role.POLICYMAKER).get("/dekking/vergelijken/?peildatum=1990-01-01")
    assert 'value="01-01-1991"' in response.content.decode()
    assert response.context["form"].errors == {}
