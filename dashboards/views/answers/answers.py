"""The twelve questions on one page: each with its answer in a sentence, as a link to its view."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.policy import Ability
from accounts.requests import MemberRequest
from dashboards.analysis.coverage import Coverage
from dashboards.analysis.findings import bands_heading, priorities_heading
from dashboards.analysis.hearing import group_rows, hearing_heading
from dashboards.analysis.nothing_yet import (
    nothing_heading,
    openings,
    openings_heading,
    unknown_places,
)
from dashboards.analysis.priorities import Priorities, prioritise
from dashboards.analysis.readiness import readiness_heading
from dashboards.analysis.situation import Situation
from dashboards.links import view_url
from dashboards.views.answers.ready import checks_for
from dashboards.views.answers.visited import visited_heading
from dashboards.views.looking import Look, look
from dashboards.views.money.questions import Question, money_questions


@require_safe
def answers(request: MemberRequest) -> HttpResponse:
    """All of them at the reference date."""
    seen = look(request)
    situation = seen.situation()
    covered, priorities = seen.coverage(situation), prioritise(situation)
    context = {
        "heading": _("Twaalf vragen, elk met het antwoord"),
        "lede": _("Kies een antwoord voor de cijfers en de initiatieven erachter."),
        "updated": seen.updated,
        "reference": seen.reference,
        "parts": [
            (_("Waar is wat"), _about_coverage(seen, situation, covered, priorities)),
            (_("Geld"), money_questions(request, seen, situation)),
            (_("Mensen en gegevens"), _about_people(seen, situation, covered, priorities)),
        ],
    }
    return render(request, "dashboards/answers/answers.html", context)


def _about_coverage(
    seen: Look, situation: Situation, covered: Coverage, priorities: Priorities
) -> list[Question]:
    """The answers are the headings of the views themselves."""
    scores = seen.may(Ability.SCORES)
    return [
        _question(seen, "nothing", _("Waar is nog niets?"), nothing_heading(covered)),
        _question(
            seen,
            "openings",
            _("Leeg, of niet te zeggen?"),
            openings_heading(openings(covered, situation.norms), unknown_places(situation)),
        ),
        _question(
            seen,
            "priorities",
            _("Waar eerst?"),
            priorities_heading(priorities) if scores else bands_heading(priorities),
        ),
    ]


def _about_people(
    seen: Look, situation: Situation, covered: Coverage, priorities: Priorities
) -> list[Question]:
    rows, places = group_rows(situation), len(situation.places)
    checks = checks_for(seen, situation, covered, priorities)
    return [
        _question(seen, "heard", _("Wie horen we niet?"), hearing_heading(rows, places)),
        _question(
            seen,
            "visited",
            _("Wanneer waren we er voor het laatst?"),
            visited_heading(seen, situation),
        ),
        _question(seen, "ready", _("Kan dit naar de raad?"), readiness_heading(situation, checks)),
    ]


def _question(seen: Look, name: str, text: str, answer: str) -> Question:
    return Question(text, answer, view_url(name, seen.day))
