"""The steps of `test_import_killed.py`, each in a process of its own on a database of its own: `python -m … STEP`.

`prepare` uploads a checked file, `load` asks for its load, `kill PID` ends the worker in the middle of storing, `look`
tells what the page and the database say, `again` starts an interrupted load anew, `stop` asks the work to stop.
"""

import json
import os
import re
import signal
import sys
import time
from collections.abc import Callable
from datetime import date

import django

django.setup()

from django.core.management import call_command  # noqa: E402 -- Django is set up first
from django.test import Client  # noqa: E402

from accounts.models import User  # noqa: E402
from administration import import_holds as holds  # noqa: E402
from administration.models import CheckedRow, LoadedRecord, Upload  # noqa: E402
from audit.models import AuditEntry  # noqa: E402
from initiatives.models import Initiative, Observation  # noqa: E402
from tests.administration.importing import HEAD, choose, lines, post  # noqa: E402
from tests.initiatives.building import town  # noqa: E402

ROWS = 4_000
DEADLINE = 300


def client() -> Client:
    """The administrator's browser."""
    browser = Client(headers={"host": "localhost"})
    browser.force_login(User.objects.get(email="beheer@voorbeeld.nl"))
    return browser


def page_url() -> str:
    """The page of the one upload."""
    return f"/import/{Upload.objects.values_list('pk', flat=True).get()}/"


def work() -> None:
    """Do what waits, as the worker does."""
    call_command("db_worker", batch=True, reload=False, startup_delay=False, verbosity=0)


def prepare() -> None:
    """A municipality with a checked file that waits for its decision."""
    from accounts.models import Role  # noqa: PLC0415 -- with the rest of what it needs

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    member = town().member(Role.ADMIN)
    User.objects.filter(pk=member.user_id).update(email="beheer@voorbeeld.nl")
    rows = (f"r{number};Naam {number};WK900101;2025-03-01;bonding-1" for number in range(ROWS))
    head = f"{HEAD};observed_on;observation"
    seen_on = date(2025, 6, 1).isoformat()
    post(client(), lines(head, *(f"{row};{seen_on};Druk." for row in rows)))
    work()


def load() -> None:
    """Choose to load everything; the page then waits for a worker."""
    choose(client(), page_url(), "all")


def kill() -> None:
    """Kill the worker once it has stored a part."""
    pk = Upload.objects.values_list("pk", flat=True).get()
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        progress = holds.look(pk)
        if progress and progress.what == "store" and 0 < progress.done < progress.total:
            os.kill(int(sys.argv[2]), signal.SIGKILL)
            return
        time.sleep(0.02)
    raise SystemExit("the worker was never in the middle of storing")


def stop() -> None:
    """Ask the work to stop once a part is stored, as somebody who was logged in already."""
    browser = client()
    pk = Upload.objects.values_list("pk", flat=True).get()
    deadline = time.monotonic() + DEADLINE
    while time.monotonic() < deadline:
        progress = holds.look(pk)
        if progress and progress.what == "store" and progress.done:
            choose(browser, page_url(), "stop")
            return
        time.sleep(0.02)
    raise SystemExit("the worker was never in the middle of storing")


def again() -> None:
    """Start the interrupted work anew, and do it."""
    choose(client(), page_url(), "again")
    work()


def look() -> None:
    """Print what there is, as JSON."""
    page = ""
    if Upload.objects.exists():
        html = client().get(page_url()).content.decode()
        main = html[html.index("<main") : html.index("</main>")]
        page = " ".join(re.sub(r"<[^>]+>", " ", main).split())
    found = {
        "page": page,
        "initiatives": Initiative.objects.count(),
        "observations": Observation.objects.count(),
        "made": AuditEntry.objects.filter(object_type="initiatives.initiative").count(),
        "imports": AuditEntry.objects.filter(action="import").count(),
        "records": LoadedRecord.objects.count(),
        "rows": CheckedRow.objects.count(),
        "uploads": Upload.objects.count(),
    }
    print(json.dumps(found))


STEPS: dict[str, Callable[[], None]] = {
    step.__name__: step for step in (prepare, load, kill, stop, again, look)
}

if __name__ == "__main__":
    STEPS[sys.argv[1]]()
