"""The pages that read: Dutch paths, English names."""

from django.urls import path

from dashboards.views import initiative_list

app_name = "dashboards"
urlpatterns = [
    path("initiatieven/", initiative_list.initiatives, name="initiatives"),
]
