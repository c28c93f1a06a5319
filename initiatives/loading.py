"""The small lists (activities, target groups, places, partners) come with `migrate` where they are missing."""

from typing import Any

from django.apps import apps as installed
from django.apps.registry import Apps
from django.core.management import call_command
from django.db import connections


def load_missing_vocabulary(using: str, apps: Apps = installed, **_: Any) -> None:
    """Load the fixture after `migrate` if there is no activity yet."""
    try:
        activity = apps.get_model("initiatives", "ActivityType")
    except LookupError:
        return
    if activity._meta.db_table not in connections[using].introspection.table_names():
        return
    if not activity._default_manager.using(using).exists():
        call_command("loaddata", "vocabulary", database=using, verbosity=0)
