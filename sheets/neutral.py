"""Take the sting out of texts that a spreadsheet would run as a formula, and give it back when reading.

Spreadsheets run a cell that begins with = + - or @ (a tab, CR or NUL before it is skipped). Every export therefore puts
an apostrophe before such a text. To make that reversible, a text that already looks neutralised gets one more, so that
`restore(neutralise(text)) == visible(text)` for every text.

Control characters cannot exist in XML, and NUL hides what follows it: each is shown by its picture (NUL becomes ␀),
in every format alike. That replacement is visible and is the only thing that reading back does not undo.
"""

import re

FIRST_CHARACTERS = "'=+-@\t\r\0␀"
"""A text that begins otherwise is never changed by `neutralise`, but for its control characters."""

_FORMULA = re.compile(r"'*[=+\-@\t\r\x00␀]")
_NEUTRALISED = re.compile(r"'+[=+\-@\t\r\x00␀]")
_UNPRINTABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]"
)


def neutralise(text: str) -> str:
    """The text as it may stand in a file that a spreadsheet opens."""
    if _FORMULA.match(text):
        text = "'" + text
    return visible(text)


def restore(text: str) -> str:
    """Undo exactly what `neutralise` added: one apostrophe before a text that would run as a formula."""
    return text[1:] if text.startswith("'") and _NEUTRALISED.match(text) else text


def visible(text: str) -> str:
    """Replace each character that XML cannot hold by one that can be seen."""
    return _UNPRINTABLE.sub(_picture, text)


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
