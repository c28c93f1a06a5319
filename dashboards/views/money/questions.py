"""The questions about money on one page: each with its answer in a sentence, as a link to its view."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest
from dashboards.analysis.ceilings import ceilings_heading
from dashboards.analysis.cliff import cliff_of
from dashboards.analysis.patchwork import patchwork, patchwork_heading
from dashboards.analysis.prolonging import falling_by, falling_heading, next_new_year
from dashboards.analysis.refusals import refusals_heading
from dashboards.analysis.situation import Situation
from dashboards.analysis.terms import terms_heading
from dashboards.analysis.years import By, inhabitants_of, places_grid, places_heading
from dashboards.links import view_url
from dashboards.views.looking import Look, look
from dashboards.views.money.page import is_discreet
from dashboards.views.money.public import ceilings_ask, ceilings_of, terms_ask, terms_of
from dashboards.views.money.refused import refusals_of, refused_ask


@dataclass(frozen=True, slots=True)
class Question:
    """A question, its answer, and the view that shows it."""

    text: str
    answer: str
    href: str


@require_safe
def questions(request: MemberRequest) -> HttpResponse:
    """All of them at the reference date."""
    seen = look(request)
    situation = seen.situation()
    context = {
        "heading": _("Zes vragen over geld, elk met het antwoord"),
        "tab": "questions",
        "updated": seen.updated,
        "reference": seen.reference,
        "questions": money_questions(request, seen, situation),
    }
    return render(request, "dashboards/money_questions.html", context)


def money_questions(request: MemberRequest, seen: Look, situation: Situation) -> list[Question]:
    """The answers are the headings of the views themselves, in their default state."""
    day, year = seen.day, seen.day.year
    falling = falling_by(cliff_of(situation), next_new_year(day))
    places = places_grid(situation, year, By.SOURCE)
    refused = refusals_of(seen, situation, refused_ask(request, seen, situation))
    terms = terms_of(seen, situation, terms_ask(request, seen, situation))
    ceilings = ceilings_of(seen, situation, ceilings_ask(request, seen, situation))
    found = {
        "falling": (_("Wat valt om op 1 januari?"), falling_heading(falling)),
        "per_head": (
            _("Hoeveel euro per inwoner, en waar komt die vandaan?"),
            places_heading(places, year, inhabitants_of(situation)),
        ),
        "footing": (
            _("Structureel, of bij elkaar gesprokkeld?"),
            patchwork_heading(patchwork(situation, year)),
        ),
        "refused": (
            _("Wat is afgewezen, en wat verdween daarna?"),
            refusals_heading(refused, discreet=is_discreet(seen)),
        ),
        "terms": (_("Wordt op tijd besloten?"), terms_heading(terms)),
        "ceilings": (_("Wat is er nog over onder de plafonds?"), ceilings_heading(ceilings)),
    }
    return [Question(text, answer, view_url(name, day)) for name, (text, answer) in found.items()]
