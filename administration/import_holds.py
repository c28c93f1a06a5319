"""Who is at work on an upload, and how far: told by the system, so that a killed worker is known at once.

On PostgreSQL the session that works says it in its `application_name`: other sessions read that in the middle of the
transaction, and it is gone with the session. SQLite has no sessions, and lets nobody write during a transaction; there
the worker locks a small file beside the database, a lock that the kernel drops when the process ends however it ends.
"""

import fcntl
import os
import tempfile
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from uuid import UUID

from django.db import DatabaseError, connection

type Tell = Callable[[str, int, int], None]
"""Say what is being done ("check", "store", "undo"), and how many rows are done, of how many."""

_PREFIX: Final = "import"


class Stopped(Exception):
    """Somebody asked the work to stop."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody is."""

    what: str = ""
    done: int = 0
    total: int = 0


@contextmanager
def hold(key: UUID) -> Generator[Tell]:
    """Be the one at work on an upload; waits for another who still is. `Tell` raises Stopped when asked to stop."""
    kept = _session(key) if connection.vendor == "postgresql" else _file(key)
    with kept as tell:
        yield tell


def look(key: UUID) -> Progress | None:
    """How far whoever works on the upload is; none if nobody does."""
    if connection.vendor == "postgresql":
        return _look_at_sessions(key)
    return _look_at_file(_path(key))


def stop(key: UUID) -> None:
    """Ask to stop whoever is in the middle of a transaction that nothing can be written beside."""
    if connection.vendor != "postgresql":
        _path(key).unlink(missing_ok=True)


@contextmanager
def _session(key: UUID) -> Generator[Tell]:
    def tell(what: str, done: int, total: int) -> None:
        _call_session(f"{_PREFIX}:{key.hex}:{what}:{done}:{total}")

    tell("", 0, 0)
    try:
        yield tell
    finally:
        with suppress(DatabaseError):
            _call_session("")


def _call_session(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('application_name', %s, false)", [name])


def _look_at_sessions(key: UUID) -> Progress | None:
    sql = (
        "SELECT application_name FROM pg_stat_activity"
        " WHERE datname = current_database() AND application_name LIKE %s"
    )
    with connection.cursor() as cursor:
        # Within a transaction PostgreSQL would answer with what it saw first.
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(sql, [f"{_PREFIX}:{key.hex}:%"])
        found = cursor.fetchone()
    return _progress(found[0].split(":")[2:]) if found else None


def _path(key: UUID) -> Path:
    name = str(connection.settings_dict["NAME"])
    in_memory = ":memory:" in name or "mode=memory" in name
    folder = Path(tempfile.gettempdir()) if in_memory else Path(name).parent
    return folder / "import-locks" / key.hex


@contextmanager
def _file(key: UUID) -> Generator[Tell]:
    path = _path(key)
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)

        def tell(what: str, done: int, total: int) -> None:
            if not path.exists():
                raise Stopped
            os.pwrite(file.fileno(), f"{what}:{done}:{total}".ljust(40).encode(), 0)

        try:
            yield tell
        finally:
            path.unlink(missing_ok=True)


def _look_at_file(path: Path) -> Progress | None:
    try:
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return _progress(file.read().decode().strip().split(":"))
    except FileNotFoundError:
        pass
    return None


def _progress(parts: list[str]) -> Progress:
    return Progress(parts[0], int(parts[1]), int(parts[2])) if len(parts) == 3 else Progress()
