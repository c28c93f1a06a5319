"""One change for many actions of the list, all or none."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.policy import visible, writable
from accounts.requests import MemberRequest, actor_of
from facilitation.forms.actions import owners_for
from facilitation.models import Action
from facilitation.writes import assign_many, finish_many
from initiatives.views.guard import refuse, require


@require_POST
def bulk(request: MemberRequest) -> HttpResponse:
    """Give the ticked actions to somebody (`wie`), or call them done (`doen=gedaan`)."""
    require(request, "change", Action)
    try:
        messages.success(request, _changed(request, chosen(request)))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = reverse("dashboards:actions") + "?weergave=lijst"
    return redirect(back)


def chosen(request: MemberRequest) -> list[Action]:
    """The ticked actions; 403 if one may be seen but not changed, 404 if one may not be seen: nothing happens."""
    numbers = {
        int(text) for text in request.POST.getlist("ids") if text.isdecimal() and len(text) < 19
    }
    if not numbers:
        raise ValidationError(_("Kies eerst een of meer acties."))
    seen = visible(request.membership, Action.objects.filter(pk__in=numbers))
    mine = list(writable(request.membership, Action.objects.filter(pk__in=numbers)))
    if len(mine) < seen.count():
        refuse(request)
    if len(mine) < len(numbers):
        raise Http404
    return mine


def _changed(request: MemberRequest, actions: list[Action]) -> str:
    if request.POST.get("doen") == "gedaan":
        count = finish_many(actor_of(request), actions)
        return ngettext("%(n)s actie is nu gedaan.", "%(n)s acties zijn nu gedaan.", count) % {
            "n": count
        }
    number = request.POST.get("wie", "")
    owner: User | None = (
        owners_for(request.membership).filter(pk=int(number)).first()
        if number.isdecimal()
        else None
    )
    if owner is None:
        raise ValidationError(_("Kies wie de acties oppakt."))
    count = assign_many(actor_of(request), request.membership, actions, owner)
    words = ngettext("%(n)s actie is nu van %(who)s.", "%(n)s acties zijn nu van %(who)s.", count)
    return words % {"n": count, "who": owner}
