"""The one-tap questions after the quick log."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.requests import MemberRequest, actor_of
from initiatives.models import Initiative
from initiatives.rules import MissingAnswer, missing_answers, questions_for
from initiatives.views.guard import own_initiative
from initiatives.writes import UnknownAnswer, answer_question, facts_of, options_for


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to tap."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Card:
    """A question with its answers; `missing` where it has none yet."""

    field: str
    text: str
    lesson: str
    strategy: str
    several: bool
    options: list[Option]
    missing: MissingAnswer | None


@require_http_methods(["GET", "POST"])
def questions(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap an answer, saved at once; every question can be skipped."""
    initiative = own_initiative(request, pk)
    if request.method == "POST":
        field = request.POST.get("field", "")
        try:
            answer_question(actor_of(request), initiative, field, request.POST.get("value", ""))
        except UnknownAnswer:
            messages.error(request, _("Dat antwoord kennen we niet. Er is niets bewaard."))
            return redirect("initiatives:questions", pk)
        return redirect(f"{reverse('initiatives:questions', args=[pk])}#{_next_anchor(field)}")
    cards = _cards(initiative)
    left = sum(card.missing is not None for card in cards)
    heading = ngettext("Nog %(left)d korte vraag", "Nog %(left)d korte vragen", left) % {
        "left": left
    }
    page = {"initiative": initiative, "cards": cards, "left": left}
    return render(
        request,
        "initiatives/questions.html",
        {**page, "heading": heading if left else _("Alles is beantwoord")},
    )


def _next_anchor(field: str) -> str:
    """Return to the question just answered: what is next stands right below it."""
    return f"vraag-{field}" if field.isidentifier() else "inhoud"


def _cards(initiative: Initiative) -> list[Card]:
    facts = facts_of(initiative)
    missing = {answer.field: answer for answer in missing_answers(facts)}
    lessons = {tag.lesson.code: tag.lesson for tag in initiative.tags.all()}
    cards = []
    for question in questions_for(facts.lessons):
        choice = options_for(question.field)
        held = choice.held(initiative)
        options = [Option(value, label, value in held) for value, label in choice.options]
        lesson = lessons[question.lesson]
        cards.append(
            Card(
                question.field,
                question.text,
                lesson.title,
                lesson.strategy.code,
                choice.several,
                options,
                missing.get(question.field),
            )
        )
    return cards
