from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, organisations, memberships and what they may do."""

    name = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Mensen"
