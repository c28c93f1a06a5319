"""Two initiatives side by side, and what they become."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policy import writable
from accounts.requests import MemberRequest, actor_of
from audit.versioned import Conflict
from initiatives.models import Initiative
from initiatives.rules import resemble
from initiatives.views.guard import own_initiative, typed
from upkeep.forms import InitiativeMergeForm
from upkeep.forms.merging import MergeForm
from upkeep.models import Operation
from upkeep.views.telling import tell_done
from upkeep.writes import Missing, merge_initiatives

MOST_FOUND = 25


@require_safe
def merge_with(request: MemberRequest, pk: int) -> HttpResponse:
    """Choose with which other record: what looks like it, or what is searched for."""
    initiative = own_initiative(request, pk)
    asked = request.GET.get("zoek", "").replace("\0", "").strip()[:100]
    own = writable(request.membership, Initiative.objects.for_table()).exclude(pk=pk)
    if asked:
        found = list(own.filter(name__icontains=asked)[:MOST_FOUND])
    else:
        near = writable(
            request.membership, Initiative.objects.for_table().sharing_words_with(initiative.name)
        ).exclude(pk=pk)[:200]
        found = [row for row in near if resemble(row.name, initiative.name)][:MOST_FOUND]
    back = reverse("initiatives:detail", args=[pk])
    context = {
        "heading": _("“%(name)s” samenvoegen met…") % {"name": initiative.name},
        "crumbs": [(initiative.name, back), (_("Samenvoegen"), "")],
        "initiative": initiative,
        "asked": asked,
        "found": found,
        "most": MOST_FOUND,
    }
    return render(request, "upkeep/merge_with.html", context)


@require_http_methods(["GET", "POST"])
def merge(request: MemberRequest, pk: int, other: int) -> HttpResponse:
    """Show both, and make them one."""
    one, second = own_initiative(request, pk), own_initiative(request, other)
    if pk == other:
        raise Http404
    form = InitiativeMergeForm(one, second, typed(request))
    status = 200
    if form.is_bound and form.is_valid():
        done = _merged(request, form)
        if isinstance(done, Operation):
            tell_done(request, done)
            return redirect("initiatives:detail", done.payload["stays"])
        status = done
    back = reverse("upkeep:duplicates")
    context = {
        "heading": _("Samenvoegen: “%(one)s” en “%(other)s”")
        % {"one": one.name, "other": second.name},
        "crumbs": [(_("Dubbele initiatieven"), back), (_("Samenvoegen"), "")],
        "form": form,
        "links": [
            (row.name, reverse("initiatives:detail", args=[row.pk])) for row in (one, second)
        ],
        "back": back,
        "apart": reverse("upkeep:apart", args=[pk, other]),
        "note": _("Lessen, waarnemingen, partners, contacten, geld, acties en concepten gaan mee."),
    }
    return render(request, "upkeep/merge.html", context, status=status)


def _merged(request: MemberRequest, form: InitiativeMergeForm) -> Operation | int:
    """The operation, or the status of the page that says why not."""
    kept, gone = form.kept_and_gone()
    rows = writable(request.membership, Initiative.objects.all())
    try:
        return merge_initiatives(
            actor_of(request), rows, kept, gone, form.given(), seen=form.seen_versions()
        )
    except Conflict:
        changed_meanwhile(request, form)
        return 409
    except Missing as error:
        raise Http404 from error
    except ValidationError as error:
        add_refusal(form, error)
        return 200


def changed_meanwhile(request: MemberRequest, form: MergeForm) -> None:
    """Say that one of both changed; what was chosen stays, over the values as they stand now."""
    form.seen_again()
    said = _(
        "Iemand anders heeft intussen een van beide gewijzigd. Er is niets samengevoegd; je keuzes staan er nog. "
        "Kijk de waarden na en probeer het opnieuw."
    )
    messages.warning(request, said)


def add_refusal(form: MergeForm, error: ValidationError) -> None:
    """Show at its field what the write refused."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for name, errors in error.error_dict.items():
        field = form.refuse_at(name)
        form.add_error(field if field in form.fields else None, errors)
