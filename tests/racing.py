"""People who save at the same moment."""

import threading
from collections.abc import Callable, Sequence

from django.db import connection


def at_once(jobs: Sequence[Callable[[], None]]) -> None:
    """Run jobs in threads that start together, and raise what one of them raised.

    On the tests' SQLite, one database in memory that threads cannot write at once, they run one by one.
    """
    if connection.vendor == "sqlite":
        for job in jobs:
            job()
        return
    gate = threading.Barrier(len(jobs))
    problems: list[BaseException] = []

    def run(job: Callable[[], None]) -> None:
        try:
            gate.wait(timeout=20)
            job()
        except BaseException as error:  # noqa: BLE001 -- raised again in the test's own thread
            problems.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[job]) for job in jobs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not any(thread.is_alive() for thread in threads)
    if problems:
        raise problems[0]
