from django.apps import AppConfig
from django.db.models.signals import post_migrate

from lessons.loading import load_missing_framework


class LessonsConfig(AppConfig):
    """The framework: strategies, lessons and role actions."""

    name = "lessons"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Lessen"

    def ready(self) -> None:
        post_migrate.connect(load_missing_framework, sender=self)
