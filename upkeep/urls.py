"""Keeping records clean: Dutch paths, English names."""

from django.urls import path

from upkeep.views import (
    bulk,
    duplicates,
    hand_over,
    merging,
    merging_organisations,
    missing,
    operations,
)

app_name = "upkeep"
urlpatterns = [
    path("onderhoud/", operations.operations, name="operations"),
    path("onderhoud/klopt-nog/", bulk.confirm, name="bulk_confirm"),
    path("onderhoud/les/", bulk.tag, name="bulk_tag"),
    path("onderhoud/organisatie/", bulk.assign, name="bulk_assign"),
    path("onderhoud/overdragen/<int:pk>/", hand_over.hand_over, name="hand_over"),
    path("onderhoud/ontbreekt/", missing.missing, name="missing"),
    path("onderhoud/dubbel/", duplicates.duplicates, name="duplicates"),
    path(
        "onderhoud/dubbel/organisaties/", duplicates.organisations, name="duplicate_organisations"
    ),
    path("onderhoud/dubbel/<int:pk>/<int:other>/niet/", duplicates.apart, name="apart"),
    path(
        "onderhoud/dubbel/organisaties/<int:pk>/<int:other>/niet/",
        duplicates.organisations_apart,
        name="organisations_apart",
    ),
    path("onderhoud/samenvoegen/<int:pk>/", merging.merge_with, name="merge_with"),
    path("onderhoud/samenvoegen/<int:pk>/<int:other>/", merging.merge, name="merge"),
    path(
        "onderhoud/organisaties/samenvoegen/<int:pk>/<int:other>/",
        merging_organisations.merge,
        name="merge_organisations",
    ),
    path("onderhoud/<uuid:pk>/", operations.operation, name="operation"),
    path("onderhoud/<uuid:pk>/ongedaan/", operations.undo_operation, name="undo"),
]
