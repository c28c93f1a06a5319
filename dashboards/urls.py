"""The pages that read: Dutch paths, English names."""

from django.urls import path

from dashboards.views import (
    action,
    actions,
    coverage,
    effect,
    exports,
    funding,
    gap,
    initiative_list,
    mine,
    overview,
    priorities,
)

app_name = "dashboards"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("dekking/", coverage.coverage, name="coverage"),
    path("kansen/", priorities.priorities, name="priorities"),
    path("kansen/<str:district>/<str:lesson>/", gap.gap, name="gap"),
    path("acties/", actions.actions, name="actions"),
    path("acties/nieuw/", actions.new, name="new_action"),
    path("acties/<int:pk>/", action.action, name="action"),
    path("financiering/", funding.funding, name="funding"),
    path("financiering/klif/", funding.cliff, name="cliff"),
    path("initiatieven/mijn/", mine.mine, name="mine"),
    path("initiatieven/<int:pk>/effect/", effect.effect, name="effect"),
    path("initiatieven/", initiative_list.initiatives, name="initiatives"),
    path("export/<str:kind>/", exports.export, name="export"),
]
