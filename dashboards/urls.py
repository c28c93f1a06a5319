"""The pages that read: Dutch paths, English names."""

from django.urls import path

from dashboards.views import coverage, exports, funding, gap, initiative_list, overview, priorities

app_name = "dashboards"
urlpatterns = [
    path("", overview.overview, name="overview"),
    path("dekking/", coverage.coverage, name="coverage"),
    path("kansen/", priorities.priorities, name="priorities"),
    path("kansen/<str:district>/<str:lesson>/", gap.gap, name="gap"),
    path("financiering/", funding.funding, name="funding"),
    path("financiering/klif/", funding.cliff, name="cliff"),
    path("initiatieven/", initiative_list.initiatives, name="initiatives"),
    path("export/<str:kind>/", exports.export, name="export"),
]
