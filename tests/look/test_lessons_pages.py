"""The lessons to read: complete, in both views and languages, each leading on to the wijken."""

from html import unescape
from typing import Protocol

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from model_bakery import baker
from pytest_django import DjangoAssertNumQueries

from accounts.models import Membership, User
from areas.models import Municipality, Norms
from lessons.measuring import how_measured
from lessons.models import Lesson, RoleAction, Strategy

pytestmark = pytest.mark.django_db


class Answer(Protocol):
    """What both kinds of test responses have."""

    content: bytes


def _text(response: Answer) -> str:
    return unescape(response.content.decode())


@pytest.fixture
def municipality() -> Municipality:
    return Municipality.objects.create(code="GM9999", name="Sluiswaarde", slug="sluiswaarde")


@pytest.fixture
def reader(client: Client, municipality: Municipality) -> Client:
    user = User.objects.create_user("lezer@sluiswaarde.test", "een-lang-wachtwoord")
    Membership.objects.create(user=user, municipality=municipality, role="reader")
    client.force_login(user)
    return client


def test_three_strategies_nine_lessons_and_twenty_seven_actions_stand_on_the_page(
    reader: Client,
) -> None:
    html = _text(reader.get(reverse("lessons:index")))
    assert "9 lessen, 27 handelingen" in html
    for strategy in Strategy.objects.all():
        assert strategy.description_nl in html
    for lesson in Lesson.objects.all():
        assert lesson.title_nl in html
        assert lesson.statement_nl in html
        assert f'href="/initiatieven/?les={lesson.code}"' in html
        assert f'href="/dekking/?les={lesson.code}"' in html
    actions = RoleAction.objects.all()
    assert len(actions) == 27
    assert [action.text_nl for action in actions if action.text_nl not in html] == []
    assert "Eigen bewerking van lessen uit Wij in de Wijk." in html


def test_by_role_the_same_actions_stand_under_three_headings(reader: Client) -> None:
    html = _text(reader.get(reverse("lessons:index"), {"weergave": "rol"}))
    assert [
        html.count(f'<section id="{role}"') for role in ("policy", "professional", "resident")
    ] == [1, 1, 1]
    resident = html[html.index('<section id="resident"') :]
    assert "Uitnodigingen, geen taken." in resident
    for action in RoleAction.objects.filter(role="resident"):
        assert action.text_nl in resident
    assert [
        action.text_nl for action in RoleAction.objects.all() if action.text_nl not in html
    ] == []


def test_an_unknown_view_shows_the_strategies(reader: Client) -> None:
    response = reader.get(reverse("lessons:index"), {"weergave": "<script>"})
    assert response.status_code == 200
    assert "<script>" not in response.content.decode().split("<body>")[1]
    assert 'id="bonding"' in _text(response)


@pytest.mark.parametrize(
    "code",
    [f"{name}-{number}" for name in ("bonding", "bridging", "linking") for number in (1, 2, 3)],
)
def test_a_lesson_has_a_page_of_its_own(reader: Client, code: str) -> None:
    lesson = Lesson.objects.get(code=code)
    html = _text(reader.get(reverse("lessons:detail", args=[code])))
    assert f"<h1>{lesson.title_nl}</h1>" in html
    assert lesson.situation_nl in html
    for action in lesson.role_actions.all():
        assert action.text_nl in html
    assert html.count('aria-current="page"') == 2  # the menu and the last crumb


def test_a_lesson_that_does_not_exist_is_not_found(reader: Client) -> None:
    assert reader.get("/lessen/bonding-9/").status_code == 404


def test_nobody_reads_along_without_logging_in(client: Client) -> None:
    response = client.get(reverse("lessons:index"))
    assert response.status_code == 302
    assert response["Location"].startswith("/account/login/")


def test_in_english_the_wording_is_english(reader: Client) -> None:
    html = _text(reader.get(reverse("lessons:index"), {"taal": "en"}))
    lesson = Lesson.objects.get(code="bonding-1")
    assert lesson.title_en in html
    assert lesson.title_nl not in html


def test_an_english_browser_gets_dutch_pages_until_they_are_translated(reader: Client) -> None:
    html = _text(reader.get(reverse("lessons:index"), headers={"accept-language": "en"}))
    assert Lesson.objects.get(code="bonding-1").title_nl in html


def test_the_number_of_queries_is_that_of_the_page(
    reader: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_max_num_queries(9):
        reader.get(reverse("lessons:index"))
    with django_assert_max_num_queries(9):
        reader.get(reverse("lessons:detail", args=["linking-2"]))


def test_thresholds_of_the_municipality_stand_in_the_explanation(
    reader: Client, municipality: Municipality
) -> None:
    baker.make(
        Norms,
        municipality=municipality,
        inhabitants_per_initiative=2500,
        contact_days=60,
        covered_share="3/4",
    )
    html = _text(reader.get(reverse("lessons:index")))
    assert "voor elke 2.500 inwoners" in html
    assert "3.000" not in html
    assert "in de laatste 60 dagen" in html
    assert "Gedekt vanaf 3/4" in html


def test_presence_is_not_counted_a_head_and_a_warning_is_no_score() -> None:
    norms = Norms()
    with translation.override("nl"):
        texts = {lesson.code: how_measured(lesson, norms) for lesson in Lesson.objects.all()}
    assert "3.000 inwoners" in texts["bonding-1"]
    assert "3.000 inwoners" in texts["bridging-3"]
    assert "Gedekt zodra er één is." in texts["bridging-1"]
    assert "Gedekt zodra er één is." in texts["bridging-2"]
    assert "nooit een score" in texts["bonding-3"]
    assert "2/3" not in texts["bonding-3"]
    assert "90 dagen" in texts["linking-1"]
    assert "minstens 12 maanden" in texts["linking-3"]
