"""Collect the Dutch texts for the translators, and make what the site reads of their work.

`make messages` brings locale/en/LC_MESSAGES/django.po up to date: new texts come in empty, texts that are gone leave,
translations stay. `make install` compiles it (`bin/messages.py compile`) with Babel, so that no gettext is needed.
"""

import ast
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

from babel.messages import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT: Final = Path(__file__).resolve().parent.parent
PO: Final = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
NOT_SHOWN: Final = frozenset({"tests", "bench", "bin", "docs", "migrations", "static", "fixtures"})
_ONE: Final = ("_", "gettext", "gettext_lazy", "gettext_noop")
_TWO: Final = ("ngettext", "ngettext_lazy")
KEYWORDS: Final = (
    dict.fromkeys(_ONE)
    | dict.fromkeys(_TWO, (1, 2))
    | dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
    | {"npgettext": ((1, "c"), 2, 3), "counted": (2, 3)}
)
"""What marks a text; `counted` is the wording of a number with its noun."""
IN_DEFINITIONS: Final = ({"Definition": (2,)}, {"Definition": (3,)})
"""The name and the text of a definition are its second and third part."""
IN_TABLES: Final = ({"Column": (1,)},)
"""The heads of the tables of the dashboards."""
_TEXT: Final = r"u?(?:'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\")"
_IN_TEMPLATE: Final = re.compile(rf"\b(n?p?gettext|_)\(((?:\s*{_TEXT}\s*,?)+)")


class Found(NamedTuple):
    """A text that people see: its Dutch (one, or one and many), its context, and the file it stands in."""

    text: str | tuple[str, ...]
    context: str | None
    path: str


def compile_messages() -> None:
    """Make the .mo that Django reads, if the .po is newer."""
    target = PO.with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= PO.stat().st_mtime:
        return
    with tempfile.NamedTemporaryFile(dir=PO.parent, delete=False) as file:
        write_mo(file, catalog())
    Path(file.name).chmod(0o644)
    Path(file.name).replace(target)


def catalog() -> Catalog:
    """The translations as they are written down."""
    with PO.open("rb") as file:
        return read_po(file, locale="en")


def texts() -> Iterator[Found]:
    """Every text of the product that is marked for translation, as often as it stands there."""
    for path in _files():
        name = path.relative_to(ROOT).as_posix()
        found = _in_template(path) if path.suffix == ".html" else _in_code(path)
        yield from (Found(text, context, name) for text, context in found)


def collect() -> Catalog:
    """Bring the translations up to date with the texts."""
    template = Catalog(locale="en", project="Wijkinitiatieven", charset="utf-8")
    for text, context, _path in texts():
        template.add(text, context=context)
    kept = catalog() if PO.exists() else Catalog(locale="en")
    kept.update(template, no_fuzzy_matching=True)
    return kept


def save(translations: Catalog) -> None:
    """Write the translations down: in the order of their texts, without places that change every week."""
    translations.fuzzy = False
    translations.header_comment = (
        "# English for Wijkinitiatieven. `make messages` keeps it up to date."
    )
    PO.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile() as file:
        write_po(
            file, translations, no_location=True, sort_output=True, ignore_obsolete=True, width=110
        )
        file.seek(0)
        lines = file.read().decode().splitlines()
    changing = ('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator')
    kept = [line.rstrip() for line in lines if not line.startswith(changing)]
    PO.write_text("\n".join(kept).rstrip() + "\n", encoding="utf-8")


def untranslated(translations: Catalog) -> list[str]:
    """The texts that have no English yet, or not for one and for many."""
    return [str(message.id) for message in translations if message.id and not _translated(message)]


def _translated(message: Message) -> bool:
    if isinstance(message.id, str):
        return bool(message.string)
    return isinstance(message.string, tuple | list) and all(message.string)


def _files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py", "*.html"],  # noqa: S607  (git as everywhere here)
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    return [ROOT / line for line in sorted(listed) if not NOT_SHOWN & set(Path(line).parts)]


def _in_code(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    wanted: list[dict[str, Any]] = [KEYWORDS]
    if path.name.endswith("definitions.py"):
        wanted += IN_DEFINITIONS
    if path.is_relative_to(ROOT / "dashboards" / "views"):
        wanted += IN_TABLES
    for keywords in wanted:
        with path.open("rb") as file:
            for _line, text, _comments, context in extract("python", file, keywords=keywords):
                yield text if isinstance(text, str) else tuple(text), context


def _in_template(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    for kind, words in _IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        parts = [str(ast.literal_eval(word)) for word in re.findall(_TEXT, words)]
        context = parts.pop(0) if "p" in kind.removesuffix("gettext") else None
        yield (parts[0] if len(parts) == 1 else tuple(parts)), context


def main() -> None:
    """Do what is asked: nothing is `make messages`."""
    if sys.argv[1:] == ["compile"]:
        compile_messages()
        return
    translations = collect()
    save(translations)
    compile_messages()
    left = untranslated(translations)
    print(f"{len(translations) - len(left)} of {len(translations)} texts are in English.")


if __name__ == "__main__":
    main()
