"""The record pages of actions; those that show what the cell says are in `dashboards`."""

from django.urls import path

from facilitation.views import bulk, edit, invitation

app_name = "facilitation"
urlpatterns = [
    path("acties/samen/", bulk.bulk, name="bulk"),
    path("acties/<int:pk>/wijzigen/", edit.edit, name="edit"),
    path("acties/<int:pk>/stand/", edit.state, name="state"),
    path("acties/<int:pk>/notitie/", edit.note, name="note"),
    path("acties/<int:pk>/wat-ervan-kwam/", edit.link, name="link"),
    path(
        "kansen/<str:district>/<str:lesson>/uitnodiging/",
        invitation.invitation,
        name="invitation",
    ),
]
