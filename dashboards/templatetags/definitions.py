"""What a number means, at the number: a button that opens its definition, without script."""

from collections.abc import Sequence
from typing import Final

from django import template

from dashboards.analysis.definitions import definitions

register = template.Library()
TEMPLATE: Final = "components/definition.html"


@register.inclusion_tag(TEMPLATE)
def definition(*codes: str, key: str = "") -> dict[str, object]:
    """A round button behind a number or a heading; `key` tells apart what stands on a page twice.

    An unknown code raises KeyError, so that no number goes without its definition.
    """
    return {"definitions": definitions(codes), "key": key or "-".join(codes)}


@register.inclusion_tag(TEMPLATE)
def definition_link(words: str, codes: Sequence[str], key: str = "") -> dict[str, object]:
    """The same as a link with words, where several numbers share one place."""
    return definition(*codes, key=key) | {"words": words}
