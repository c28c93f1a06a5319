"""The pages of the administrator: figures and their template, loading a file, norms and indicators."""

import csv
import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import Role
from areas.models import District, KeyFigure, Municipality, NeedIndicator, Norms
from areas.writes import DEFAULT_NEED_INDICATORS
from audit.models import AuditEntry
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db

PAGES = ("start", "areas", "template", "norms", "indicator_add")


@pytest.fixture
def here() -> Town:
    """A municipality with two wijken and the default indicators."""
    made = town()
    for indicator, label, low, high in DEFAULT_NEED_INDICATORS:
        NeedIndicator.objects.create(
            municipality=made.municipality, indicator=indicator, label=label, low=low, high=high
        )
    return made


@pytest.fixture
def admin(here: Town) -> Client:
    """The administrator's browser."""
    return browser(here, Role.ADMIN)


def browser(place: Town, role: Role) -> Client:
    """Somebody with this role, logged in."""
    client = Client()
    client.force_login(place.member(role).user)
    return client


def figure(place: Town, number: int, indicator: str, value: Any, year: int = 2022) -> KeyFigure:
    """A key figure of one of the wijken."""
    district = place.districts[number]
    return KeyFigure.objects.create(
        municipality=place.municipality,
        district=district,
        area_code=district.code,
        indicator=indicator,
        year=year,
        value=value,
    )


def upload(client: Client, name: str, text: str, **fields: Any) -> str:
    """Post a file; the page that comes back."""
    file = SimpleUploadedFile(name, text.encode())
    response = client.post(reverse("administration:areas"), {"file": file, **fields})
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_the_administrator_opens_these_pages(here: Town, role: Role) -> None:
    client = browser(here, role)
    indicator = NeedIndicator.objects.all()[0]
    urls = [reverse(f"administration:{name}") for name in PAGES]
    urls.append(reverse("administration:indicator", args=[indicator.pk]))
    assert {client.get(url).status_code for url in urls} == {403}
    assert (
        client.post(reverse("administration:indicator_remove", args=[indicator.pk])).status_code
        == 403
    )
    assert AuditEntry.objects.filter(action=AuditEntry.Action.REFUSED).count() == len(urls) + 1


def test_who_is_not_logged_in_is_sent_to_the_login_page() -> None:
    for name in PAGES:
        response = Client().get(reverse(f"administration:{name}"))
        assert response.status_code == 302
        assert reverse("account_login") in response["Location"]


def test_the_page_says_that_there_are_no_need_indicators(here: Town, admin: Client) -> None:
    figure(here, 0, "inhabitants", 3000)
    page = admin.get(reverse("administration:areas")).content.decode()
    assert "Geen nood-indicatoren geladen: alle wijken zijn ‘eerst nagaan’." in page
    assert reverse("administration:template") in page
    assert "Sluiswaarde heeft 2 wijken, 0 met nood-indicatoren" in page
    assert "3.000" in page
    assert ">2022<" in page
    figure(here, 0, "ses_woa", "-0.245")
    page = admin.get(reverse("administration:areas")).content.decode()
    assert "Geen nood-indicatoren geladen" not in page
    assert "-0,245" in page


def test_the_number_of_queries_does_not_grow_with_the_wijken(
    here: Town, admin: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        District.objects.create(
            municipality=here.municipality, code=f"WK9001{number + 50}", name=f"W{number}"
        )
    with django_assert_max_num_queries(6):
        admin.get(reverse("administration:areas"))


def test_the_template_names_every_wijk_and_indicator_and_loads_without_harm(
    here: Town, admin: Client
) -> None:
    figure(here, 0, "ses_woa", "-0.245", year=2021)
    response = admin.get(reverse("administration:template"))
    assert response["Content-Disposition"] == 'attachment; filename="cijfers-gm9001.csv"'
    text = b"".join(response).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == ["code", "year", "indicator", "value", "name"]
    assert len(rows) == 1 + 2 * 3
    assert rows[1] == ["WK900101", "2021", "ses_woa", "-0,245", "Zonneveld van Sluiswaarde"]
    assert rows[2][:4] == ["WK900101", str(timezone.localdate().year), "lonely_pct", ""]
    page = upload(admin, "cijfers-gm9001.csv", text)
    assert "6 cijfers: 5 nieuw, 0 gewijzigd, 1 gelijk" in page
    assert list(
        KeyFigure.objects.filter(value__isnull=False).values_list("indicator", flat=True)
    ) == ["ses_woa"]


def test_a_file_is_loaded_for_this_municipality_only(here: Town, admin: Client) -> None:
    town("GM9002", "Elders")
    text = "code;naam;inwoners\nWK900101;Zonneveld;3000\nWK900201;Elders;4000\nWK777701;Ver;1\n"
    page = upload(admin, "kwb_2022.csv", text)
    assert "1 wijken: 0 nieuw, 1 gewijzigd, 0 gelijk" in page
    assert list(KeyFigure.objects.values_list("area_code", flat=True)) == ["WK900101"]
    assert Municipality.objects.count() == 2
    entry = AuditEntry.objects.get(action=AuditEntry.Action.IMPORT)
    assert (entry.municipality_code, entry.object_label) == ("GM9001", "kwb_2022.csv")
    assert entry.user is not None
    assert "komt in dit bestand niet voor" in upload(
        admin, "b_2022.csv", "code;inwoners\nWK900201;5\n"
    )


def test_a_wrong_file_says_what_is_wrong_and_keeps_nothing(here: Town, admin: Client) -> None:
    text = "code;year;indicator;value\nWK900101;2022;ses_woa;veel\nWK900177;2022;ses_woa;0,1\n"
    page = upload(admin, "<b>cijfers</b>.csv", text)
    assert "regel 2: kolom &#x27;value&#x27;: &#x27;veel&#x27; is geen getal" in page
    assert "regel 3: wijk WK900177 is niet bekend in GM9001" in page
    assert "<b>" not in page
    assert not KeyFigure.objects.exists()
    assert "Overgeslagen rijen" in upload(
        admin, "c.csv", text + "WK900102;2022;ses_woa;0,1\n", skip_refused="on"
    )
    assert KeyFigure.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "text"), [("leeg.csv", " "), ("foto.csv", "\x89PNG\x00"), ("x.json", "{")]
)
def test_what_is_no_table_gets_a_sentence(admin: Client, name: str, text: str) -> None:
    assert "Er klopt nog iets niet" in upload(admin, name, text)


