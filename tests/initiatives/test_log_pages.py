"""Logging an initiative, and its one-tap questions."""

import re
from datetime import date

import pytest
from django.urls import reverse

from accounts.models import Role
from audit.models import AuditEntry
from initiatives.models import Initiative, Observation, PartnerTie
from tests.initiatives.building import TODAY, Town, as_, errors, lessons, page, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


LOG = {
    "name": "Buurttafel",
    "place": "WK900101",
    "activity_types": ["eat"],
    "phase": "running",
    "since": "03-2025",
    "lessons": ["bonding-1", "bridging-3"],
    "observation": "Twaalf buren aten samen.",
}


def test_logging_takes_six_answers_and_asks_on(here: Town) -> None:
    member = here.member(Role.PROFESSIONAL)
    client = as_(member)
    response = client.post(reverse("initiatives:log"), LOG)
    made = Initiative.objects.get()
    assert response.status_code == 302
    assert response["Location"] == reverse("initiatives:questions", args=[made.pk])
    assert (made.organisation, made.start_date) == (here.organisation, date(2025, 3, 1))
    assert list(made.districts.all()) == [here.districts[0]]
    assert Observation.objects.filter(by=member.user, date=TODAY).count() == 2
    entry = AuditEntry.objects.get(action="create")
    assert (entry.user, entry.origin) == (member.user, "127.0.0.1")
    asked = page(client, "questions", made.pk)
    assert "Nog 3 korte vragen" in asked
    assert "Telt nog niet mee: het is niet bekend of de deelnemers zelf" in asked


def test_an_idea_has_no_start(here: Town) -> None:
    data = LOG | {"phase": "idea", "since": "", "lessons": ["bridging-1"], "place": "*"}
    response = as_(here.member(Role.POLICYMAKER)).post(reverse("initiatives:log"), data)
    made = Initiative.objects.get()
    assert response["Location"] == reverse("dashboards:effect", args=[made.pk])
    assert (made.start_date, made.municipality_wide, made.organisation) == (None, True, None)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "Geef het een naam"),
        ("place", "", "Kies een wijk"),
        ("place", "WK900201", "Selecteer een geldige keuze"),
        ("activity_types", [], "minstens één activiteit"),
        ("phase", "", "Kies of het al loopt"),
        ("since", "", "Vul in sinds wanneer"),
        ("since", "01-2027", "in de toekomst"),
        ("since", "gisteren", "Schrijf het als"),
        ("since", "13-2025", "Schrijf het als"),
        ("since", "0000", "Schrijf het als"),
        ("lessons", [], "minstens één situatie"),
        ("lessons", ["bonding-1", "bonding-2", "bridging-1", "bridging-2"], "hooguit drie"),
        ("lessons", ["bestaat-niet"], "bestaat-niet"),
        ("observation", "", "Schrijf één zin op"),
        ("observation", "x" * 501, "500"),
    ],
)
def test_a_missing_answer_is_told_at_its_field_and_the_rest_is_kept(
    here: Town, field: str, value: object, message: str
) -> None:
    town("GM9002", "Elders")
    response = as_(here.member(Role.PROFESSIONAL)).post(
        reverse("initiatives:log"), LOG | {field: value}
    )
    body = response.content.decode()
    assert response.status_code == 200
    assert message in errors(body)
    assert f'href="#id_{field}"' in body
    if field != "observation":
        assert "Twaalf buren aten samen." in body
    assert not Initiative.objects.exists()
    assert not AuditEntry.objects.exists()


