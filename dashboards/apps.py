from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """What the records mean: measures, charts, tables, exports. Owns no tables."""

    name = "dashboards"
    verbose_name = "Dashboards"
