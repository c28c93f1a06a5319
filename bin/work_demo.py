"""The demo's worker for long work (`manage.py db_worker`): it ends when the server, process PID, is there no more."""

import os
import sys
import threading
import time
from pathlib import Path

import django
from django.core.management import call_command


def follow(server: int) -> None:
    """End with the server, however that ended: killed, it could not stop us."""
    while os.getppid() == server:
        time.sleep(1)
    os._exit(0)


def main() -> None:
    """Work until the server stops."""
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkinitiatieven.settings")
    threading.Thread(target=follow, args=[int(sys.argv[1])], daemon=True).start()
    django.setup()
    call_command("db_worker", reload=False, startup_delay=False, verbosity=0)


if __name__ == "__main__":
    main()
