from django.apps import AppConfig


class AreasConfig(AppConfig):
    """Gemeenten, wijken, buurten, key figures and norms."""

    name = "areas"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Gebieden"
