"""Setting up says in one sentence what is missing, before it does anything slow."""

import os
import shutil
import socket
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.house.test_layout import ROOT

# What any Debian machine has; no python3, no uv, no apt-get unless a test puts it there.
BASICS = ["sh", "cat", "chmod", "cksum", "dirname", "env", "grep", "id", "mkdir", "mktemp", "rm"]


class Machine:
    """A checkout with nothing installed, and a PATH that holds only what a test puts there."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "checkout"
        self.programs = folder / "programs"
        self.programs.mkdir()
        for name in BASICS:
            found = shutil.which(name)
            assert found is not None
            (self.programs / name).symlink_to(found)
        (self.checkout / "bin").mkdir(parents=True)
        shutil.copy(ROOT / "bin" / "install", self.checkout / "bin")
        shutil.copytree(ROOT / "requirements", self.checkout / "requirements")
        shutil.copy(ROOT / ".python-version", self.checkout)

    def has(self, name: str, script: str) -> None:
        """Put a program on this machine's PATH."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)

    def install(self) -> subprocess.CompletedProcess[str]:
        """Run bin/install, as `make install` does."""
        return run(
            [str(self.checkout / "bin" / "install")],
            {"PATH": str(self.programs), "HOME": str(self.checkout)},
        )


def run(command: list[str], environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """What a person at the keyboard would see, without a keyboard."""
    return subprocess.run(
        command,
        env=dict(environment),
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """A machine with git and make, and nothing else."""
    return Machine(tmp_path)


def test_a_machine_without_python_is_told_so(machine: Machine) -> None:
    result = machine.install()

    assert result.returncode == 1
    assert "python3 is missing" in result.stderr


def test_a_python_without_venv_is_told_what_to_install(machine: Machine) -> None:
    machine.has("python3", 'echo "ensurepip is not available" >&2; exit 1')

    result = machine.install()

    assert result.returncode == 1
    assert "install python3-venv first" in result.stderr
    assert "ensurepip" not in result.stderr
    assert not (machine.checkout / ".uv").exists()


def test_no_network_is_one_sentence(machine: Machine) -> None:
    machine.has("python3.13", 'mkdir -p "$HOME"; exit 0')
    machine.has(
        "uv",
        'case "$1 $2" in\n'
        '"pip sync") echo "error: dns error: failed to lookup address" >&2; exit 2;;\n'
        "esac",
    )

    result = machine.install()

    assert result.returncode == 1
    assert "could not be fetched: is there a network" in result.stderr
    assert "dns error" not in result.stderr
    assert not (machine.checkout / ".venv" / ".installed").exists()


def test_no_interpreter_is_one_sentence(machine: Machine) -> None:
    machine.has("uv", "exit 2")

    result = machine.install()

    assert result.returncode == 1
    assert "no Python 3.12 or 3.13 on this machine and none could be fetched" in result.stderr


def test_another_failure_is_shown_whole(machine: Machine) -> None:
    machine.has("python3.13", "exit 0")
    machine.has(
        "uv", '[ "$1" = pip ] || exit 0; echo "error: hash mismatch for django" >&2; exit 1'
    )

    result = machine.install()

    assert result.returncode == 1
    assert "hash mismatch for django" in result.stderr


def test_a_second_install_does_nothing(machine: Machine) -> None:
    machine.has("python3.13", "exit 0")
    machine.has(
        "uv",
        'echo "$1 $2" >>"$HOME/calls"\n'
        '[ "$1" = venv ] || exit 0\n'
        'mkdir -p .venv/bin && echo "exit 0" >.venv/bin/python && chmod +x .venv/bin/python',
    )
    assert machine.install().returncode == 0
    calls = (machine.checkout / "calls").read_text(encoding="utf-8")
    assert calls.splitlines() == ["venv --quiet", "pip sync"]

    assert machine.install().returncode == 0
    assert (machine.checkout / "calls").read_text(encoding="utf-8") == calls


def test_a_busy_port_is_said_before_anything_slow() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        result = run([str(ROOT / "bin" / "demo")], {**os.environ, "PORT": str(port)})

    assert result.returncode == 1
    assert f"port {port} is taken on this computer" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("port", ["0", "65536", "acht", "-1", "80 80"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    result = run([str(ROOT / "bin" / "demo")], {**os.environ, "PORT": port})

    assert result.returncode == 1
    assert "for example PORT=8001 make demo" in result.stderr


def test_a_browser_that_is_named_wrongly_is_said() -> None:
    result = run([str(ROOT / "bin" / "browser")], {**os.environ, "CHROMIUM": "/nowhere/chromium"})

    assert result.returncode == 1
    assert "CHROMIUM names '/nowhere/chromium'" in result.stderr


def test_postgres_lives_as_long_as_its_command() -> None:
    program = "import os, psycopg, dj_database_url as d; c = d.config(); "
    program += "print(c['HOST'], psycopg.connect(host=c['HOST'], user=c['USER'], dbname=c['NAME'])"
    program += ".execute('show fsync').fetchone()[0])"

    result = run(
        [
            str(ROOT / "bin" / "with-postgres"),
            str(ROOT / ".venv" / "bin" / "python"),
            "-c",
            program,
        ],
        os.environ,
    )

    assert result.returncode == 0, result.stderr
    folder, fsync = result.stdout.split()
    assert fsync == "off"
    assert not Path(folder).exists()


def test_postgres_hands_on_the_exit_code() -> None:
    result = run([str(ROOT / "bin" / "with-postgres"), "sh", "-c", "exit 7"], os.environ)

    assert result.returncode == 7
