from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """The pages of the functional administrator; it keeps no records of its own."""

    name = "administration"
    verbose_name = "Beheer"
