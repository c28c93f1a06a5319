"""Key figures and code lists in their dialects, as a person loads them."""

from decimal import Decimal
from io import StringIO

import pytest
import xlsxwriter
from django.core.management import call_command

from areas.models import District, KeyFigure, Municipality, Neighbourhood
from audit.models import AuditEntry
from tests.areas.conftest import Files

pytestmark = pytest.mark.django_db

STATLINE = (
    '\ufeff"Wijken en buurten";"Regioaanduiding/Gemeentenaam (naam)";"Regioaanduiding/Soort regio (omschrijving)";'
    '"Regioaanduiding/Codering (code)";"Bevolking/Aantal inwoners (aantal)";"Wonen/Uitkering; soort; totaal (aantal)";'
    '"Bevolking/Herkomst/Marokko (aantal)";"Inkomen/Gemiddeld inkomen\u00a0 (x 1 000 euro)"\r\n'
    '"Proefstad";"Proefstad       ";"Gemeente  ";"GM9999    ";"4010";"7";"1";"       ."\r\n'
    '"Wijk 00 Oost";"Proefstad       ";"Wijk      ";"WK999900  ";"3000";"       .";"1";"     2.5"\r\n'
    '"Oost e.o.";"Proefstad       ";"Buurt     ";"BU99990001";"3000";"0";"1";"       ."\r\n'
    '"Wijk 01 West";"Proefstad       ";"Wijk      ";"WK999901  ";"1005";"     0.0";"1";"       ."\r\n'
    '"Bron: CBS"'
)


def value(code: str, indicator: str, year: int = 2019) -> Decimal | None:
    """The figure that is stored."""
    return KeyFigure.objects.get(area_code=code, indicator=indicator, year=year).value


def test_a_statline_export_is_read_as_published(files: Files) -> None:
    told = files.load(files.text("Kerncijfers_2019_22032020.csv", STATLINE))
    assert told.endswith(
        "2 wijken: 2 nieuw, 0 gewijzigd, 0 gelijk; 1 buurten: 1 nieuw, 0 gewijzigd, 0 gelijk; "
        "12 cijfers: 12 nieuw, 0 gewijzigd, 0 gelijk\n"
    )
    assert "Het jaar 2019 komt uit de bestandsnaam" in told
    assert "1 kolommen over herkomst niet ingelezen" in told
    assert Municipality.objects.get().name == "Proefstad"
    assert value("WK999900", "inhabitants") == 3000
    assert value("GM9999", "Gemiddeld inkomen (x 1 000 euro)") is None
    assert value("WK999900", "Gemiddeld inkomen (x 1 000 euro)") == Decimal("2.5")
    assert value("WK999900", "Uitkering; soort; totaal (aantal)") is None
    assert value("WK999901", "Uitkering; soort; totaal (aantal)") == 0
    buurt = Neighbourhood.objects.get()
    assert (buurt.name, buurt.district.name, buurt.district.division_year) == (
        "Oost e.o.",
        "Wijk 00 Oost",
        2019,
    )
    assert KeyFigure.objects.filter(district__code="WK999900").count() == 3


def test_a_second_import_changes_nothing_and_logs_nothing(files: Files) -> None:
    path = files.text("kwb_2019.csv", STATLINE)
    files.load(path)
    before = (
        AuditEntry.objects.count(),
        list(KeyFigure.objects.values_list("id", "version", "updated_at")),
    )
    told = files.load(path)
    assert told.endswith(
        "2 wijken: 0 nieuw, 0 gewijzigd, 2 gelijk; 1 buurten: 0 nieuw, 0 gewijzigd, 1 gelijk; "
        "12 cijfers: 0 nieuw, 0 gewijzigd, 12 gelijk\n"
    )
    assert before == (
        AuditEntry.objects.count(),
        list(KeyFigure.objects.values_list("id", "version", "updated_at")),
    )
    assert set(District.objects.values_list("version", flat=True)) == {1}


