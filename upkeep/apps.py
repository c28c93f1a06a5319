from django.apps import AppConfig


class UpkeepConfig(AppConfig):
    """Keeping records clean: bulk changes, merging, handing over, repairs; each with an undo."""

    name = "upkeep"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Onderhoud"
