"""Changing an action: its task, its state in one tap, a note, what came of it."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.policy import visible
from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from facilitation.forms import EditForm, NoteForm
from facilitation.models import Action
from facilitation.views.guard import own_action
from facilitation.writes import add_note, change_state, link_initiative, update_action
from initiatives.models import Initiative
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.guard import done, ready, typed, written

DETAIL = "dashboards:action"


@require_http_methods(["GET", "POST"])
def edit(request: MemberRequest, pk: int) -> HttpResponse:
    """Change what is to be done; somebody who was first is shown, never overwritten unseen."""
    action = own_action(request, pk)
    form = EditForm(request.membership, action, typed(request))
    if ready(form):
        try:
            changed = written(
                form,
                lambda: update_action(
                    actor_of(request),
                    request.membership,
                    action,
                    form.task(),
                    seen_version=form.cleaned_data["version"],
                ),
            )
        except Conflict:
            current = own_action(request, pk)
            fresh = EditForm(request.membership, current)
            return conflict(request, form, Clash(current, fresh, reverse(DETAIL, args=[pk])))
        if changed is not None:
            messages.success(request, _("De actie is bewaard."))
            return redirect(DETAIL, pk)
    return form_page(request, action, form, (_("Actie wijzigen"), _("Bewaar")))


@require_POST
def state(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap: where it stands now."""
    action = own_action(request, pk)
    try:
        changed = change_state(actor_of(request), action, request.POST.get("state", ""))
    except ValidationError:
        messages.error(request, _("Die stand bestaat niet. Er is niets gewijzigd."))
    else:
        label = (changed or action).get_state_display()
        text = (
            _("De actie staat nu op “%(state)s”.")
            if changed
            else _("De actie stond al op “%(state)s”.")
        )
        messages.success(request, text % {"state": label})
    if request.POST.get("naar") == "bord":
        return redirect("dashboards:actions")
    return redirect(DETAIL, pk)


@require_http_methods(["GET", "POST"])
def note(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a dated line; a page of its own only where there is something to look at first."""
    action = own_action(request, pk)
    form = NoteForm(typed(request))
    if ready(form) and done(
        form, lambda: add_note(actor_of(request), action, form.cleaned_data["note"])
    ):
        messages.success(request, _("De notitie staat erbij."))
        return redirect(DETAIL, pk)
    return form_page(request, action, form, (_("Notitie erbij"), _("Zet erbij")))


@require_POST
def link(request: MemberRequest, pk: int) -> HttpResponse:
    """Say which initiative came of it; an empty choice takes it back."""
    action = own_action(request, pk)
    number = request.POST.get("initiative", "")
    initiative = None
    if number:
        seen = visible(request.membership, Initiative.objects.all())
        initiative = get_object_or_404(seen, pk=int(number) if number.isdecimal() else 0)
    link_initiative(actor_of(request), action, initiative)
    messages.success(
        request,
        _("Vastgelegd: hieruit kwam “%(name)s”.") % {"name": initiative.name}
        if initiative
        else _("De koppeling is weggehaald."),
    )
    return redirect(DETAIL, pk)


def form_page(
    request: MemberRequest, action: Action, form: EditForm | NoteForm, words: tuple[str, str]
) -> HttpResponse:
    """Show a form about an action, with what was typed; `words` are its heading and button."""
    heading, submit = words
    back = reverse(DETAIL, args=[action.pk])
    page = {
        "form": form,
        "heading": heading,
        "submit": submit,
        "lede": action.text if isinstance(form, NoteForm) else "",
        "back": back,
        "crumbs": [
            (_("Acties"), reverse("dashboards:actions")),
            (action.text, back),
            (heading, ""),
        ],
    }
    return render(request, "facilitation/form.html", page)
