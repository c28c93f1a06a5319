"""Keeping records clean: Dutch paths, English names."""

from django.urls import path

from upkeep.views import bulk, hand_over, operations

app_name = "upkeep"
urlpatterns = [
    path("onderhoud/", operations.operations, name="operations"),
    path("onderhoud/klopt-nog/", bulk.confirm, name="bulk_confirm"),
    path("onderhoud/les/", bulk.tag, name="bulk_tag"),
    path("onderhoud/organisatie/", bulk.assign, name="bulk_assign"),
    path("onderhoud/overdragen/<int:pk>/", hand_over.hand_over, name="hand_over"),
    path("onderhoud/<uuid:pk>/", operations.operation, name="operation"),
    path("onderhoud/<uuid:pk>/ongedaan/", operations.undo_operation, name="undo"),
]
