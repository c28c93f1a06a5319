"""The pages that read: Dutch paths, English names."""

from django.urls import path

from dashboards.views import (
    action,
    actions,
    coverage,
    coverage_compare,
    coverage_map,
    coverage_trend,
    effect,
    exports,
    funding,
    gap,
    initiative_list,
    mine,
    overview,
    priorities,
    timeline,
)
from dashboards.views.answers import answers, heard, nothing, ready, visited
from dashboards.views.money import behind, falling, flow, footing, public, questions, refused, years

app_name = "dashboards"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("dekking/", coverage.coverage, name="coverage"),
    path("dekking/kaart/", coverage_map.coverage_map, name="coverage_map"),
    path("dekking/verloop/", coverage_trend.trend, name="coverage_trend"),
    path("dekking/vergelijken/", coverage_compare.compare_dates, name="coverage_compare"),
    path("kansen/", priorities.priorities, name="priorities"),
    path("kansen/<str:district>/<str:lesson>/", gap.gap, name="gap"),
    path("acties/", actions.actions, name="actions"),
    path("acties/nieuw/", actions.new, name="new_action"),
    path("acties/<int:pk>/", action.action, name="action"),
    path("financiering/", funding.funding, name="funding"),
    path("financiering/klif/", funding.cliff, name="cliff"),
    path("financiering/stroom/", flow.money_flow, name="flow"),
    path("financiering/jaren/", years.years, name="years"),
    path("financiering/wat-als/", falling.what_if, name="what_if"),
    path("financiering/vragen/", questions.questions, name="questions"),
    path("financiering/wat-valt-om/", falling.falling, name="falling"),
    path("financiering/per-inwoner/", years.per_head, name="per_head"),
    path("financiering/houvast/", footing.footing, name="footing"),
    path("financiering/afgewezen/", refused.refused, name="refused"),
    path("financiering/beslistermijnen/", public.decision_terms, name="terms"),
    path("financiering/plafonds/", public.room, name="ceilings"),
    path("financiering/achter/<str:view>/", behind.grants_behind, name="grants_behind"),
    path("vragen/", answers.answers, name="answers"),
    path("vragen/nog-niets/", nothing.nothing, name="nothing"),
    path("vragen/leeg-of-onbekend/", nothing.empty_or_unknown, name="openings"),
    path("vragen/wie-horen-we-niet/", heard.heard, name="heard"),
    path("vragen/laatst-geweest/", visited.visited, name="visited"),
    path("vragen/naar-de-raad/", ready.ready, name="ready"),
    path("initiatieven/mijn/", mine.mine, name="mine"),
    path("initiatieven/<int:pk>/effect/", effect.effect, name="effect"),
    path("initiatieven/<int:pk>/tijdlijn/", timeline.timeline, name="timeline"),
    path("initiatieven/", initiative_list.initiatives, name="initiatives"),
    path("export/<str:kind>/", exports.export, name="export"),
]
