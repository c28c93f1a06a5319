from django.apps import AppConfig
from django.db.models.signals import post_migrate

from initiatives.loading import load_missing_vocabulary


class InitiativesConfig(AppConfig):
    """Initiatives, lesson tags, observations, partners, contacts and voices."""

    name = "initiatives"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Initiatieven"

    def ready(self) -> None:
        post_migrate.connect(load_missing_vocabulary, sender=self)