def test_a_newer_year_adds_figures_and_a_correction_changes_them(files: Files) -> None:
    files.load(files.text("kwb_2019.csv", STATLINE))
    files.load(files.text("kwb_2020.csv", STATLINE.replace('"3000"', '"3100"')))
    assert (value("WK999900", "inhabitants"), value("WK999900", "inhabitants", 2020)) == (
        3000,
        3100,
    )
    told = files.load(files.text("kwb_2020.csv", STATLINE.replace('"3000"', '"3200"')))
    assert "12 cijfers: 0 nieuw, 2 gewijzigd, 10 gelijk" in told
    assert value("WK999900", "inhabitants", 2020) == 3200
    assert (
        KeyFigure.objects.get(area_code="WK999900", indicator="inhabitants", year=2020).version == 2
    )


def test_one_log_row_tells_what_was_loaded_in_a_municipality(files: Files) -> None:
    files.load(files.text("kwb_2019.csv", STATLINE))
    entry = AuditEntry.objects.get(action=AuditEntry.Action.IMPORT)
    assert (entry.municipality_code, entry.actor_label, entry.object_label) == (
        "GM9999",
        "import_areas",
        "kwb_2019.csv",
    )
    assert entry.changes["wijken"] == [None, "2 nieuw, 0 gewijzigd, 0 gelijk"]
    assert (
        AuditEntry.objects.filter(
            action=AuditEntry.Action.CREATE, object_type="areas.municipality"
        ).count()
        == 1
    )


@pytest.mark.parametrize(
    "header",
    [
        ["gwb_code_10", "gwb_code_8", "regio", "gm_naam", "recs", "gwb_code", "a_inw"],
        [
            "ID",
            "x",
            "Naam",
            "Gemeentenaam_1",
            "SoortRegio_2",
            "WijkenEnBuurten",
            "AantalInwoners_5",
        ],
    ],
)
def test_short_names_and_odata_stems_are_the_same_figures(files: Files, header: list[str]) -> None:
    rows = [
        header,
        ["NL00", "", "Nederland", "Nederland", "Land", "NL00", "17000000"],
        ["GM9999", "9999", "Proefstad", "Proefstad", "Gemeente", "GM9999", "3000"],
        ["WK999900", "999900", "Oost", "Proefstad", "Wijk", "WK999900", "3000"],
    ]
    if header[0] == "ID":
        rows[1:] = [[str(number), "", *row[2:]] for number, row in enumerate(rows[1:])]
    told = files.load(files.table("kwb-2021.csv", rows))
    assert "1 rijen overgeslagen die geen gemeente, wijk of buurt zijn (NL00)" in told
    assert value("WK999900", "inhabitants", 2021) == 3000
    assert District.objects.get().name == "Oost"
    assert Municipality.objects.get().name == "Proefstad"


def test_a_code_list_skips_water_and_says_so(files: Files) -> None:
    path = files.table(
        "codes.csv",
        [
            ["WK_CODE", "WK_NAAM", "GM_CODE", "GM_NAAM", "WATER", "JAAR"],
            ["WK999900", "Oost", "GM9999", "Proefstad", "NEE", 2023],
            ["WK999998", "Waterwijk", "GM9999", "Proefstad", "NEE", 2023],
            ["WK999999", "Groot water", "GM9999", "Proefstad", "JA", 2023],
        ],
    )
    told = files.load(path)
    assert "1 wijk van water overgeslagen (WK999999)." in told
    assert told.endswith(
        "2 wijken: 2 nieuw, 0 gewijzigd, 0 gelijk; 0 cijfers: 0 nieuw, 0 gewijzigd, 0 gelijk\n"
    )
    assert District.objects.get(code="WK999998").division_year == 2023


def test_names_without_a_name_header_are_found_by_what_they_are(files: Files) -> None:
    rows = [
        [
            "District_Type",
            "Municipality_Name",
            "Area_Code",
            "Population_Total",
            "Avg_Household_Size",
        ],
        ["Proefstad", "Proefstad", "GM9999", "4000", "1,8"],
        ["Oost", "Proefstad", "WK999900", "3000.0", "416.0"],
        ["Oost e.o.", "Proefstad", "BU99990000", "3000", ""],
    ]
    told = files.load(files.table("kwb_2020.csv", rows))
    assert "De namen komen uit de kolom 'District_Type'." in told
    assert District.objects.get().name == "Oost"
    assert value("GM9999", "Avg_Household_Size", 2020) == Decimal("1.8")
    assert value("WK999900", "Avg_Household_Size", 2020) == 416
    assert value("BU99990000", "Avg_Household_Size", 2020) is None


