from django.apps import AppConfig


class RemindersConfig(AppConfig):
    """The weekly digest: what waits for a person, by e-mail."""

    name = "reminders"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Herinneringen"
