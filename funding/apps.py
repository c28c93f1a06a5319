from django.apps import AppConfig


class FundingConfig(AppConfig):
    """Schemes, grants, decisions and payments."""

    name = "funding"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Geld"
