"""Bring the demo's database up to date and load Sluiswaarde, in one process, since starting Django takes longest."""

import os
import sys
from pathlib import Path

import django
from django.core.management import CommandError, call_command


def main() -> int:
    """Exit code 0, or 1 with what went wrong."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkinitiatieven.settings")
    django.setup()
    try:
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("load_demo")
    except CommandError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