def test_a_buurt_belongs_to_the_wijk_in_its_code_not_to_the_parent_column(files: Files) -> None:
    rows = [
        ["buurtcode", "buurtnaam", "wijkcode", "jaar"],
        ["BU99990001", "Oost e.o.", "WK999955", 2022],
    ]
    told = files.load(files.table("buurten.csv", rows))
    assert Neighbourhood.objects.get().district.code == "WK999900"
    assert "1 wijken staan niet zelf in het bestand maar wel hun buurten" in told
    assert District.objects.get().name == "WK999900"


def test_names_of_gemeente_and_wijk_are_filled_in_later(files: Files) -> None:
    files.load(
        files.table("a_2022.csv", [["code", "population"], ["WK999900", 10], ["WK999901", 20]])
    )
    assert (Municipality.objects.get().name, Municipality.objects.get().slug) == (
        "GM9999",
        "gm9999",
    )
    files.load(
        files.table(
            "b_2021.csv", [["WK_CODE", "WK_NAAM", "GM_NAAM"], ["WK999900", "Oost", "Proefstad"]]
        )
    )
    assert (Municipality.objects.get().name, Municipality.objects.get().slug) == (
        "Proefstad",
        "proefstad",
    )
    assert District.objects.get(code="WK999900").name == "Oost"


def test_figures_without_a_year_are_refused_and_a_year_can_be_given(files: Files) -> None:
    path = files.table("cijfers.csv", [["code", "name", "population"], ["WK999900", "Oost", 10]])
    assert "Het jaar van deze cijfers staat niet in het bestand" in files.refused(path)
    assert not Municipality.objects.exists()
    files.load(path, year=2022)
    assert value("WK999900", "inhabitants", 2022) == 10


def test_only_the_gemeente_asked_for_is_loaded(files: Files) -> None:
    rows = [["code", "name", "population"], ["WK999900", "Oost", 10], ["WK888800", "Elders", 20]]
    path = files.table("kwb_2022.csv", rows)
    rows.append(["WK888801", "Fout", "veel"])
    path = files.table("kwb_2022.csv", rows)
    files.load(path, municipality="gm9999")
    assert [district.code for district in District.objects.all()] == ["WK999900"]
    assert "GM7777 komt in dit bestand niet voor" in files.refused(path, municipality="GM7777")
    assert "geen gemeentecode" in files.refused(path, municipality="Proefstad")


def test_a_wrong_row_refuses_the_file_with_its_line_and_reason(files: Files) -> None:
    rows = [
        ["code", "name", "inwoners"],
        ["WK999900", "Oost", "3000"],
        ["WK9999", "Kort", "10"],
        ["", "Leeg", "10"],
        ["WK999901", "West", "veel"],
        ["WK999902", "Noord", "-12"],
        ["WK999900", "Oost", "3000"],
    ]
    path = files.table("kwb_2022.csv", rows)
    told = files.refused(path)
    assert "Er is niets ingelezen." in told
    assert "regel 3: 'WK9999' is geen gebiedscode" in told
    assert "regel 4: de gebiedscode ontbreekt" in told
    assert "regel 5: kolom 'inwoners': 'veel' is geen getal" in told
    assert "regel 6: kolom 'inwoners': -12 inwoners kan niet" in told
    assert "regel 7: WK999900 staat ook op regel 2" in told
    assert not Municipality.objects.exists()
    assert not AuditEntry.objects.exists()
    assert files.load(path, skip_refused=True).endswith("5 geweigerd\n")
    assert value("WK999900", "inhabitants", 2022) == 3000


