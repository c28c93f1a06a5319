from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """The pages of the functional administrator, and imports; it keeps no records but files that wait."""

    name = "administration"
    verbose_name = "Beheer"
