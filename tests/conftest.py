"""What all tests share: no skipping, the real files, a fixed course of random inputs, fast passwords."""

import os
from collections import Counter
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from bin.messages import compile_messages

# Playwright's synchronous interface runs an event loop in the thread that uses the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

REAL_FILES = Path(__file__).resolve().parents[2] / "shared" / "data"
REAL_TESTS = "tests/real/"

collect_ignore = [] if REAL_FILES.is_dir() else ["real"]

# The same inputs in every run: a failure is one that the next person sees too.
hypothesis_settings.register_profile(
    "house",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=int(os.environ.get("HYPOTHESIS_EXAMPLES", "100")),
    suppress_health_check=[HealthCheck.too_slow],
)
hypothesis_settings.load_profile("house")

pytest_plugins = ["tests.browsing"]


def pytest_configure() -> None:
    """Hash passwords fast: tests log in thousands of times and keep no secrets. English is that of the .po."""
    from django.conf import settings  # noqa: PLC0415 -- settings exist once pytest-django has run

    compile_messages()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def _refuse_skip(report: pytest.TestReport | pytest.CollectReport, what: str) -> None:
    if report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{what} was skipped, and nothing is skipped here: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A skipped test is a failed one: a green run means that everything ran."""
    report = yield
    _refuse_skip(report, item.nodeid)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """A module that skips itself fails too."""
    report = yield
    _refuse_skip(report, collector.nodeid)
    return report


def _real_tests_run(reporter: Any) -> Counter[str]:
    """How many tests of each module under tests/real/ ran, in this process or in a worker."""
    nodes = {
        report.nodeid
        for reports in reporter.stats.values()
        for report in reports
        if isinstance(report, pytest.TestReport) and report.nodeid.startswith(REAL_TESTS)
    }
    return Counter(node.split("::", 1)[0] for node in nodes)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say whether the tests on real files ran, and which."""
    terminalreporter.section("real files")
    if not REAL_FILES.is_dir():
        terminalreporter.write_line(
            f"{REAL_TESTS} was not collected: there is no ../shared/data beside this checkout."
        )
        return
    run = _real_tests_run(terminalreporter)
    terminalreporter.write_line(
        f"{REAL_TESTS} reads ../shared/data: {run.total()} tests ran in {len(run)} modules."
    )
    for module, count in sorted(run.items()):
        terminalreporter.write_line(f"  {module}: {count}")


@pytest.fixture(scope="session")
def real_files() -> Path:
    """The folder of real files published by CBS and municipalities; read only."""
    return REAL_FILES
