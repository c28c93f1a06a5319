"""Amounts and shares in Dutch notation."""

from fractions import Fraction

from django import template

from dashboards.analysis.words import euros_nl, number_nl

register = template.Library()


@register.filter
def euros(cents: int | None) -> str:
    """Whole cents as "€ 1.234,50"; nothing for what is not decided."""
    return "" if cents is None else euros_nl(cents)


@register.filter
def percent(share: Fraction) -> str:
    """A share as "62%"."""
    return f"{number_nl(share * 100)}%"
