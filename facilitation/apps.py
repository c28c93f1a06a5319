from django.apps import AppConfig


class FacilitationConfig(AppConfig):
    """Actions that answer a gap."""

    name = "facilitation"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Acties"
