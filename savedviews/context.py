"""The address of "Bewaar deze weergave" on pages that can be kept."""

from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from savedviews.rules import PAGES


def save_view(request: HttpRequest) -> dict[str, str]:
    """`save_view_url`: where this page with its choices can be kept; absent on other pages."""
    match = request.resolver_match
    if match is None or match.view_name not in PAGES or not getattr(request, "membership", None):
        return {}
    asked = {"page": match.view_name, "query": request.GET.urlencode()}
    return {"save_view_url": f"{reverse('savedviews:new')}?{urlencode(asked)}"}
