from django.apps import AppConfig


class SavedViewsConfig(AppConfig):
    """Views of dashboards and lists that a person keeps, for themselves or for the municipality."""

    name = "savedviews"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Bewaarde weergaven"
