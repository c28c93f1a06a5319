"""The note for the council: the page with its choices, and the files."""

from django.urls import path

from reports import views

app_name = "reports"
urlpatterns = [
    path("notitie/", views.note, name="note"),
    path("notitie/<str:kind>/", views.download, name="download"),
]
