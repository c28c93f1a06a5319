"""The house keeps its layout: every package has its place, and nothing grows past reading size."""

import ast
import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOT_APPS = {"tests", "bench", "bin", "docs"}
MAX_FILE_LINES = 300
MAX_FUNCTION_LINES = 40


def tracked(*patterns: str) -> list[Path]:
    """The files of the repository that fit the patterns, with those not committed yet."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [ROOT / line for line in listed.stdout.splitlines() if (ROOT / line).is_file()]


def code_files() -> list[Path]:
    """The Python files a person wrote."""
    return [path for path in tracked("*.py") if "migrations" not in path.parts]


def product_files() -> list[Path]:
    """Those of the product; a test module is as long as its table of cases."""
    return [path for path in code_files() if path.relative_to(ROOT).parts[0] not in NOT_APPS]


def contracts() -> dict[str, dict[str, list[str]]]:
    """import-linter's contracts by name."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        linter = tomllib.load(file)["tool"]["importlinter"]
    return {contract["name"]: contract for contract in linter["contracts"]} | {"": linter}


def our_packages() -> set[str]:
    """The packages at the top of the repository that are part of the product."""
    return {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_APPS


def names(layers: list[str]) -> set[str]:
    """The modules that layers name, siblings and optional ones included."""
    return {name.strip("() ") for layer in layers for name in re.split("[|:]", layer)}


def test_every_package_has_its_place_in_the_layers() -> None:
    rules = contracts()

    assert names(rules["The layers of the house"]["layers"]) == our_packages()
    assert set(rules[""]["root_packages"]) == our_packages()


def test_every_package_has_its_inside_held() -> None:
    held = {
        container
        for name, contract in contracts().items()
        if name.startswith("Inside")
        for container in contract["containers"]
    }

    assert our_packages() - held == {"wijkinitiatieven"}


@pytest.mark.parametrize("name", ["utils.py", "helpers.py", "common.py", "misc.py"])
def test_no_module_is_called_after_nothing(name: str) -> None:
    assert tracked(f"*/{name}", f"*/{name[:-3]}/*.py") == []


def test_files_stay_short_enough_to_read() -> None:
    long = {
        str(path.relative_to(ROOT)): count
        for path in product_files()
        if (count := len(path.read_text(encoding="utf-8").splitlines())) > MAX_FILE_LINES
    }

    assert long == {}


def function_lengths(path: Path) -> dict[str, int]:
    """Lines of the body of each function of a file, without its signature and docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lengths = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            first = node.body[1:] if ast.get_docstring(node) and node.body[1:] else node.body
            name = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            lengths[name] = (node.end_lineno or 0) - first[0].lineno + 1
    return lengths


def test_functions_stay_short_enough_to_read() -> None:
    long = {
        name: lines
        for path in product_files()
        for name, lines in function_lengths(path).items()
        if lines > MAX_FUNCTION_LINES
    }

    assert long == {}
