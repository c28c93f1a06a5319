from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """The note for the council: what the dashboards say at a day, as a document and as a workbook."""

    name = "reports"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Notities"
