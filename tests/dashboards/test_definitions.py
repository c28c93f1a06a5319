"""Every number says what it means and when what it counts last changed."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import Client

from accounts.models import Role
from areas.models import Municipality, Norms
from audit.actor import command_actor
from audit.log import latest_change
from dashboards import rows
from dashboards.analysis.definitions import DEFINITIONS, KINDS, definitions
from dashboards.analysis.own_norms import own_norms
from dashboards.analysis.selecting import MEANS
from initiatives.models import Initiative
from initiatives.writes import confirm_still_true
from lessons.models import Lesson

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
PAGES = {
    "/": {"active", "empty_cells", "ending", "not_ranked", "priority", "cliff", "stale"},
    "/dekking/": {"cells", "unknown_district", "wide", "supply", "mix", "condition"},
    "/kansen/": {"priority", "need", "shortage", "fragility", "not_ranked"},
    "/kansen/WK999905/bonding-1/": {"cells", "supply", "secured"},
    "/financiering/": {"counted", "status", "per_year", "per_district", "per_lesson", "spread"},
    "/financiering/klif/": {"cliff", "yearly", "lost"},
    "/financiering/stroom/": {"flow", "requested", "granted", "paid", "settled"},
    "/financiering/jaren/": {"per_year", "per_head"},
    "/financiering/wat-als/": {"prolonged", "cliff", "yearly", "lost"},
    "/financiering/wat-valt-om/": {"fallen", "secured"},
    "/financiering/per-inwoner/": {"per_head", "per_district"},
    "/financiering/houvast/": {"footing", "counted"},
    "/financiering/afgewezen/": {"refused"},
    "/financiering/beslistermijnen/": {"in_time"},
    "/financiering/plafonds/": {"ceiling", "committed", "left"},
    "/vragen/nog-niets/": {"nothing", "cells"},
    "/vragen/leeg-of-onbekend/": {"openings", "unknown_district"},
    "/vragen/wie-horen-we-niet/": {"heard", "mix", "signal"},
    "/vragen/laatst-geweest/": {"visits"},
    "/vragen/naar-de-raad/": {"readiness", "fresh", "unknown_district"},
    "/initiatieven/": {"initiatives"},
    "/initiatieven/?toon=vers": {"active", "fresh"},
    "/initiatieven/?toon=cel-vers&wijk=WK999905&les=bonding-1": set(KINDS),
    "/financiering/aanvragen/": {"requested", "granted", "settled", "paid"},
    "/financiering/regelingen/": {"ceiling", "committed", "paid", "left"},
    "/financiering/termijnen/": {"clocks"},
    "/stemmen/": {"signal"},
    "/organisaties/": {"initiatives"},
    "/onderhoud/ontbreekt/": {"missing"},
    "/onderhoud/dubbel/": {"alike"},
    "/dekking/kaart/": {"supply"},
    "/dekking/verloop/": {"cells"},
    "/dekking/vergelijken/": {"cells"},
}


def test_every_definition_is_a_sentence_of_its_own() -> None:
    assert len({item.name for item in DEFINITIONS.values()}) == len(DEFINITIONS)
    assert all(item.text.endswith(".") and len(item.text) > 40 for item in definitions())


def test_what_a_template_names_exists() -> None:
    named = {
        code
        for path in TEMPLATES.rglob("*.html")
        for tag in re.findall(r"{% definition (.*?)%}", path.read_text())
        for code in re.findall(r'(?<!=)"(\w+)"', tag)
    }
    assert len(named) > 20
    assert named <= set(DEFINITIONS)
    assert {code for codes in MEANS.values() for code in codes} <= set(DEFINITIONS)


@pytest.mark.django_db
def test_every_kind_of_lesson_has_one() -> None:
    assert set(Lesson.objects.values_list("kind", flat=True)) == set(KINDS)


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_page_defines_its_numbers_in_place(
    visitor: Callable[[Role], Client], address: str
) -> None:
    body = visitor(Role.POLICYMAKER).get(address).content.decode()
    for code in PAGES[address]:
        assert DEFINITIONS[code].text in body, code
    opened, shown = (
        re.findall(r'popovertarget="(def-[^"]+)"', body),
        re.findall(r'id="(def-[^"]+)" popover', body),
    )
    assert set(opened) == set(shown)
    assert [name for name, count in Counter(shown).items() if count > 1] == []


@pytest.mark.django_db
def test_the_moment_is_that_of_the_latest_change_and_not_of_now(
    visitor: Callable[[Role], Client], sluiswaarde: Municipality
) -> None:
    row = Initiative.objects.filter(municipality=sluiswaarde, tags__isnull=False).first()
    assert row is not None
    with time_machine.travel("2026-11-23T13:05:00+00:00", tick=False):
        confirm_still_true(command_actor("test"), row)
    client = visitor(Role.READER)
    with time_machine.travel("2026-11-24T09:00:00+00:00", tick=False):
        for address in ("/", "/dekking/", "/kansen/", "/financiering/", "/initiatieven/"):
            body = client.get(address).content.decode()
            assert "Laatst bijgewerkt 23 november 2026, 14:05" in body, address


@pytest.mark.django_db
def test_another_municipality_and_another_subject_do_not_count(sluiswaarde: Municipality) -> None:
    code = sluiswaarde.code
    assert latest_change("GM0001", ("initiatives",)) is None
    before = latest_change(code, ("funding",))
    row = Initiative.objects.filter(municipality=sluiswaarde, tags__isnull=False).first()
    assert row is not None
    with time_machine.travel("2030-01-01T12:00:00+00:00", tick=False):
        confirm_still_true(command_actor("test"), row)
    assert latest_change(code, ("funding",)) == before
    assert latest_change(code, ("initiatives",)) == datetime(2030, 1, 1, 12, tzinfo=UTC)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", [*PAGES, "/initiatieven/mijn/", "/acties/", "/financiering/geldgevers/"]
)
def test_a_page_says_when_its_records_last_changed(
    visitor: Callable[[Role], Client], address: str
) -> None:
    assert "Laatst bijgewerkt" in visitor(Role.POLICYMAKER).get(address).content.decode()


@pytest.mark.django_db
def test_a_definition_says_which_threshold_the_municipality_set_itself(
    visitor: Callable[[Role], Client], sluiswaarde: Municipality
) -> None:
    client = visitor(Role.READER)
    assert "Deze gemeente koos zelf" not in client.get("/dekking/").content.decode()
    Norms.objects.update_or_create(
        municipality=sluiswaarde, defaults={"fresh_months": 1, "inhabitants_per_initiative": 4500}
    )
    body = client.get("/dekking/").content.decode()
    assert (
        "Deze gemeente koos zelf: één initiatief per 4.500 inwoners (anders 3.000); "
        "kortgeleden is 1 maand (anders 12)." in body
    )


def test_every_threshold_that_a_definition_names_is_one() -> None:
    default = rows.Norms()
    sevens: dict[str, Any] = {item.name: 7 for item in fields(rows.Norms) if item.type == "int"}
    other = replace(
        default,
        **sevens,
        min_fresh_share=Fraction(1, 5),
        covered_share=Fraction(4, 5),
        thin_share=Fraction(1, 4),
    )
    for item in DEFINITIONS.values():
        assert own_norms(item.norms, default) == ""
        assert bool(own_norms(item.norms, other)) == bool(item.norms), item.code
