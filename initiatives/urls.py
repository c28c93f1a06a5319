"""The pages of records: Dutch paths, English names. The list is in `dashboards`."""

from django.urls import path

from initiatives.views import (
    alike,
    detail,
    drafts,
    edit,
    history,
    log,
    organisations,
    questions,
    small,
    voices,
)

app_name = "initiatives"
urlpatterns = [
    path("initiatieven/vastleggen/", log.log, name="log"),
    path("initiatieven/vastleggen/concept/", drafts.keep, name="keep_draft"),
    path("initiatieven/vastleggen/concept/<uuid:key>/weg/", drafts.discard, name="discard_draft"),
    path("initiatieven/vastleggen/dezelfde/<int:pk>/", alike.same, name="same"),
    path("initiatieven/<int:pk>/", detail.detail, name="detail"),
    path("initiatieven/<int:pk>/vragen/", questions.questions, name="questions"),
    path("initiatieven/<int:pk>/wijzigen/", edit.edit, name="edit"),
    path("initiatieven/<int:pk>/klopt-nog/", small.confirm, name="confirm"),
    path("initiatieven/<int:pk>/gestopt/", small.stop, name="stop"),
    path("initiatieven/<int:pk>/waarneming/", small.observe, name="observe"),
    path("initiatieven/<int:pk>/contact/", small.contact, name="contact"),
    path("initiatieven/<int:pk>/langs-geweest/", small.visited, name="visited"),
    path("initiatieven/<int:pk>/banden/", small.ties, name="ties"),
    path("initiatieven/<int:pk>/geschiedenis/", history.history, name="history"),
    path("organisaties/", organisations.organisations, name="organisations"),
    path("stemmen/", voices.voices, name="voices"),
    path("stemmen/<int:pk>/antwoord/", voices.answer, name="answer"),
]
