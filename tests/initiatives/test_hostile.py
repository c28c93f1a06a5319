"""Hostile input to the pages of records: a message or a page, never a crash, nothing executed."""

import pytest
from django.urls import reverse

from accounts.models import Role
from areas.models import TargetGroup
from audit.models import AuditEntry
from initiatives.models import Initiative, VoiceSignal
from initiatives.writes import VoiceInput, add_voice_signal
from tests.initiatives.building import ACTOR, TODAY, Town, as_, page

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]

NASTY = [
    "\0",
    "a\0b",
    "\U0001f600" * 300,
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "9" * 40,
    "-1",
    "{{ 7*7 }}",
    "=cmd()",
    "\u202e\u0000x",
    "%00",
    "x" * 20_000,
]
FIELDS = {
    "log": "name place activity_types phase since lessons observation organisation seen",
    "edit": "version name summary story activity_types target_groups districts organisation own_circle"
    " needs_money start_date end_date frequency lessons place_kinds seen",
    "observe": "date lessons text",
    "contact": "partner_kind date who how note",
    "ties": "version welfare",
    "stop": "end_date",
    "questions": "field value",
    "voices": "district date outcome missing_groups deciding_groups note",
    "answer": "version response responded_on",
}


@pytest.mark.parametrize("name", list(FIELDS))
def test_nasty_text_in_every_field_gets_an_answer(here: Town, name: str) -> None:
    made = here.initiative()
    missing = tuple(TargetGroup.objects.filter(code="youth"))
    given = VoiceInput(here.districts[0], TODAY, missing_groups=missing)
    signal = add_voice_signal(ACTOR, here.municipality, given, today=TODAY)
    client = as_(here.member(Role.POLICYMAKER))
    args = {"log": [], "voices": [], "answer": [signal.pk]}.get(name, [made.pk])
    url = reverse(f"initiatives:{name}", args=args)
    fields = FIELDS[name].split()
    posts = [dict.fromkeys(fields, nasty) for nasty in NASTY]
    posts += [{field: "a\0b"} for field in fields]
    for data in posts:
        response = client.post(url, data)
        assert response.status_code in {200, 302, 409}, (name, data)
        assert "<script>alert" not in response.content.decode()
    assert Initiative.objects.get().version == 1
    assert VoiceSignal.objects.get().version == 1
    assert AuditEntry.objects.exclude(action="create").count() == 0


@pytest.mark.parametrize("query", ["page=x", "page=-1", "page=99999999999999999999", "page=%00"])
def test_a_strange_page_number_shows_a_page(here: Town, query: str) -> None:
    made = here.initiative()
    client = as_(here.member(Role.POLICYMAKER))
    for url in (reverse("initiatives:history", args=[made.pk]), reverse("initiatives:voices")):
        assert client.get(f"{url}?{query}").status_code == 200


@pytest.mark.parametrize("code", ["%00", "WK9001%00", "WK900201", "'", "x" * 5_000])
def test_a_strange_wijk_shows_all_signals(here: Town, code: str) -> None:
    given = VoiceInput(here.districts[0], TODAY, checked_none=True)
    add_voice_signal(ACTOR, here.municipality, given, today=TODAY)
    client = as_(here.member(Role.POLICYMAKER))
    response = client.get(f"{reverse('initiatives:voices')}?wijk={code}")
    assert response.status_code == 200
    assert "Nagegaan: geen stemmen gemist" in response.content.decode()


def test_hostile_text_is_shown_as_text(here: Town) -> None:
    made = here.initiative("<script>alert(1)</script>", story="<img src=x onerror=alert(1)>\nTwee")
    client = as_(here.member(Role.POLICYMAKER))
    for name in ("detail", "edit", "history", "questions", "observe", "stop", "ties", "contact"):
        body = page(client, name, made.pk)
        assert "<script>alert" not in body
        assert "<img src=x" not in body


@pytest.mark.parametrize("name", ["\u202e\u200b", "\u2066\u2069", "\u200d", "\u00a0"])
def test_a_name_of_which_nothing_is_seen_is_no_name(here: Town, name: str) -> None:
    client = as_(here.member(Role.POLICYMAKER))
    body = client.post(reverse("initiatives:log"), {"name": name}).content.decode()
    assert "Geef het een naam" in body
    made = here.initiative()
    given = {"name": name, "version": made.version}
    client.post(reverse("initiatives:edit", args=[made.pk]), given)
    assert Initiative.objects.get().name == "Buurttafel"


def test_a_browser_cuts_nothing_that_is_pasted(here: Town) -> None:
    made = here.initiative()
    client = as_(here.member(Role.POLICYMAKER))
    for name, args in (("log", []), ("edit", [made.pk]), ("observe", [made.pk]), ("voices", [])):
        assert "maxlength" not in page(client, name, *args), name
