"""The locks: every package pinned and hashed, no address of a registry, nothing asked for left out."""

import re

import pytest

from tests.house.test_layout import ROOT

LOCKS = ["uv", "base", "dev"]


def normalised(name: str) -> str:
    """A package's name as the locks write it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def asked_for(name: str) -> set[str]:
    """The packages that requirements/<name>.in asks for."""
    lines = (ROOT / "requirements" / f"{name}.in").read_text(encoding="utf-8").splitlines()
    asked = [line for line in lines if line and line[0] not in "#-"]
    return {normalised(re.split(r"[\[<>=!~; ]", line)[0]) for line in asked}


def entries(name: str) -> dict[str, str]:
    """What the lock says of each package: from its own line to the next package."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    parts = re.split(r"(?m)^(?=[a-z0-9])", re.sub(r"(?m)^\s*#.*\n", "", text))
    return {part.split("==")[0]: part for part in parts if part.strip()}


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_pinned_and_hashed(name: str) -> None:
    for package, entry in entries(name).items():
        assert re.match(r"[a-z0-9-]+==[0-9][^ ]* ", entry), package
        assert "--hash=sha256:" in entry, package


@pytest.mark.parametrize("name", LOCKS)
def test_everything_asked_for_is_locked(name: str) -> None:
    assert asked_for(name) <= set(entries(name))


@pytest.mark.parametrize("name", LOCKS)
def test_no_lock_holds_an_address(name: str) -> None:
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")

    assert "://" not in text
    assert "index-url" not in text


def test_tests_run_on_the_very_packages_that_serve() -> None:
    def pins(name: str) -> set[str]:
        return {entry.split(" ")[0] for entry in entries(name).values()}

    assert pins("base") <= pins("dev")
