"""A skipped test fails the run, and the run says which tests on real files it holds."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.test_layout import ROOT


def run_tests(folder: Path, text: str) -> subprocess.CompletedProcess[str]:
    """Run a test module under the rules of this repository."""
    (folder / "test_one.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-c", "/dev/null", f"--rootdir={folder}"]
    options = ["-p", "tests.conftest", "-p", "no:cacheprovider", "--ds=wijkinitiatieven.settings"]
    return subprocess.run(
        [*command, *options, str(folder)], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    "text",
    [
        "import pytest\ndef test_it(): pytest.skip('no browser here')\n",
        "import pytest\npytest.skip('no browser here', allow_module_level=True)\n",
        "import pytest\n@pytest.mark.skip(reason='no browser here')\ndef test_it(): pass\n",
    ],
)
def test_a_skipped_test_fails(tmp_path: Path, text: str) -> None:
    result = run_tests(tmp_path, text)

    assert result.returncode != 0
    assert "nothing is skipped here" in result.stdout
    assert "no browser here" in result.stdout
    assert "1 skipped" not in result.stdout


def test_a_run_says_whether_real_files_were_read(tmp_path: Path) -> None:
    result = run_tests(tmp_path, "def test_it(): pass\n")

    assert result.returncode == 0
    assert "tests/real/ " in result.stdout
