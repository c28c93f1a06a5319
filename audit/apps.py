from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The append-only log and versioned writes."""

    name = "audit"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Logboek"
