"""Which grants somebody may open and change: not visible is 404, visible but not allowed is 403."""

from collections.abc import Callable

from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.policy import Subject, reads, visible
from accounts.requests import MemberRequest
from funding.course import StepRefused
from funding.forms import (
    ClockForm,
    ConsentForm,
    GrantForm,
    PaymentForm,
    RetractForm,
    SchemeForm,
    StepForm,
)
from funding.models import ClockDate, Decision, Grant, Payment, Scheme
from funding.writes import OverCeiling
from initiatives.models import Initiative
from initiatives.views.guard import require, seen_initiative


def seen_grant(request: MemberRequest, pk: int) -> Grant:
    """Return a grant this member may see, with its decisions and payments; else 404."""
    grants = Grant.objects.select_related(
        "initiative__organisation", "funder", "scheme", "municipality"
    ).prefetch_related(
        Prefetch("decisions", Decision.objects.select_related("by")),
        Prefetch("payments", Payment.objects.select_related("by")),
        Prefetch("clock_dates", ClockDate.objects.select_related("by")),
    )
    return get_object_or_404(visible(request.membership, grants), pk=pk)


def own_grant(request: MemberRequest, pk: int) -> Grant:
    """Return a grant this member may change: 404 if they may not see it, 403 if they may not change it."""
    grant = seen_grant(request, pk)
    require(request, "change", grant)
    return grant


def own_scheme(request: MemberRequest, pk: int) -> Scheme:
    """Return a scheme this member may change; 404 and 403 as for a grant."""
    schemes = visible(request.membership, Scheme.objects.select_related("funder"))
    scheme = get_object_or_404(schemes, pk=pk)
    require(request, "change", scheme)
    return scheme


def funded_initiative(request: MemberRequest, pk: int) -> Initiative:
    """Return an initiative whose money this member may see: 403 for who sees none, 404 for another's."""
    require(request, "view", Grant)
    initiative = seen_initiative(request, pk)
    if not reads(request.membership, Subject.FUNDING, initiative.organisation_id):
        raise Http404
    return initiative


def accepted[T](
    form: GrantForm | StepForm | PaymentForm | RetractForm | ClockForm | SchemeForm,
    write: Callable[[], T],
) -> T | None:
    """Write; where it is refused the form says why at the field, and the answer is None."""
    try:
        return write()
    except StepRefused as refusal:
        if isinstance(form, SchemeForm):
            raise
        form.refuse(refusal)
    except OverCeiling as error:
        if not isinstance(form, ConsentForm | SchemeForm):
            raise
        form.ask_consent(error)
    except ValidationError as error:
        form.add_refusal(error)
    return None
