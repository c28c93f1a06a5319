"""Every component on one page with made-up values, for the browser tests and for looking at."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django_tables2 as tables
from django import forms
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines

TEMPLATE = Path(__file__).with_name("sheet.html")
STATES = ["covered", "thin", "ending", "stale", "empty", "unknown"]
SIGNALS = ["open_signal", "answered", "no_signal", "not_checked"]
LESSONS = [
    ("bonding", "Eigen plek, eigen keuze"),
    ("bonding", "De wijk telt als geheel"),
    ("bonding", "Hechte groepen hebben twee kanten"),
    ("bridging", "Groeten en herkennen telt"),
    ("bridging", "Laat ruimte voor toeval"),
    ("bridging", "Plekken voor meerdere groepen"),
    ("linking", "Goede relaties dragen verandering"),
    ("linking", "Bewoners voorop, overheid helpt"),
    ("linking", "Geld geeft houvast"),
]
DISTRICTS = ["Zonneveld", "De Weversbuurt", "Oude Haven", "Buitengebied West"]
HOSTILE = '<b onclick=alert(1)>Vet & "aangehaald"</b>'


@dataclass(frozen=True, slots=True)
class CardLabel:
    """A choice of the card list."""

    text: str
    meta: str
    group: str
    strategy: str

    def __str__(self) -> str:
        return self.text


class SheetForm(forms.Form):
    """One field of every kind."""

    name = forms.CharField(
        label="Hoe heet het?", help_text="Zoals bewoners het noemen.", max_length=5
    )
    district = forms.ChoiceField(
        label="In welke wijk?", choices=[("z", "Zonneveld"), ("w", "De Weversbuurt")]
    )
    groups = forms.MultipleChoiceField(
        label="Voor wie is het?",
        help_text="Kies wat past.",
        choices=[
            (str(number), name)
            for number, name in enumerate(["iedereen", "kinderen", "jongeren", "ouderen"])
        ],
        widget=forms.CheckboxSelectMultiple,
    )
    lessons = forms.MultipleChoiceField(
        label="Wat herken je?",
        choices=[],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    money = forms.ChoiceField(
        label="Is er geld voor nodig?",
        choices=[("yes", "Ja"), ("no", "Nee"), ("unknown", "Weet ik niet")],
        widget=forms.RadioSelect,
    )
    amount = forms.DecimalField(label="Verleend bedrag in euro")
    seen_on = forms.DateField(label="Gezien op", help_text="dd-mm-jjjj")
    story = forms.CharField(label="Wat heb je gezien?", widget=forms.Textarea, required=False)
    file = forms.FileField(label="Bestand", required=False)
    public = forms.BooleanField(
        label="Mag openbaar", help_text="Alleen naam en samenvatting.", required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=3)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lessons"].choices = [  # type: ignore[attr-defined]
            (
                str(number),
                CardLabel(f"Zo herken je les {number}", title, strategy.title(), strategy),
            )
            for number, (strategy, title) in enumerate(LESSONS)
        ]


class FilterForm(forms.Form):
    """Filters of a dashboard."""

    peildatum = forms.DateField(
        label="Peildatum", required=False, input_formats=["%Y-%m-%d", "%d-%m-%Y"]
    )
    wijk = forms.ChoiceField(
        label="Wijk", required=False, choices=[("", "Alle wijken"), ("z", "Zonneveld")]
    )
    les = forms.ChoiceField(label="Les", required=False, choices=[("", "Alle lessen")])


class SheetTable(tables.Table):
    """A sortable, paged list."""

    name = tables.Column(verbose_name="Initiatief", linkify=lambda: "#")
    district = tables.Column(verbose_name="Wijk", attrs={"td": {"class": "full", "data-l": ""}})
    granted = tables.Column(
        verbose_name="Verleend",
        attrs={"td": {"class": "num"}, "th": {"class": "num"}},
        footer="€ 1.234",
    )
    state = tables.TemplateColumn(
        template_name="components/state.html",
        verbose_name="Toestand",
        orderable=False,
        extra_context={"state": "ending"},
    )

    caption = "Initiatieven"
    row_header = "name"

    class Meta:
        order_by = "name"


def _chart(*, head: tuple[str, ...], rows: list[tuple[Any, ...]], **fields: Any) -> SimpleNamespace:
    lines = [list(zip(head, row, strict=True)) for row in rows]
    return SimpleNamespace(head=head, rows=rows, lines=lines, **fields)


def _figures() -> dict[str, SimpleNamespace]:
    """A bar chart, a heatmap and a map, as the dashboards make them."""
    months = ["dec 2026", "jan 2027", "feb 2027", "mrt 2027"]
    euros = [60000, 0, 900, 4000]
    bars = _chart(
        id="klif",
        finding="In december 2026 eindigt € 60.000",
        figure={
            "data": [
                {
                    "type": "bar",
                    "x": months,
                    "y": euros,
                    "customdata": ["/account/login/?maand=12", "", "", ""],
                    "marker": {
                        "color": "var(--ending)",
                        "line": {"color": "var(--mark)", "width": 1},
                    },
                }
            ],
            "layout": {"yaxis": {"tickprefix": "€ "}},
        },
        head=("Maand", "Euro"),
        rows=[
            (month, SimpleNamespace(text=euro, href="/lessen/"))
            for month, euro in zip(months, euros, strict=True)
        ],
    )
    heat = _chart(
        id="verloop",
        finding="Dekking neemt toe",
        figure={
            "data": [
                {
                    "type": "heatmap",
                    "x": months,
                    "y": DISTRICTS,
                    "z": [[row * column for column in range(4)] for row in range(4)],
                    "colorscale": [[step / 5, f"var(--seq-{step})"] for step in range(6)],
                    "showscale": False,
                }
            ],
            "layout": {},
        },
        head=("Wijk", *months),
        rows=[(name, *(row * column for column in range(4))) for row, name in enumerate(DISTRICTS)],
    )
    return {"bars": bars, "heat": heat, "map": _map()}


def _map() -> SimpleNamespace:
    squares = [
        {
            "type": "Feature",
            "id": name,
            "properties": {},
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [
                        [5 + 0.05 * column, 52.0],
                        [5 + 0.05 * column, 52.04],
                        [5.05 + 0.05 * column, 52.04],
                        [5.05 + 0.05 * column, 52.0],
                        [5 + 0.05 * column, 52.0],
                    ]
                ],
            },
        }
        for column, name in enumerate(DISTRICTS)
    ]
    return _chart(
        id="kaart",
        finding="Zonneveld vraagt het eerst aandacht",
        figure={
            "data": [
                {
                    "type": "choropleth",
                    "geojson": {"type": "FeatureCollection", "features": squares},
                    "locations": DISTRICTS,
                    "z": [84, 55, 44, 0],
                    "colorscale": [[step / 5, f"var(--seq-{step})"] for step in range(6)],
                    "showscale": False,
                    "marker": {"line": {"color": "var(--paper)", "width": 1}},
                }
            ],
            "layout": {
                "geo": {"visible": False, "fitbounds": "geojson", "bgcolor": "rgba(0,0,0,0)"},
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            },
        },
        head=("Wijk", "Prioriteit"),
        rows=[
            ("Zonneveld", 84),
            ("De Weversbuurt", 55),
            ("Oude Haven", 44),
            ("Buitengebied West", "te klein"),
        ],
    )


def context(request: HttpRequest) -> dict[str, Any]:
    """Made-up values for every component."""
    municipality = SimpleNamespace(name="Sluiswaarde", code="GM9999")
    membership = SimpleNamespace(
        pk=1,
        municipality=municipality,
        user="Bente de Graaf",
        organisation=None,
        get_role_display="Beleidsmedewerker",
    )
    other = SimpleNamespace(
        pk=2, municipality=SimpleNamespace(name="Dijkstad", code="GM9998"), get_role_display="Lezer"
    )
    cells = [
        SimpleNamespace(state=state, lesson=title, label=state, strategy=strategy)
        for state, (strategy, title) in zip(
            [*STATES[:2], "no_signal", *STATES], LESSONS, strict=True
        )
    ]
    rows = [
        {"name": f"Initiatief {number}", "district": "Zonneveld", "granted": number}
        for number in range(1, 31)
    ]
    rows[0]["name"] = HOSTILE
    table = SheetTable(rows, request=request)
    tables.RequestConfig(request, paginate={"per_page": 5}).configure(table)
    bound = SheetForm(
        {"name": "te lang voor vijf", "groups": ["9"], "version": "3", "lessons": ["0"]}, prefix="b"
    )
    return {
        "membership": membership,
        "memberships": [membership, other],
        "can_log": True,
        "heading": "Eén taal voor negen lessen: kleur, vorm en woord zeggen hetzelfde",
        "states": STATES + SIGNALS,
        "cells": cells,
        "districts": DISTRICTS,
        "strategies": [("bonding", "Bonding"), ("bridging", "Bridging"), ("linking", "Linking")],
        "form": SheetForm(),
        "bound": bound,
        "filters": FilterForm({"peildatum": "31-02-2026"}),
        "table": table,
        "conflict": [SimpleNamespace(label="Naam", saved="Weverskeuken", typed="")],
        "saved_at": datetime(2026, 11, 22, 12, tzinfo=UTC),
        **_figures(),
    }


@login_not_required
def sheet(request: HttpRequest) -> HttpResponse:
    """The component sheet."""
    template = engines["django"].from_string(TEMPLATE.read_text(encoding="utf-8"))
    return HttpResponse(template.render(context(request), request))
