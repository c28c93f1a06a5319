"""The funder that a form names: one of the municipality's, or a new one."""

from accounts.requests import MemberRequest, actor_of
from funding.forms import GrantForm, SchemeForm
from funding.models import Funder
from funding.writes import find_or_create_funder


def chosen_funder(request: MemberRequest, form: GrantForm | SchemeForm) -> Funder:
    """Return the funder that was chosen in a valid form, or write the new one that was typed."""
    known = form.known_funder()
    if known is not None:
        return known
    return find_or_create_funder(
        actor_of(request), request.membership.municipality, *form.typed_funder()
    )
