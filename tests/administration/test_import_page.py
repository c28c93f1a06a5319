"""Importing in the browser: who may, what a wrong file is told, the check, the choice, and what comes back."""

import io
import zipfile
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from administration.import_words import COLUMNS, template_columns
from administration.import_work import ask, run
from administration.models import KEPT, CheckedRow, RecordKind, Stage, Upload
from audit.models import AuditEntry
from funding.models import Grant
from initiatives.models import Initiative
from sheets.columns import Column, Kind
from sheets.reading import read_table
from sheets.table import Limits
from sheets.writing import Format, write_table, write_xlsx
from tests.administration.importing import (
    BAD,
    GOOD,
    GRANT_HEAD,
    HEAD,
    START,
    as_guessed,
    browser,
    checked,
    choose,
    download,
    lines,
    post,
    seen,
)
from tests.initiatives.building import ACTOR, Town, town
from wijkinitiatieven.uploads import MOST_BYTES

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def admin(here: Town) -> Client:
    return browser(here, Role.ADMIN)


def mended(client: Client, url: str, **changes: str) -> bytes:
    """A download with texts replaced, as somebody would who mends it in a spreadsheet."""
    text = client.get(url).getvalue().decode()
    for old, new in changes.items():
        text = text.replace(old.replace("_", "-"), new)
    return text.encode()


def error_of(response: Any) -> str:
    """What the form says at the file."""
    assert response.status_code == 200
    messages: list[str] = response.context["form"].errors["file"]
    assert not Upload.objects.exists()
    assert not Initiative.objects.exists()
    return messages[0]


@pytest.mark.parametrize("role", [Role.PROFESSIONAL, Role.POLICYMAKER, Role.READER])
def test_who_may_import_nothing_gets_403_everywhere(here: Town, role: Role) -> None:
    client = browser(here, role)
    urls = [
        reverse(START),
        reverse("administration:import_template", args=["grants", "csv"]),
        reverse("administration:import_preview", args=[uuid4()]),
        reverse("administration:import_columns", args=[uuid4()]),
        reverse("administration:import_refused", args=[uuid4(), "csv"]),
    ]
    assert {client.get(url).status_code for url in urls} == {403}
    assert post(client, lines(HEAD, GOOD)).status_code == 403
    assert AuditEntry.objects.filter(action=AuditEntry.Action.REFUSED).count() == len(urls) + 1
    assert "Importeren" not in client.get("/").content.decode()


def test_a_funding_officer_imports_grants_only(here: Town, admin: Client) -> None:
    client = browser(here, Role.FUNDING_OFFICER)
    page = seen(client, reverse(START))
    assert 'type="hidden" name="kind" value="grants"' in page
    assert reverse("administration:import_template", args=["grants", "xlsx"]) in page
    assert reverse("administration:import_template", args=["initiatives", "xlsx"]) not in page
    assert f'href="{reverse(START)}"' in client.get("/").content.decode()
    assert post(client, lines(HEAD, GOOD)).status_code == 403
    template = reverse("administration:import_template", args=["initiatives", "csv"])
    assert client.get(template).status_code == 403
    assert not Upload.objects.exists()


def test_who_is_not_logged_in_is_sent_to_the_login_page() -> None:
    response = Client().get(reverse(START))
    assert response.status_code == 302
    assert reverse("account_login") in response["Location"]


def test_a_file_of_somebody_else_is_not_there(here: Town, admin: Client) -> None:
    elsewhere = town("GM9002", "Elders")
    url = checked(admin, HEAD, GOOD)
    colleague = here.member(Role.ADMIN, here.other).user
    for user in (colleague, elsewhere.member(Role.ADMIN).user):
        other = Client()
        other.force_login(user)
        assert other.get(url).status_code == 404
        assert other.post(url, {"choice": "all"}).status_code == 404
        assert other.get(f"{url}geweigerd.csv").status_code == 404
    assert not Initiative.objects.exists()


def test_a_right_that_is_taken_away_closes_a_file_that_waits(here: Town) -> None:
    member = here.member(Role.ADMIN)
    client = Client()
    client.force_login(member.user)
    url = checked(client, HEAD, GOOD)
    member.role = Role.FUNDING_OFFICER
    member.save()
    assert client.post(url, {"choice": "all"}).status_code == 403
    assert not Initiative.objects.exists()


