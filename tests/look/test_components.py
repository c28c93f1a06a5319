"""The components as other pages use them: what they escape, say, link and keep."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from tests.look.sheet import HOSTILE, LESSONS, SIGNALS, STATES, FilterForm, SheetForm, context

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
WORDS = {
    "covered": "Gedekt",
    "thin": "Dun",
    "ending": "Eindigt",
    "stale": "Verouderd",
    "empty": "Leeg",
    "unknown": "Niet te zeggen",
    "open_signal": "Open signaal",
    "answered": "Beantwoord",
    "no_signal": "Geen signaal",
    "not_checked": "Niet nagegaan",
}


@pytest.fixture(autouse=True)
def dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def _sheet(query: str = "") -> str:
    """The component sheet as HTML, without a browser or a database."""
    request = RequestFactory().get(f"/componenten/{query}")
    template = engines["django"].from_string(
        (Path(__file__).with_name("sheet.html")).read_text("utf-8")
    )
    return str(template.render({**context(request), "membership": None}, request))


def _table(query: str) -> str:
    html = _sheet(query)
    return html[html.index('<table class="table cardify stick"') : html.index('class="pages"')]


def _component(name: str, **values: Any) -> str:
    return " ".join(render_to_string(f"components/{name}.html", values).split())


def test_every_component_says_what_it_wants() -> None:
    for path in (ROOT / "templates" / "components").glob("*.html"):
        assert path.read_text("utf-8").startswith("{% comment %}\n"), path.name


@pytest.mark.parametrize(
    "path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT / "templates"))
)
def test_no_template_carries_style_or_script_of_its_own(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    known = set(
        re.findall(r'<symbol id="([^"]+)"', (ROOT / "static" / "icons.svg").read_text("utf-8"))
    )
    text = "\n".join(path.read_text("utf-8") for path in TEMPLATES)
    named = set(re.findall(r'components/icon\.html" with name="([mu]-[a-z]+)"', text))
    assert named
    assert named <= known
    assert {f"s-{state}" for state in STATES + SIGNALS} <= known
    assert {f"m-{strategy}" for strategy, _ in LESSONS} <= known


@pytest.mark.parametrize("state", STATES + SIGNALS)
def test_a_state_is_fill_shape_and_word(state: str) -> None:
    html = _component("state", state=state)
    assert f'class="st st-{state}"' in html
    assert f"#s-{state}" in html
    assert WORDS[state] in html


def test_a_tile_names_its_place_number_and_row() -> None:
    html = _component(
        "tile",
        state="thin",
        numbers="1 / 3,2",
        href="?wijk=x",
        context="Zonneveld",
        expanded=True,
        controls="uitleg",
    )
    assert '<span class="sr">Zonneveld:</span> Dun' in html
    assert '<span class="meta">1 / 3,2</span>' in html
    assert 'aria-expanded="true" aria-controls="uitleg"' in html
    assert html.endswith("</a>")
    assert "<a" not in _component("tile", state="unknown")


def test_a_bar_has_points_not_commas() -> None:
    html = _component("bars", value=33.75, max=1040)
    assert 'viewBox="0 0 1040 10"' in html
    assert 'class="hot" width="33.75"' in html


def test_a_strip_says_every_word() -> None:
    cells = [{"state": "empty", "lesson": title, "label": "Leeg"} for _, title in LESSONS]
    html = _component("strip", cells=cells)
    label = re.search(r'aria-label="([^"]*)"', html)
    assert label is not None
    assert label[1].count(": leeg") == 9
    assert label[1].startswith("Eigen plek, eigen keuze: leeg, De wijk")


def test_a_field_ties_hint_and_error_to_its_input() -> None:
    html = _component("field", field=SheetForm({"name": ""})["name"])
    assert '<label for="id_name">' in html
    assert 'id="id_name_helptext"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_group_of_boxes_is_a_fieldset_that_the_summary_can_reach() -> None:
    form = SheetForm({"groups": []})
    field = _component("field", field=form["groups"])
    assert '<fieldset class="field bad" id="id_groups" tabindex="-1"' in field
    assert "<legend>" in field
    assert field.count('class="chip"') == 4
    summary = _component("form_errors", form=form)
    assert '<a class="tap" href="#id_groups">Voor wie is het?</a>' in summary
    assert 'tabindex="-1" autofocus' in summary
    assert _component("form_errors", form=SheetForm()) == ""


def test_cards_stand_under_one_heading_a_group() -> None:
    html = _component("field", field=SheetForm()["lessons"], cards=True, max=3)
    assert html.count('class="choice"') == 9
    assert html.count('<p class="strat ') == 3
    assert 'data-max="3"' in html
    assert '<span class="meta">Geld geeft houvast</span>' in html


def test_a_table_sorts_keeps_the_query_and_names_its_rows() -> None:
    html = _table("?les=bonding-1&sort=-granted&page=2")
    assert '<caption class="sr">Initiatieven</caption>' in html
    assert html.count('aria-sort="descending"') == 1
    assert html.count("aria-sort") == 1
    link = re.search(r'href="([^"]*sort=name[^"]*)"', html)
    assert link is not None
    assert "les=bonding-1" in link[1]
    assert "page" not in link[1]
    assert html.count('<th scope="row"') == 5
    assert html.count('scope="col"') == 4
    assert 'data-l="Verleend"' in html


def test_pages_say_where_one_is_and_keep_the_query() -> None:
    html = _sheet("?les=bonding-1&page=2")
    pages = html[html.index('class="pages"') :]
    assert "6 tot en met 10 van 30" in pages
    assert re.search(r'href="\?les=bonding-1&amp;page=3" rel="next"', pages)
    assert re.search(r'page=2"\s+aria-current="page"', pages)


def test_names_are_shown_as_typed() -> None:
    html = _sheet("?sort=granted")
    assert HOSTILE not in html
    assert "&lt;b onclick=alert(1)&gt;Vet &amp; &quot;aangehaald&quot;&lt;/b&gt;" in html


def test_an_export_keeps_the_filters_but_not_the_page() -> None:
    html = _sheet("?peildatum=2026-11-22&page=2")
    for wanted in ("csv", "xlsx", "ods", "json"):
        assert f'href="/export/?peildatum=2026-11-22&amp;format={wanted}"' in html


def test_filters_show_their_error_and_open() -> None:
    form = FilterForm({"peildatum": "31-02-2026"})
    html = _component("filters", form=form, summary="alle wijken", keep=[("weergave", "kaart")])
    assert '<details class="fold" open>' in html
    assert 'id="id_peildatum_error"' in html
    assert 'value="31-02-2026"' in html
    assert '<input type="hidden" name="weergave" value="kaart">' in html


def test_a_chart_stands_beside_its_numbers() -> None:
    request = RequestFactory().get("/")
    html = _component("chart", chart=context(request)["bars"])
    assert "In december 2026 eindigt € 60.000" in html
    assert 'data-chart="klif-data"' in html
    assert '<script id="klif-data" type="application/json">' in html
    assert html.count('<th scope="row" class="full">') == 4
    assert '<a href="/lessen/">60.000</a>' in html
    assert re.search(
        r'<td class="num" data-l="[^"]+">\s*0\s*</td>',
        _component("chart", chart=context(request)["heat"]),
    )


def test_a_conflict_shows_both_and_keeps_what_was_typed() -> None:
    form = SheetForm({"name": "Weef", "version": "7"})
    row = {"label": "Naam", "saved": "Weverskeuken", "typed": ""}
    html = _component(
        "conflict", subject="Weef", saved_by="Jan", rows=[row], form=form, back="/terug/"
    )
    assert "Jan bewaarde Weef terwijl jij typte" in html
    assert "Weverskeuken" in html
    assert '<span class="muted">leeg</span>' in html
    assert 'value="Weef"' in html
    assert 'name="version" value="7"' in html
    assert 'href="/terug/"' in html
