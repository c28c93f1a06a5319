from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The fictional municipality Sluiswaarde."""

    name = "demo"
    verbose_name = "Demo"
