"""Old addresses of records that were merged lead on to the record that stayed."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from initiatives.references import Moved


class MergedMiddleware:
    """Turn `Moved` into the same page of the record that stayed; a change that was sent is not carried over.

    Not permanent: the merge can be undone, and a browser would never ask again.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        """Lead on where the record was merged; everything else is not ours."""
        match = request.resolver_match
        if not isinstance(exception, Moved) or match is None:
            return None
        if request.method in {"GET", "HEAD"}:
            return HttpResponseRedirect(
                reverse(match.view_name, kwargs={**match.kwargs, "pk": exception.pk})
            )
        said = _(
            "Dit initiatief is samengevoegd met een ander. Er is niets veranderd; doe het hier opnieuw."
        )
        messages.warning(request, said)
        return HttpResponseRedirect(reverse("initiatives:detail", args=[exception.pk]))
