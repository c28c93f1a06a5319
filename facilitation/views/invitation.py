"""What residents could do, as an invitation: a text to copy or print. Nothing is kept, assigned or dated."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.policy import visible
from accounts.requests import MemberRequest
from areas.models import District
from lessons.models import ActionRole, RoleAction


@require_safe
def invitation(request: MemberRequest, district: str, lesson: str) -> HttpResponse:
    """The resident's role action of a lesson, for the people of a wijk."""
    valid = District.objects.valid_in(timezone.localdate().year)
    place = get_object_or_404(visible(request.membership, valid), code=district)
    action = get_object_or_404(
        RoleAction.objects.select_related("lesson__strategy"),
        lesson__code=lesson,
        role=ActionRole.RESIDENT,
    )
    page = {
        "heading": _("Uitnodiging voor bewoners van %(wijk)s") % {"wijk": place.name},
        "district": place,
        "action": action,
        "municipality": request.membership.municipality,
    }
    return render(request, "facilitation/invitation.html", page)
