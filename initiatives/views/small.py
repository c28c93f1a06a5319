"""Short things to do with an initiative: klopt nog, gestopt, gezien, contact, banden."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from initiatives.forms import ContactForm, ObserveForm, StopForm, TiesForm
from initiatives.models import Initiative, PartnerKind
from initiatives.views.conflicts import Clash, conflict
from initiatives.views.form_page import FormPage, form_page
from initiatives.views.guard import done, onward, own_initiative, ready, typed
from initiatives.writes import (
    add_contact,
    add_contact_today,
    add_observation,
    confirm_still_true,
    set_ties,
    stop_initiative,
)


@require_POST
def confirm(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap: it is still so."""
    confirmed(request, own_initiative(request, pk))
    return redirect(onward(request, reverse("initiatives:detail", args=[pk])))


def confirmed(request: MemberRequest, initiative: Initiative) -> bool:
    """Confirm it and say so; False, with the reason as a message, where it cannot be confirmed."""
    try:
        made = confirm_still_true(actor_of(request), initiative)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    new = _("Dank je: bevestigd dat dit nog klopt.")
    messages.success(request, new if made else _("Je bevestigde dit vandaag al."))
    return True


@require_http_methods(["GET", "POST"])
def stop(request: MemberRequest, pk: int) -> HttpResponse:
    """Two taps: it stopped, with today filled in as its last day."""
    initiative = own_initiative(request, pk)
    form = StopForm(typed(request))
    if ready(form) and done(
        form, lambda: stop_initiative(actor_of(request), initiative, form.cleaned_data["end_date"])
    ):
        messages.success(request, _("Bewaard. Het initiatief blijft vindbaar."))
        return redirect(onward(request, reverse("initiatives:detail", args=[pk])))
    lede = _("Het telt dan niet meer mee in de dekking, maar verdwijnt niet.")
    heading = _("Is “%(name)s” gestopt?") % {"name": initiative.name}
    return form_page(request, form, FormPage(initiative, heading, _("Ja, gestopt"), lede))


@require_http_methods(["GET", "POST"])
def observe(request: MemberRequest, pk: int) -> HttpResponse:
    """Add what somebody saw."""
    initiative = own_initiative(request, pk)
    if not initiative.tags.all():
        messages.error(
            request, _("Kies eerst welke lessen je herkent; daar hoort de waarneming onder.")
        )
        return redirect("initiatives:edit", pk)
    form = ObserveForm(initiative, typed(request))
    if ready(form) and done(
        form, lambda: add_observation(actor_of(request), initiative, form.given())
    ):
        messages.success(request, _("De waarneming is vastgelegd."))
        return redirect(onward(request, reverse("initiatives:detail", args=[pk])))
    return observe_page(request, form, initiative)


def observe_page(request: MemberRequest, form: ObserveForm, initiative: Initiative) -> HttpResponse:
    """The page that asks what somebody saw."""
    heading = _("Wat heb je gezien bij “%(name)s”?") % {"name": initiative.name}
    action = reverse("initiatives:observe", args=[initiative.pk])
    return form_page(request, form, FormPage(initiative, heading, _("Leg vast"), action=action))


@require_http_methods(["GET", "POST"])
def contact(request: MemberRequest, pk: int) -> HttpResponse:
    """Add a moment of contact with a partner."""
    initiative = own_initiative(request, pk)
    form = ContactForm(typed(request))
    if ready(form) and done(form, lambda: add_contact(actor_of(request), initiative, form.given())):
        messages.success(request, _("Het contact is vastgelegd."))
        return redirect(onward(request, reverse("initiatives:detail", args=[pk])))
    heading = _("Contact over “%(name)s”") % {"name": initiative.name}
    return form_page(request, form, FormPage(initiative, heading, _("Leg vast")))


@require_POST
def visited(request: MemberRequest, pk: int) -> HttpResponse:
    """Record "langs geweest" in one tap: contact today with the kind of partner in `partner`."""
    initiative = own_initiative(request, pk)
    code = request.POST.get("partner", "")
    kind = None if "\0" in code else PartnerKind.objects.filter(code=code).first()
    if kind is None:
        messages.error(request, _("Kies met welke partner er contact was."))
        return redirect("initiatives:contact", pk)
    made = add_contact_today(actor_of(request), initiative, kind)
    said = (
        _("Vastgelegd: vandaag contact met %(partner)s.")
        if made
        else _("Je legde vandaag al contact vast met %(partner)s.")
    )
    messages.success(request, said % {"partner": str(kind).lower()})
    return redirect(onward(request, reverse("initiatives:detail", args=[pk])))


@require_http_methods(["GET", "POST"])
def ties(request: MemberRequest, pk: int) -> HttpResponse:
    """Say which partners are really involved, and which only informed."""
    initiative = own_initiative(request, pk)
    form = TiesForm(initiative, typed(request))
    if ready(form):
        try:
            seen = form.cleaned_data["version"]
            set_ties(actor_of(request), initiative, form.given(), seen_version=seen)
        except Conflict:
            current = own_initiative(request, pk)
            back = reverse("initiatives:detail", args=[pk])
            return conflict(request, form, Clash(current, TiesForm(current), back))
        messages.success(request, _("De banden zijn bewaard."))
        return redirect("initiatives:detail", pk)
    heading = _("Partners van “%(name)s”") % {"name": initiative.name}
    lede = _("Echt betrokken: doet mee en is aanspreekbaar. Op de hoogte: weet ervan.")
    return form_page(request, form, FormPage(initiative, heading, _("Bewaar"), lede))
