"""The pages of the functional administrator: Dutch paths, English names."""

from django.urls import path

from administration.views import areas, indicators, norms, start

app_name = "administration"
urlpatterns = [
    path("beheer/", start.start, name="start"),
    path("beheer/gebieden/", areas.areas, name="areas"),
    path("beheer/gebieden/sjabloon.csv", areas.template, name="template"),
    path("beheer/normen/", norms.norms, name="norms"),
    path("beheer/normen/nood/nieuw/", indicators.add, name="indicator_add"),
    path("beheer/normen/nood/<int:pk>/", indicators.edit, name="indicator"),
    path("beheer/normen/nood/<int:pk>/verwijderen/", indicators.remove, name="indicator_remove"),
]
