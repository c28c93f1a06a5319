"""Text inside XML."""

_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\r": "&#13;",
        "\n": "&#10;",
        "\t": "&#9;",
    }
)
_ELEMENT_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})


def element(text: str) -> str:
    """Text between tags."""
    return text.translate(_ELEMENT_ESCAPES)


def attribute(text: str) -> str:
    """Text between double quotes; line breaks and tabs are kept."""
    return text.translate(_ESCAPES)