def test_a_likely_duplicate_is_shown_first_and_can_be_waved_through(here: Town) -> None:
    there = here.initiative("Stichting Buurttafel")
    town("GM9002", "Elders").initiative("Buurttafel")
    client = as_(here.member(Role.PROFESSIONAL))
    body = client.post(reverse("initiatives:log"), LOG).content.decode()
    assert reverse("initiatives:detail", args=[there.pk]) in body
    assert body.count("Dit lijkt op wat er al staat") == 1
    assert "Toch vastleggen" in body
    assert Initiative.objects.filter(municipality=here.municipality).count() == 1
    seen = re.search(r'name="seen" value="([^"]+)"', body)
    assert seen is not None
    other = client.post(reverse("initiatives:log"), LOG | {"seen": seen[1], "name": "Burttafel"})
    assert "Dit lijkt op wat er al staat" in other.content.decode()
    client.post(reverse("initiatives:log"), LOG | {"seen": seen[1]})
    assert Initiative.objects.filter(municipality=here.municipality).count() == 2


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Bel Jan op 06-12345678.", "telefoonnummer"),
        ("Mail naar jan@voorbeeld.nl", "e-mailadres"),
        ("Zijn nummer is 111222333.", "burgerservicenummer"),
    ],
)
def test_personal_data_is_pointed_at_but_not_blocked(here: Town, text: str, kind: str) -> None:
    client = as_(here.member(Role.PROFESSIONAL))
    body = client.post(reverse("initiatives:log"), LOG | {"observation": text}).content.decode()
    assert f"Hier lijkt een {kind} in te staan." in body
    assert not Initiative.objects.exists()
    seen = re.search(r'name="seen" value="([^"]+)"', body)
    assert seen is not None
    client.post(reverse("initiatives:log"), LOG | {"observation": text, "seen": seen[1]})
    assert Initiative.objects.count() == 1


def test_each_tap_saves_an_answer(here: Town) -> None:
    made = here.initiative(lessons=lessons("bonding-1", "bridging-3", "linking-1"))
    client = as_(here.member(Role.PROFESSIONAL))
    url = reverse("initiatives:questions", args=[made.pk])
    for field, value in [
        ("own_circle", "participants"),
        ("place_kinds", "outdoor"),
        ("place_kinds", "home"),
        ("place_kinds", "home"),
        ("simultaneous_activities", "yes"),
        ("tie_municipality", "involved"),
        ("tie_welfare", "informed"),
        ("tie_housing", "involved"),
        ("tie_housing", "informed"),
    ]:
        response = client.post(url, {"field": field, "value": value})
        assert response["Location"] == f"{url}#vraag-{field}"
    stored = Initiative.objects.get()
    assert (stored.own_circle, stored.simultaneous_activities) == ("participants", True)
    assert [place.code for place in stored.place_kinds.all()] == ["outdoor"]
    ties = {tie.partner_kind.code: tie.involved for tie in PartnerTie.objects.all()}
    assert ties == {"municipality": True, "welfare": False, "housing": False}
    body = page(client, "questions", made.pk)
    assert "Alles is beantwoord" in body
    assert "elt nog niet mee" not in body


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("own_circle", "geheim"),
        ("needs_money", "yes"),
        ("version", "9"),
        ("", ""),
        ("tie_school", "involved"),
    ],
)
def test_a_strange_answer_saves_nothing(here: Town, field: str, value: str) -> None:
    made = here.initiative()
    client = as_(here.member(Role.PROFESSIONAL))
    response = client.post(
        reverse("initiatives:questions", args=[made.pk]),
        {"field": field, "value": value},
        follow=True,
    )
    assert "Dat antwoord kennen we niet" in response.content.decode()
    assert Initiative.objects.get().version == 1


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"name": "x" * 10_000}, "200"),
        ({"name": "a\0b"}, "Null-tekens"),
        ({"since": "31-02-2026"}, "Schrijf het als"),
        ({"since": "9" * 5_000}, "Schrijf het als"),
        ({"place": "' OR 1=1 --"}, "Selecteer een geldige keuze"),
        ({"activity_types": ["eat", "niets"]}, "niets"),
        ({"phase": "ooit"}, "Selecteer een geldige keuze"),
    ],
)
def test_wrong_input_is_told_at_its_field(
    here: Town, given: dict[str, object], message: str
) -> None:
    response = as_(here.member(Role.PROFESSIONAL)).post(reverse("initiatives:log"), LOG | given)
    assert response.status_code == 200
    assert message in errors(response.content.decode())
    assert not Initiative.objects.exists()


@pytest.mark.parametrize(
    "name", ["🍲 Soep 🍲", "مائدة الحي", "\u202etfel", "<script>x</script>", "=1+1"]
)
def test_a_strange_name_is_kept_and_shown_as_it_is(here: Town, name: str) -> None:
    client = as_(here.member(Role.PROFESSIONAL))
    client.post(reverse("initiatives:log"), LOG | {"name": name})
    made = Initiative.objects.get()
    assert made.name == name
    assert "<script>x" not in page(client, "detail", made.pk)
    again = client.post(reverse("initiatives:log"), LOG | {"name": name}).content.decode()
    assert "Dit lijkt op wat er al staat" in again
