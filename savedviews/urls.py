"""Saved views: the list, keeping one, opening, renaming and deleting."""

from django.urls import path

from savedviews import views

app_name = "savedviews"
urlpatterns = [
    path("weergaven/", views.index, name="index"),
    path("weergaven/nieuw/", views.new, name="new"),
    path("weergaven/<int:pk>/", views.show, name="show"),
    path("weergaven/<int:pk>/wijzigen/", views.edit, name="edit"),
    path("weergaven/<int:pk>/verwijderen/", views.delete, name="delete"),
]
