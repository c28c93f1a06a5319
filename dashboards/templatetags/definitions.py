"""What a number means, at the number: a button that opens its definition, without script."""

from collections.abc import Sequence
from typing import Any, Final

from django import template

from dashboards.analysis.definitions import definitions
from dashboards.analysis.own_norms import own_norms
from dashboards.queries.areas import thresholds
from dashboards.rows import Norms

register = template.Library()
TEMPLATE: Final = "components/definition.html"
_KEPT: Final = "_norms_of_definitions"


@register.inclusion_tag(TEMPLATE, takes_context=True)
def definition(context: template.Context, *codes: str, key: str = "") -> dict[str, object]:
    """A round button behind a number or a heading; `key` tells apart what stands on a page twice.

    Thresholds that the municipality set itself stand under the text. An unknown code raises KeyError, so that no
    number goes without its definition.
    """
    found, norms = definitions(codes), _norms(context)
    said = [(item, own_norms(item.norms, norms) if norms else "") for item in found]
    return {"definitions": said, "key": key or "-".join(codes)}


@register.inclusion_tag(TEMPLATE, takes_context=True)
def definition_link(
    context: template.Context, words: str, codes: Sequence[str], key: str = ""
) -> dict[str, object]:
    """The same as a link with words, where several numbers share one place."""
    return definition(context, *codes, key=key) | {"words": words}


def _norms(context: template.Context) -> Norms | None:
    """The thresholds of the municipality that is worked in: one query a page; None where there is none."""
    request: Any = getattr(context, "request", None)
    membership = getattr(request, "membership", None)
    if membership is None:
        return None
    if not hasattr(request, _KEPT):
        setattr(request, _KEPT, thresholds(membership.municipality))
    norms: Norms = getattr(request, _KEPT)
    return norms
