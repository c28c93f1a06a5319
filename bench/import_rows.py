"""How long an import takes and how much memory, at the most rows a file may have.

Run it with `.venv/bin/python bench/import_rows.py`.

Each step runs in a process of its own, through the same pages and the same worker as in use: upload, columns, check,
preview, load, undo. It prints processor time in seconds and the highest memory in megabytes of each. `--rows`,
`--format` (csv, xlsx, ods) and `--kind` (initiatives, grants) choose the file; DATABASE_URL another database than a
fresh SQLite file, an empty one, since it is filled.
"""

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
STEPS = ("fill", "upload", "columns", "check", "preview", "load", "loaded", "undo", "undone")
WORKER = {"check", "load", "undo"}
USER = "bench@voorbeeld.nl"


def main() -> None:
    """Run all steps, or the one that this process is for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=50_000)
    parser.add_argument("--format", default="xlsx", choices=["csv", "xlsx", "ods"])
    parser.add_argument("--kind", default="initiatives", choices=["initiatives", "grants"])
    parser.add_argument("--bad", type=int, default=20, help="one row in so many is refused")
    parser.add_argument("--step", choices=STEPS)
    options = parser.parse_args()
    if options.step:
        step(options)
        return
    with tempfile.TemporaryDirectory() as folder:
        env = {"DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3", "DEMO": "1", **os.environ}
        print(f"{options.rows} rows of {options.kind} as {options.format}")
        for name in STEPS:
            began = time.monotonic()
            subprocess.run(
                [sys.executable, __file__, *sys.argv[1:], "--step", name], env=env, check=True
            )
            print(f"{name:10} {time.monotonic() - began:6.1f} s by the clock")


def step(options: argparse.Namespace) -> None:
    """Do one step and tell what it cost."""
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkinitiatieven.settings")
    import django  # noqa: PLC0415 -- after the path of the project is known

    django.setup()
    from django.core.management import call_command  # noqa: PLC0415 -- once Django is set up

    started = time.process_time()
    said = ""
    if options.step == "fill":
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        fill()
    elif options.step in WORKER:
        said = ask(options.step)
        call_command("db_worker", batch=True, reload=False, startup_delay=False, verbosity=0)
    else:
        from django.test.utils import override_settings, setup_test_environment  # noqa: PLC0415

        setup_test_environment()
        plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
        with override_settings(STORAGES={"staticfiles": plain}):  # Nothing needs collecting first.
            said = visit(options)
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    other = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = time.process_time() - started + other.ru_utime + other.ru_stime
    print(
        f"{options.step:10} {seconds:6.1f} s of processor {own:5} MB"
        f" (reader of spreadsheets {other.ru_maxrss // 1024} MB) {said}"
    )


def fill() -> None:
    """A municipality with wijken and somebody who may import."""
    from accounts.models import Membership, Role, User  # noqa: PLC0415
    from areas.models import District, Municipality  # noqa: PLC0415
    from audit.actor import command_actor  # noqa: PLC0415
    from initiatives.writes import InitiativeInput, create_initiative  # noqa: PLC0415

    town = Municipality.objects.create(code="GM9999", name="Meetstad", slug="meetstad")
    District.objects.bulk_create(
        District(municipality=town, code=f"WK9999{number:02}", name=f"Wijk {number}")
        for number in range(1, 31)
    )
    user = User.objects.create_user(USER, "een heel lang wachtwoord", name="Meter")
    Membership.objects.create(municipality=town, user=user, role=Role.ADMIN)
    create_initiative(
        command_actor("bench"), town, InitiativeInput(name="Eerste"), today=date(2026, 1, 1)
    )


def visit(options: argparse.Namespace) -> str:
    """Open or send a page as that person; what came of it."""
    from django.test import Client  # noqa: PLC0415
    from django.urls import reverse  # noqa: PLC0415

    from accounts.models import User  # noqa: PLC0415
    from administration.models import Upload  # noqa: PLC0415

    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.get(email=USER))
    if options.step == "upload":
        file = BytesIO(content(options))
        file.name = f"lijst.{options.format}"
        size = len(file.getvalue()) / 2**20
        answer = client.post(reverse("administration:import"), {"kind": options.kind, "file": file})
        if answer.status_code != 302:
            raise SystemExit(str(answer.context["form"].errors))
        return f"{size:.1f} MB, then {answer['Location']}"
    held = Upload.objects.defer("content").get()
    if options.step == "columns":
        url = reverse("administration:import_columns", args=[held.pk])
        form = client.get(url).context["form"]
        guessed = {field.html_name: field.initial for field in form}
        answer = client.post(url, guessed | {"c0": "reference"})
        return str(answer.status_code)
    url = reverse("administration:import_preview", args=[held.pk])
    page = client.get(f"{url}?page=40")
    came = f"{held.stage} {held.refusal} {held.undone or held.outcome}"
    return f"{page.status_code} {len(page.content) // 1024} kB {came}"


def ask(name: str) -> str:
    """Ask for the work as the page does; the check was asked by the columns."""
    from accounts.models import User  # noqa: PLC0415
    from administration.import_work import ask as ask_work  # noqa: PLC0415
    from administration.models import Stage, Upload  # noqa: PLC0415
    from audit.actor import Actor  # noqa: PLC0415

    held = Upload.objects.get()
    actor = Actor(USER, User.objects.get(email=USER).pk)
    if name == "load":
        ask_work(held, Stage.LOAD, actor, skip_refused=True)
    elif name == "undo":
        ask_work(held, Stage.UNDO, actor)
    return ""


def content(options: argparse.Namespace) -> bytes:
    """The file to import, in which one header asks to be matched."""
    from sheets.columns import Column  # noqa: PLC0415
    from sheets.writing import Format, write_table  # noqa: PLC0415

    rows = initiatives(options) if options.kind == "initiatives" else grants(options)
    headers, *others = rows
    file = BytesIO()
    write_table(file, Format(options.format), [Column(str(name)) for name in headers], others)
    return file.getvalue()


def initiatives(options: argparse.Namespace) -> Iterator[tuple[Any, ...]]:
    """Initiatives with lessons, an observation and partners."""
    yield (
        "ons nummer",
        "naam",
        "samenvatting",
        "organisatie",
        "wijken",
        "startdatum",
        "activiteiten",
        "lessen",
        "gezien op",
        "waarneming",
        "partners",
    )
    for number in range(options.rows):
        bad = number % options.bad == 0
        yield (
            f"B-{number:06}",
            f"Initiatief {number}",
            "Een kop koffie en een gesprek.",
            f"Organisatie {number % 900}",
            "WK000000" if bad else f"WK9999{number % 30 + 1:02}",
            (date(2020, 1, 1) + timedelta(days=number % 2_000)).isoformat(),
            "eat",
            "bonding-1|bridging-3",
            "31-02-2026" if bad else "2026-05-01",
            f"Er waren {number % 40} mensen.",
            "welfare:involved:2026-04-01|housing:informed",
        )


def grants(options: argparse.Namespace) -> Iterator[tuple[Any, ...]]:
    """Grants of the one initiative, decided and paid."""
    from initiatives.models import Initiative  # noqa: PLC0415

    of = Initiative.objects.values_list("reference", flat=True)[0]
    yield (
        "ons nummer",
        "initiative",
        "funder",
        "funder_kind",
        "scheme",
        "requested",
        "granted",
        "received_on",
        "decided_on",
    )
    for number in range(options.rows):
        bad = number % options.bad == 0
        yield (
            f"G-{number:06}",
            of,
            "Gemeente Meetstad",
            "municipality",
            "Bewonersinitiatieven",
            "-1" if bad else "500,00",
            "400,00",
            "2026-01-05",
            "2026-02-05",
        )


if __name__ == "__main__":
    main()
