"""Two organisations side by side, and what they become; for who manages every record."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from accounts.policy import Scope, right, writable
from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from initiatives.views.guard import refuse, typed
from upkeep.forms import OrganisationMergeForm
from upkeep.forms.sides import kvk_clash
from upkeep.models import Operation
from upkeep.views.merging import add_refusal, changed_meanwhile
from upkeep.views.telling import tell_done
from upkeep.writes import Missing, merge_organisations


def manages_all(request: MemberRequest) -> None:
    """Go on only for who writes the records of every organisation."""
    if right(request.membership, Organisation).write is not Scope.ALL:
        refuse(request)


@require_http_methods(["GET", "POST"])
def merge(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    """Show both, and make them one."""
    manages_all(request)
    known = writable(request.membership, Organisation.objects.filter(is_private_person=False))
    one, second = get_object_or_404(known, pk=pk), get_object_or_404(known, pk=other)
    if pk == other:
        raise Http404
    form = OrganisationMergeForm(one, second, typed(request))
    status = 200
    if form.is_bound and form.is_valid():
        done = _merged(request, form)
        if isinstance(done, Operation):
            tell_done(request, done)
            return redirect("upkeep:duplicate_organisations")
        status = done
    back = reverse("upkeep:duplicate_organisations")
    context = {
        "heading": _("Samenvoegen: “%(one)s” en “%(other)s”")
        % {"one": one.name, "other": second.name},
        "crumbs": [(_("Dubbele organisaties"), back), (_("Samenvoegen"), "")],
        "form": form,
        "clash": kvk_clash(one, second),
        "back": back,
        "apart": reverse("upkeep:organisations_apart", args=[pk, other]),
        "note": _(
            "Initiatieven en mensen gaan mee. Geldgevers blijven apart, ook met dezelfde naam."
        ),
    }
    return render(request, "upkeep/merge.html", context, status=status)


def _merged(request: MemberRequest, form: OrganisationMergeForm) -> Operation | int:
    rows = writable(request.membership, Organisation.objects.all())
    try:
        return merge_organisations(actor_of(request), rows, form.given(), seen=form.seen_versions())
    except Conflict:
        changed_meanwhile(request, form)
        return 409
    except Missing as error:
        raise Http404 from error
    except ValidationError as error:
        add_refusal(form, error)
        return 200