def norms_typed(version: int, **changed: Any) -> dict[str, Any]:
    """The norms form as a browser sends it."""
    defaults = Norms()
    names = [
        field.name
        for field in Norms._meta.concrete_fields
        if field.editable and field.name != "municipality"
    ]
    return (
        {name: getattr(defaults, name) for name in names if name != "id"}
        | {"version": version}
        | changed
    )


def test_norms_are_kept_and_logged(here: Town, admin: Client) -> None:
    url = reverse("administration:norms")
    assert 'value="3000"' in admin.get(url).content.decode().replace(".", "")
    assert admin.post(url, norms_typed(1, inhabitants_per_initiative=2500)).status_code == 302
    norms = Norms.objects.get(municipality=here.municipality)
    assert (norms.inhabitants_per_initiative, norms.version) == (2500, 1)
    assert admin.post(url, norms_typed(1, inhabitants_per_initiative=2000)).status_code == 302
    entry = AuditEntry.objects.filter(object_type="areas.norms").order_by("id").last()
    assert entry is not None
    assert entry.changes == {"inhabitants_per_initiative": [2500, 2000]}


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"need_weight": 50}, "De drie gewichten zijn samen 100."),
        ({"covered_share": "2"}, "Een deel ligt tussen 0 en 1."),
        ({"thin_share": "3/4"}, "Dun begint niet hoger dan gedekt."),
        ({"inhabitants_per_initiative": 0}, "minstens 1"),
        ({"fresh_months": ""}, "verplicht"),
    ],
)
def test_norms_that_cannot_be_are_refused_with_a_sentence(
    here: Town, admin: Client, changed: dict[str, Any], message: str
) -> None:
    Norms.objects.create(municipality=here.municipality)
    response = admin.post(reverse("administration:norms"), norms_typed(1, **changed))
    assert response.status_code == 200
    assert message in response.content.decode()
    assert Norms.objects.get().version == 1


def test_the_second_of_two_sees_what_the_first_saved(here: Town, admin: Client) -> None:
    Norms.objects.create(municipality=here.municipality)
    url = reverse("administration:norms")
    admin.post(url, norms_typed(1, inhabitants_per_initiative=2500))
    response = admin.post(url, norms_typed(1, inhabitants_per_initiative=2000))
    page = response.content.decode()
    assert response.status_code == 409
    assert "Iemand anders was je net voor" in page
    assert "2500" in page
    assert "2000" in page
    assert Norms.objects.get().inhabitants_per_initiative == 2500


def test_an_indicator_is_added_changed_and_removed(here: Town, admin: Client) -> None:
    typed = {
        "indicator": "schulden_pct",
        "label": "Schulden (%)",
        "low": "5",
        "high": "12,5",
        "version": 1,
    }
    assert admin.post(reverse("administration:indicator_add"), typed).status_code == 302
    made = NeedIndicator.objects.get(indicator="schulden_pct")
    url = reverse("administration:indicator", args=[made.pk])
    assert 'value="12,5"' in admin.get(url).content.decode()
    assert admin.post(url, typed | {"high": "15"}).status_code == 302
    made.refresh_from_db()
    assert (made.high, made.version) == (15, 2)
    assert admin.post(url, typed | {"high": "20"}).status_code == 409
    assert (
        "De twee grenzen verschillen."
        in admin.post(url, typed | {"high": "5", "version": 2}).content.decode()
    )
    assert admin.post(reverse("administration:indicator_remove", args=[made.pk])).status_code == 302
    assert not NeedIndicator.objects.filter(indicator="schulden_pct").exists()
    actions = (
        AuditEntry.objects.filter(object_type="areas.needindicator")
        .order_by("id")
        .values_list("action", flat=True)
    )
    assert list(actions) == ["create", "update", "delete"]


def test_an_indicator_that_is_there_already_is_refused(here: Town, admin: Client) -> None:
    typed = {"indicator": "ses_woa", "label": "Nog eens", "low": "0", "high": "1", "version": 1}
    page = admin.post(reverse("administration:indicator_add"), typed).content.decode()
    assert "Deze indicator staat er al." in page


def test_another_municipalitys_indicator_does_not_exist_here(here: Town, admin: Client) -> None:
    other = town("GM9002", "Elders")
    theirs = NeedIndicator.objects.create(
        municipality=other.municipality, indicator="geheim", label="Geheim", low=0, high=1
    )
    assert admin.get(reverse("administration:indicator", args=[theirs.pk])).status_code == 404
    assert (
        admin.post(reverse("administration:indicator_remove", args=[theirs.pk])).status_code == 404
    )
    assert "Geheim" not in admin.get(reverse("administration:norms")).content.decode()
