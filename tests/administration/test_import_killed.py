"""A worker killed (kill -9) or stopped in the middle of storing: nothing half loaded, and told truthfully."""

import json
import os
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
ROWS = 4_000

pytestmark = pytest.mark.both_engines


@pytest.fixture
def database(tmp_path: Path, django_db_setup: None) -> Generator[str]:
    """The address of an empty database of its own, on the engine of this run."""
    if connection.vendor != "postgresql":
        yield f"sqlite:///{tmp_path / 'killed.sqlite3'}"
        return
    name = f"killed_{uuid4().hex[:12]}"
    address = os.environ["DATABASE_URL"]
    base, _slash, _old = address.rpartition("/")
    with psycopg.connect(address, autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        yield f"{base}/{name}"
        admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


class Site:
    """A site on its own database, whose steps and worker are processes."""

    def __init__(self, database: str) -> None:
        # DEBUG serves static files without collecting them first.
        self._env = {
            "PATH": os.environ["PATH"],
            "DATABASE_URL": database,
            "DEBUG": "1",
            "DJANGO_SETTINGS_MODULE": "wijkinitiatieven.settings",
        }

    def step(self, *words: object) -> str:
        """Run a step of `killing.py`; what it prints."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.administration.killing", *map(str, words)],
            cwd=ROOT, env=self._env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    def look(self) -> dict[str, Any]:
        """What the page and the database say."""
        found: dict[str, Any] = json.loads(self.step("look").splitlines()[-1])
        return found

    def worker(self) -> "subprocess.Popen[bytes]":
        """Start a worker as in production."""
        return subprocess.Popen(
            [sys.executable, "manage.py", "db_worker", "--no-reload", "--no-startup-delay"],
            cwd=ROOT, env=self._env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip


@pytest.fixture
def site(database: str) -> Site:
    """A site with a checked file whose load was asked."""
    made = Site(database)
    made.step("prepare")
    made.step("load")
    return made


def nothing_is_loaded(found: dict[str, Any]) -> None:
    """No record, no log row, nothing of its undo."""
    assert [
        found[name] for name in ("initiatives", "observations", "made", "imports", "records")
    ] == [0] * 5


def test_a_worker_killed_in_the_middle_leaves_nothing_and_its_work_is_done_again(
    site: Site,
) -> None:
    assert "op de achtergrondverwerking." in site.look()["page"]
    worker = site.worker()
    try:
        site.step("kill", worker.pid)
    finally:
        worker.kill()
        worker.wait()

    found = site.look()
    nothing_is_loaded(found)
    assert "De verwerking is onderbroken" in found["page"]
    assert "Er is niets geladen, ook niet een deel." in found["page"]
    assert "Start opnieuw" in found["page"]

    other = site.worker()  # A worker that comes back changes nothing by itself.
    try:
        site.step("again")
    finally:
        other.terminate()
        other.wait()
    found = site.look()
    assert f"{ROWS} nieuw" in found["page"].replace(".", "")
    assert (found["initiatives"], found["observations"], found["imports"]) == (ROWS, ROWS, 1)


def test_work_that_is_stopped_in_the_middle_leaves_nothing(site: Site) -> None:
    worker = site.worker()
    try:
        site.step("stop")
    finally:
        worker.terminate()
        worker.wait()
    found = site.look()
    nothing_is_loaded(found)
    assert (found["uploads"], found["rows"]) == (0, 0)
