"""The quick log, and the one-tap questions after it."""

from dataclasses import dataclass
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.policy import visible
from accounts.requests import MemberRequest, actor_of
from initiatives.forms import QuickLogForm
from initiatives.forms.base import Link, Notice
from initiatives.models import Initiative
from initiatives.rules import MissingAnswer, missing_answers, questions_for, resemble
from initiatives.views.guard import own_initiative, ready, require, typed, written
from initiatives.writes import (
    UnknownAnswer,
    answer_question,
    create_initiative,
    facts_of,
    options_for,
)

MOST_ALIKE: Final = 3


@require_http_methods(["GET", "POST"])
def log(request: MemberRequest) -> HttpResponse:
    """Record an initiative with one observation; then its questions."""
    require(request, "add", Initiative)
    form = QuickLogForm(request.membership, typed(request))
    if form.is_bound and form.is_valid():
        _notice_alike(request, form)
    if ready(form):
        made = written(
            form,
            lambda: create_initiative(
                actor_of(request),
                request.membership.municipality,
                form.given(),
                observation=form.observation_given(),
            ),
        )
        if made is not None:
            messages.success(request, _("“%(name)s” is vastgelegd.") % {"name": made.name})
            asks = questions_for({lesson.code for lesson in form.given().lessons})
            return redirect("initiatives:questions" if asks else "initiatives:detail", made.pk)
    return render(request, "initiatives/log.html", {"form": form})


def _notice_alike(request: MemberRequest, form: QuickLogForm) -> None:
    """Point at records of the municipality whose name is much like the one typed."""
    name = form.cleaned_data["name"]
    found = visible(request.membership, Initiative.objects.sharing_words_with(name)).only(
        "id", "name"
    )
    alike = [item for item in found[:200] if resemble(item.name, name)][:MOST_ALIKE]
    if alike:
        links = tuple(
            Link(item.name, reverse("initiatives:detail", args=[item.pk])) for item in alike
        )
        form.add_notice(
            "name",
            Notice(
                _("Dit lijkt op wat er al staat. Loopt het nog? Bevestig het met “klopt nog”."),
                links,
            ),
        )


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
