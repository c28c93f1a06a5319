"""English is whole where it is said to be: nothing untranslated, nothing lost between the languages."""

import re

import pytest
from babel.messages import Catalog

from bin import messages

DONE = (
    "accounts/",
    "dashboards/",
    "lists/",
    "templates/account/",
    "templates/accounts/",
    "templates/base.html",
    "templates/components/",
    "templates/dashboards/",
)
"""Where every text is in English; an app joins when it is, and never leaves."""
_PLACE = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}")


@pytest.fixture(scope="module")
def english() -> Catalog:
    """The translations as they are written down."""
    return messages.catalog()


def pairs(catalog: Catalog) -> list[tuple[str, str]]:
    """Each Dutch text with its English, those for one and for many apart."""
    found: list[tuple[str, str]] = []
    for message in catalog:
        ids = [message.id] if isinstance(message.id, str) else list(message.id)
        told = [message.string] if isinstance(message.string, str) else list(message.string or ())
        if message.id:
            found += [
                (dutch, str(english)) for dutch, english in zip(ids, told, strict=True) if english
            ]
    return found


def test_where_english_is_done_nothing_is_left_in_dutch(english: Catalog) -> None:
    left = set(messages.untranslated(messages.collect()))
    missing = {
        f"{found.path}: {found.text}"
        for found in messages.texts()
        if found.path.startswith(DONE) and _id(english, found) in left
    }

    assert sorted(missing) == [], "run `make messages` and fill in what came in empty"


def _id(catalog: Catalog, found: messages.Found) -> str:
    """What the text is listed by; a noun that is counted somewhere is listed with its plural."""
    first = found.text if isinstance(found.text, str) else found.text[0]
    known = catalog.get(first, found.context)
    return str(known.id if known is not None else found.text)


def test_a_translation_fills_in_what_its_text_does(english: Catalog) -> None:
    wrong = [
        (dutch, said)
        for dutch, said in pairs(english)
        if sorted(_PLACE.findall(dutch)) != sorted(_PLACE.findall(said))
    ]

    assert wrong == []


def test_one_and_many_are_both_there(english: Catalog) -> None:
    half = [
        message.id
        for message in english
        if isinstance(message.string, tuple | list)
        and any(message.string)
        and not all(message.string)
    ]

    assert half == []


def test_texts_are_found_wherever_they_are_marked() -> None:
    found = {(text.path, text.text) for text in messages.texts()}

    assert ("templates/base.html", "Naar de inhoud") in found
    assert ("dashboards/analysis/findings.py", ("wijk", "wijken")) in found
    assert ("dashboards/analysis/states.py", "Gedekt") in found
    assert ("dashboards/analysis/cell_definitions.py", "Lege cellen") in found