def bomb() -> bytes:
    """A spreadsheet of a few kilobytes that would fill 200 MB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 200 * 2**20)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "Dit bestand is leeg"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "een afbeelding (PNG)"),
        (b"%PDF-1.7 x", "een PDF-document"),
        (b"<html><body>hoi</body></html>", "webpagina"),
        (b"PK\x03\x04" + b"\x00" * 50, ""),
        (lines(HEAD), "geen enkele rij"),
        (lines(HEAD, *(f"r{number};x;;;" for number in range(50_001))), "meer dan 50.000 rijen"),
    ],
)
def test_a_wrong_file_is_told_why_at_its_field(admin: Client, content: bytes, says: str) -> None:
    message = error_of(post(admin, content))
    assert says in message
    assert message.endswith(".")


def test_a_bomb_is_refused_unopened(admin: Client) -> None:
    assert "uitgepakt" in error_of(post(admin, bomb(), "lijst.xlsx"))


def test_a_list_with_coordinates_needs_boundaries(admin: Client) -> None:
    message = error_of(
        post(
            admin,
            lines(
                "id;categorie;naam;omschrijving;icoon;lon;lat", "1;bewonersinitiatieven;x;y;z;6;52"
            ),
        )
    )
    assert "zijn geen wijkgrenzen bekend" in message


@pytest.mark.parametrize("extra", [1, 3 * 2**20])
def test_a_file_over_ten_megabytes_is_refused(admin: Client, extra: int) -> None:
    message = error_of(post(admin, b"x" * (Limits().upload_bytes + extra)))
    assert message == "Dit bestand is groter dan 10 MB. Splits het in kleinere bestanden."


def test_what_is_too_large_is_not_even_kept_while_it_comes_in(here: Town) -> None:
    from django.core.files.uploadhandler import load_handler  # noqa: PLC0415
    from django.http import HttpRequest  # noqa: PLC0415

    handler = load_handler("wijkinitiatieven.uploads.CappedUploadHandler", HttpRequest())
    handler.new_file("file", "groot.csv", "text/csv", None)
    chunk = b"x" * 2**20
    for number in range(12):
        assert handler.receive_data_chunk(chunk, number * len(chunk)) is None
    file = handler.file_complete(12 * 2**20)
    assert file is not None
    assert (file.size, len(file.read())) == (12 * 2**20, MOST_BYTES + 1)


def test_a_form_without_file_or_with_a_scheme_for_initiatives_says_so(admin: Client) -> None:
    page = admin.post(reverse(START), {"kind": "initiatives"}).content.decode()
    assert "Dit veld is verplicht" in page
    response = post(admin, lines(HEAD, GOOD), scheme="bewoners")
    assert "heeft geen regelingen" in response.content.decode()
    assert not Upload.objects.exists()


def test_a_kind_that_does_not_exist_is_a_message(admin: Client) -> None:
    response = post(admin, lines(HEAD, GOOD), kind="wijken")
    assert response.status_code == 200
    assert "wijken" in response.content.decode()


def test_the_check_counts_names_every_problem_and_writes_nothing(here: Town, admin: Client) -> None:
    here.initiative("Bestaand")
    made = Initiative.objects.get()
    url = checked(
        admin,
        f"{HEAD};kleur",
        f"{GOOD};rood",
        f"{BAD};",
        f"{made.reference};Bestaand anders;WK900101;2025-03-01;bonding-1|bridging-3;",
    )
    page = seen(admin, url)
    assert "3 rijen gelezen, 1 geweigerd" in page
    for label, count in (("Nieuw", 1), ("Gewijzigd", 1), ("Gelijk", 0), ("Geweigerd", 1)):
        assert f"<dt>{label}</dt><dd><b>{count}</b></dd>" in page
    assert "Kolom ‘kleur’ wordt niet gelezen." in page
    assert '<span class="nowrap">Regel 3</span>' in page
    for header, written in (("districts", "WK900199"), ("start_date", "31-02-2025")):
        assert f'<td class="wrong full" data-l="{header}"> <span class="given">{written}<' in page
    assert 'value="good"' in page
    assert 'value="all"' not in page
    assert Initiative.objects.get().name == "Bestaand"
    assert not AuditEntry.objects.filter(action=AuditEntry.Action.IMPORT).exists()


@pytest.mark.both_engines
def test_a_file_without_refusals_loads_whole_and_once(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, GOOD)
    assert 'value="good"' not in seen(admin, url)
    page = choose(admin, url, "all")
    assert "1 rij: 1 nieuw, 0 gewijzigd, 0 gelijk, 0 geweigerd." in page
    assert f'href="{reverse("dashboards:initiatives")}"' in page
    assert f"{url}geweigerd.csv" not in page
    assert Initiative.objects.get().name == "Buurttafel"
    assert "1 rij: 1 nieuw" in choose(admin, url, "all")
    entry = AuditEntry.objects.get(action=AuditEntry.Action.IMPORT)
    assert (entry.municipality_code, entry.object_label) == ("GM9001", "lijst.csv")
    assert entry.user is not None
    created = AuditEntry.objects.get(action="create", object_type="initiatives.initiative")
    assert created.user == entry.user
    assert bytes(Upload.objects.get().content) == b""
    assert admin.get(f"{url}geweigerd.csv").status_code == 404
    again = checked(admin, HEAD, GOOD)
    page = seen(admin, again)
    assert "Er is niets te laden" in page
    assert 'value="all"' not in page


@pytest.mark.both_engines
def test_good_rows_load_and_refused_ones_come_back_to_be_mended(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, GOOD, BAD, "a3;=1+1;WK900101;2025-13-01;")
    rows = download(admin, f"{url}geweigerd.csv")
    assert rows[0] == [*HEAD.split(";"), "geweigerd op regel", "reden"]
    assert [row[0] for row in rows[1:]] == ["a2", "a3"]
    assert rows[1][5] == "3"
    assert rows[1][6].startswith("districts: ")
    assert "start_date: " in rows[1][6]
    assert rows[2][1] == "'=1+1"
    page = choose(admin, url, "good")
    assert "3 rijen: 1 nieuw, 0 gewijzigd, 0 gelijk, 2 geweigerd." in page
    assert Initiative.objects.get().reference == "a1"
    assert f"{url}geweigerd.csv" in page
    assert download(admin, f"{url}geweigerd.csv") == rows
    assert b"Buurttafel" not in bytes(Upload.objects.get().content)
    file = mended(
        admin,
        f"{url}geweigerd.csv",
        WK900199="WK900102",
        **{"31_02": "28-02", "2025_13": "2025-12"},
    )
    again = post(admin, file)["Location"]
    page = seen(admin, again)
    assert "2 rijen gelezen, 0 geweigerd" in page
    assert "‘geweigerd op regel’ en ‘reden’ van een eerdere import worden niet gelezen" in page
    choose(admin, again, "all")
    assert set(Initiative.objects.values_list("name", flat=True)) == {
        "Buurttafel",
        "Leeshoek",
        "=1+1",
    }


def test_refused_rows_are_kept_for_a_day_after_the_load(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, GOOD, BAD)
    choose(admin, url, "good")
    Upload.objects.update(loaded_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert "geweigerd.csv" not in seen(admin, url)
    assert "31-02-2025" not in seen(admin, url)
    assert admin.get(f"{url}geweigerd.csv").status_code == 404
    checked(admin, HEAD, GOOD)
    assert not CheckedRow.objects.exists()


@pytest.mark.parametrize("extension", ["xlsx", "ods"])
def test_refused_rows_come_back_in_the_format_of_the_file(
    here: Town, admin: Client, extension: str
) -> None:
    names = HEAD.split(";")
    file = io.BytesIO()
    write_table(file, Format(extension), [Column(name) for name in names], [BAD.split(";")])
    url = as_guessed(admin, post(admin, file.getvalue(), f"lijst.{extension}")["Location"])
    page = seen(admin, url)
    assert f"Geweigerde rijen ({extension.upper()})" in page
    response: Any = admin.get(f"{url}geweigerd.{extension}")
    assert f"lijst-geweigerd.{extension}" in response["Content-Disposition"]
    table = read_table(response.getvalue())
    assert table.headers == (*names, "geweigerd op regel", "reden")
    assert table.records[0].cells[1] == "Leeshoek"
    assert admin.get(f"{url}geweigerd.json").status_code == 404


def test_all_is_refused_when_rows_are_and_nothing_is_written(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, GOOD, BAD)
    page = choose(admin, url, "all")
    assert "Er is niets geladen: er zijn rijen geweigerd." in page
    assert "2 rijen gelezen, 1 geweigerd" in page
    assert not Initiative.objects.exists()
    assert Upload.objects.get().outcome is None


def test_stop_throws_the_file_away(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, GOOD)
    assert "lijst.csv" in seen(admin, reverse(START))
    page = choose(admin, url, "stop")
    assert "lijst.csv" not in page
    assert admin.get(url).status_code == 404
    assert not Initiative.objects.exists()


def test_an_unknown_choice_shows_the_check_again(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, GOOD)
    assert "1 rij gelezen, 0 geweigerd" in choose(admin, url, "anders")
    assert not Initiative.objects.exists()


def test_work_on_a_file_thrown_away_meanwhile_does_nothing(here: Town, admin: Client) -> None:
    checked(admin, HEAD, GOOD)
    upload = Upload.objects.get()
    Upload.objects.all().delete()
    assert not ask(upload, Stage.LOAD, ACTOR)
    run(upload.pk, ACTOR)
    assert not Initiative.objects.exists()


def test_a_row_that_cannot_be_read_comes_back_with_its_reason(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, GOOD, "a9;te kort")
    rows = download(admin, f"{url}geweigerd.csv")
    assert rows[1][:5] == [""] * 5
    assert rows[1][5] == "3"
    assert "2 cellen" in rows[1][6]
    assert "Hele rij:" in seen(admin, url)


def test_a_newer_file_replaces_the_older_of_its_kind_and_old_ones_go(
    here: Town, admin: Client
) -> None:
    checked(admin, HEAD, GOOD)
    checked(admin, GRANT_HEAD, "g1;a1;Gemeente;municipality;;5;;", kind="grants")
    url = checked(admin, HEAD, GOOD, GOOD.replace("a1", "b1"))
    assert Upload.objects.count() == 2
    Upload.objects.update(created_at=timezone.now() - KEPT - timedelta(minutes=1))
    assert admin.get(url).status_code == 404
    assert admin.post(url, {"choice": "all"}).status_code == 404
    checked(browser(town("GM9002", "Elders"), Role.ADMIN), HEAD, GOOD)
    assert Upload.objects.count() == 1


@pytest.mark.both_engines
def test_grants_load_under_a_scheme_and_reden_stays_a_grants_own(here: Town) -> None:
    made = here.initiative()
    client = browser(here, Role.FUNDING_OFFICER)
    head = f"{GRANT_HEAD};regeling"
    url = checked(
        client,
        head,
        f"g1;{made.reference};Gemeente;municipality;requested;500,00;2026-01-05;;Bewonersinitiatieven",
        f"g2;{made.reference};Gemeente;municipality;requested;-1;2026-01-05;Ooit;Bewonersinitiatieven",
        f"g3;{made.reference};Gemeente;municipality;requested;9;2026-01-05;;Sport",
        kind="grants",
        scheme="bewonersinitiatie",
    )
    page = seen(client, url)
    assert "2 rijen gelezen, 1 geweigerd" in page
    assert "1 rijen van andere regelingen niet" in page
    rows = download(client, f"{url}geweigerd.csv")
    assert rows[0][-2:] == ["geweigerd op regel", "reden van weigering"]
    assert rows[1][5] == "'-1"
    page = choose(client, url, "good")
    assert f'href="{reverse("funding:grants")}"' in page
    assert Grant.objects.get().requested_cents == 50_000
    file = mended(client, f"{url}geweigerd.csv", **{"'_1": "25"})
    again = post(client, file, kind="grants")["Location"]
    assert "1 rij gelezen, 0 geweigerd" in seen(client, again)
    choose(client, again, "all")
    assert Grant.objects.get(reference="g2").reason == "Ooit"


def test_a_register_brings_its_initiatives(here: Town) -> None:
    client = browser(here, Role.FUNDING_OFFICER)
    url = checked(
        client,
        "DOSSIERNUMMER;AANVRAGER;REGELINGNAAM;PROJECT_NAAM;TYPE_PERIODICITEIT;BEDRAG_AANGEVRAAGD;"
        "BEDRAG_VERLEEND;BEDRAG_VASTGESTELD;SUBSIDIEJAAR;DATUM_OVERZICHT",
        "D1;De Buren;Bewonersinitiatieven;Straatfeest;Eenmalig;500;400;;2018;2019-01-14",
        kind="grants",
    )
    page = seen(client, url)
    assert "Daarbij komt 1 initiatief dat er nog niet is" in page
    assert "Herkend als subsidieregister" in page
    choose(client, url, "all")
    assert Initiative.objects.get().name == "Straatfeest"


@pytest.mark.parametrize("kind", list(RecordKind))
def test_templates_hold_the_import_columns_and_explain_them(
    here: Town, admin: Client, kind: RecordKind
) -> None:
    names = [column.name for column in COLUMNS[kind]]
    columns = template_columns(kind, here.municipality)
    assert [column.name for column in columns] == names
    assert all(column.meaning for column in columns)
    for extension in ("csv", "xlsx", "ods"):
        url = reverse("administration:import_template", args=[kind.value, extension])
        response = admin.get(url)
        assert f'filename="sjabloon-{kind.value}.{extension}"' in response["Content-Disposition"]
        content = b"".join(response)
        if extension == "csv":
            assert content.decode("utf-8-sig").strip().split(";") == names
        else:
            part = "xl/workbook.xml" if extension == "xlsx" else "content.xml"
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                assert "Toelichting" in archive.read(part).decode()
        assert "geen enkele rij" in error_of(post(admin, content, f"x.{extension}", kind=kind))


@pytest.mark.parametrize("args", [("initiatives", "json"), ("wijken", "csv")])
def test_other_templates_do_not_exist(admin: Client, args: tuple[str, str]) -> None:
    assert admin.get(reverse("administration:import_template", args=args)).status_code == 404


def test_the_meaning_names_the_codes_of_the_municipality(here: Town) -> None:
    told: dict[str, Any] = {
        column.name: column.meaning
        for column in template_columns(RecordKind.INITIATIVES, here.municipality)
    }
    assert "WK900101" in told["districts"]
    assert "eat (Samen eten)" in told["activity_types"]


@pytest.mark.parametrize("rows", [3, 60])
def test_the_check_makes_as_many_queries_for_many_rows(
    here: Town, admin: Client, rows: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    url = checked(admin, HEAD, *(GOOD.replace("a1", f"r{number}") for number in range(rows)))
    with django_assert_max_num_queries(8):
        admin.get(url)
    with django_assert_max_num_queries(8):
        admin.get(reverse(START))


def test_every_problem_can_be_reached_page_by_page(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, *(f"r{number};Naam;WK900199;;" for number in range(130)))
    page = seen(admin, url)
    assert "er zijn geen andere rijen te laden" in page
    assert 'value="good"' not in page
    assert page.count('<td class="wrong full"') == 50
    assert "1 tot en met 50 van 130" in page
    last = seen(admin, f"{url}?soort=refused&page=3")
    assert last.count('<td class="wrong full"') == 30
    assert "Regel 131" in last
    assert len(download(admin, f"{url}geweigerd.csv")) == 131


def test_numbers_and_days_of_a_spreadsheet_come_back_as_they_read(here: Town) -> None:
    client = browser(here, Role.FUNDING_OFFICER)
    columns = [
        Column("reference"),
        Column("initiative"),
        Column("requested", Kind.DECIMAL),
        Column("received_on", Kind.DATE),
    ]
    file = io.BytesIO()
    write_xlsx(file, columns, [("g1", "nergens", Decimal("1234.5"), date(2026, 1, 5))])
    response = post(client, file.getvalue(), "geld.xlsx", kind="grants")
    rows = download(client, f"{response['Location']}geweigerd.csv")
    assert rows[1][:4] == ["g1", "nergens", "1234,5", "2026-01-05"]
