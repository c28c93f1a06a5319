"""Signals about voices, on their page."""

import pytest
from django.urls import reverse

from accounts.models import Role
from initiatives.models import VoiceSignal
from tests.initiatives.building import as_, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def test_voices_are_added_and_answered() -> None:
    here = town()
    client = as_(here.member(Role.POLICYMAKER))
    url = reverse("initiatives:voices")
    data = {
        "district": "WK900101",
        "date": "20-11-2026",
        "outcome": "missing",
        "missing_groups": ["youth"],
    }
    assert client.post(url, data).status_code == 302
    signal = VoiceSignal.objects.get()
    assert "1 signaal wacht op antwoord" in client.get(url).content.decode()
    answer = {"version": "1", "response": "Jongeren zijn gevraagd.", "responded_on": "22-11-2026"}
    answering = reverse("initiatives:answer", args=[signal.pk])
    assert client.post(answering, answer).status_code == 302
    assert "Geen signaal wacht op antwoord" in client.get(url).content.decode()
    again = client.post(answering, answer | {"response": "Iets anders."})
    assert again.status_code == 409
    assert "Iets anders." in again.content.decode()


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"missing_groups": []}, "Kies welke groepen je niet hoort"),
        ({"outcome": "none"}, "Kies hier niets"),
        ({"outcome": ""}, "Kies wat je vond"),
        ({"district": "WK900201"}, "geldige keuze"),
        ({"date": "2026-12-01"}, "toekomst"),
        ({"missing_groups": ["everyone"]}, "everyone"),
    ],
)
def test_a_wrong_signal_is_explained(changed: dict[str, object], message: str) -> None:
    here = town()
    town("GM9002", "Elders")
    data = {
        "district": "WK900101",
        "date": "20-11-2026",
        "outcome": "missing",
        "missing_groups": ["youth"],
    }
    response = as_(here.member(Role.ADMIN)).post(reverse("initiatives:voices"), data | changed)
    assert message in response.content.decode()
    assert not VoiceSignal.objects.exists()


def test_a_professional_reads_signals_but_adds_none() -> None:
    here = town()
    client = as_(here.member(Role.PROFESSIONAL))
    url = reverse("initiatives:voices")
    assert "Signaal vastleggen" not in client.get(url).content.decode()
    assert client.post(url, {"district": "WK900101"}).status_code == 403
