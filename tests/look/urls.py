"""The site's own pages plus the component sheet, which exists in tests alone."""

from django.urls import include, path

from tests.look.sheet import sheet

urlpatterns = [
    path("", include("wijkinitiatieven.urls")),
    path("componenten/", sheet, name="sheet"),
]