def test_nested_json_is_read_and_what_has_its_own_year_is_left_out(files: Files) -> None:
    document = """{"code": "GM9999", "name": "Proefstad", "bronnen": {"cijfers": "Kerncijfers wijken en buurten 2024"},
      "wijken": [{"code": "WK999900", "name": "Oost", "demografie": {"inwoners": 3000, "woz": null},
                  "veiligheid": {"per1000": 9, "bron": "elders"}}],
      "buurten": [{"code": "BU99990001", "name": "Oost e.o.", "wijkCode": "WK99990001",
                   "demografie": {"inwoners": 3000}}]}"""
    told = files.load(files.text("derivaat.json", document))
    assert "Het jaar 2024 komt uit de titel in het bestand." in told
    assert "Overgeslagen omdat zij een eigen bron of jaar noemen: veiligheid." in told
    assert value("WK999900", "inhabitants", 2024) == 3000
    assert not KeyFigure.objects.filter(indicator="per1000").exists()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("leeg.csv", b"", "leeg"),
        ("foto.csv", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "afbeelding"),
        ("kapot.json", b'{"type": "FeatureCollection", "features": [', "beschadigd of afgebroken"),
        ("topo.json", b'{"type": "Topology", "objects": {}}', "TopoJSON"),
        ("kaart.gpkg", b"SQLite format 3\x00rest", "GeoPackage"),
        ("diep.json", b"[" * 100_000, "beschadigd of afgebroken|te diep"),
        ("nan.json", b'{"type": "FeatureCollection", "features": [NaN]}', "NaN"),
        ("niets.json", b'[{"a": 1}]', "geen objecten met een gebiedscode"),
        ("anders.csv", b"naam;aantal\nOost;3\n", "Geen kolom met gebiedscodes"),
        ("land.csv", b"code;naam;jaar\nNL00;Nederland;2022\n", "Geen kolom met gebiedscodes"),
    ],
)
def test_what_is_no_file_of_areas_gets_one_clear_sentence(
    files: Files, name: str, content: bytes, reason: str
) -> None:
    path = files.folder / name
    path.write_bytes(content)
    told = files.refused(path)
    assert any(part in told for part in reason.split("|")), told
    assert told.startswith(name)
    assert not Municipality.objects.exists()


def test_a_file_that_is_not_there_is_said(files: Files) -> None:
    assert "bestaat niet" in files.refused(files.folder / "weg.csv")
    assert "is geen bestand" in files.refused(files.folder)


def test_a_spreadsheet_is_read_as_a_csv_is(files: Files) -> None:
    path = files.folder / "kwb-2023.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["gwb_code_10", "regio", "gm_naam", "a_inw", "p_koopw", "a_hh"])
        sheet.write_row(1, 0, ["GM9999", "Proefstad", "Proefstad", 3000, 41.5, "."])
        sheet.write_row(2, 0, ["WK999900", "Oost", "Proefstad", 3000, 41.5, "."])
    files.load(path)
    assert value("WK999900", "inhabitants", 2023) == 3000
    assert value("WK999900", "p_koopw", 2023) == Decimal("41.5")
    assert value("WK999900", "a_hh", 2023) is None


def test_progress_goes_to_the_other_stream(files: Files) -> None:
    out, err = StringIO(), StringIO()
    path = files.table("kwb_2022.csv", [["code", "inwoners"], ["WK999900", 3]])
    call_command("import_areas", str(path), stdout=out, stderr=err, verbosity=1)
    assert "kwb_2022.csv lezen …" in err.getvalue()
    assert "lezen" not in out.getvalue()


def test_windows_1252_is_read(files: Files) -> None:
    rows = "code;naam;inwoners\nWK999900;Café-buurt;3000\n"
    files.load(files.text("kwb_2022.csv", rows, encoding="cp1252"))
    assert District.objects.get().name == "Café-buurt"


def test_characters_that_no_database_keeps_are_shown_by_their_picture(files: Files) -> None:
    document = (
        r'[{"code": "WK999900", "name": "Oo\u0000st \ud800", "jaar": 2022, "a\u0000b": 3,'
        r' "inwoners": "1\u0000"}]'
    )
    told = files.refused(files.text("raar.json", document))
    assert "'1␀' is geen getal" in told
    files.load(files.text("raar.json", document.replace(r'"1\u0000"', "1")))
    assert District.objects.get().name == "Oo␀st \ufffd"
    assert KeyFigure.objects.filter(indicator="a␀b").exists()
