"""Whoever is asked to log in comes back to a page, not to the address of a button."""

import pytest
from django.test import Client

BUTTON = "/initiatieven/1/klopt-nog/"


@pytest.mark.parametrize(
    ("referer", "back"),
    [
        ("http://testserver/initiatieven/?wijk=WK1", "/initiatieven/%3Fwijk%3DWK1"),
        ("http://elders.example/initiatieven/", "/"),
        ("http://testserver//elders.example/", "/"),
        ("http://[", "/"),
        ("", "/"),
    ],
)
def test_a_button_comes_back_to_the_page_it_stood_on(referer: str, back: str) -> None:
    answer = Client().post(BUTTON, headers={"referer": referer})
    assert answer.status_code == 302
    assert answer["Location"] == f"/account/login/?next={back}"


def test_a_page_comes_back_to_itself() -> None:
    answer = Client().get("/initiatieven/?wijk=WK1", headers={"referer": "http://testserver/"})
    assert answer["Location"] == "/account/login/?next=/initiatieven/%3Fwijk%3DWK1"
