from django.apps import AppConfig


class ListsConfig(AppConfig):
    """What every list does alike: sort, page, choose columns, export as shown."""

    name = "lists"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Lijsten"
