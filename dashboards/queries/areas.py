"""Areas, norms and lessons as typed rows."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from areas.models import (
    District,
    GroupsToServe,
    KeyFigure,
    Municipality,
    NeedIndicator,
)
from areas.models import Norms as StoredNorms
from dashboards import rows
from lessons.models import Lesson


def lesson_rows() -> tuple[rows.LessonRow, ...]:
    """The nine lessons in the framework's order, titles in the active language."""
    return tuple(
        rows.LessonRow(
            lesson.code,
            lesson.strategy.code,
            lesson.kind,
            lesson.order,
            lesson.title,
            lesson.strategy.name,
        )
        for lesson in Lesson.objects.select_related("strategy")
    )


def stored_norms(municipality: Municipality) -> rows.Norms:
    """The municipality's thresholds and scales of need; the design's defaults where it has set none."""
    scales = NeedIndicator.objects.filter(municipality=municipality)
    needs = tuple(
        rows.NeedScale(scale.indicator, scale.low, scale.high, scale.label) for scale in scales
    )
    return replace(thresholds(municipality), needs=needs or rows.DEFAULT_NEEDS)


def thresholds(municipality: Municipality) -> rows.Norms:
    """The same without the scales of need: one query."""
    stored = StoredNorms.objects.filter(municipality=municipality).first() or StoredNorms()
    return rows.Norms(
        fresh_months=stored.fresh_months,
        secured_months=stored.secured_months,
        stable_months=stored.stable_months,
        review_months=stored.review_months,
        structural_months=stored.structural_months,
        gap_days=stored.gap_days,
        follow_up_days=stored.follow_up_days,
        contact_days=stored.contact_days,
        min_active=stored.min_active,
        min_fresh_share=Fraction(stored.min_fresh_share),
        inhabitants_per_initiative=stored.inhabitants_per_initiative,
        covered_share=Fraction(stored.covered_share),
        thin_share=Fraction(stored.thin_share),
        min_inhabitants=stored.min_inhabitants,
        need_weight=stored.need_weight,
        shortage_weight=stored.shortage_weight,
        fragility_weight=stored.fragility_weight,
    )


def districts(municipality: Municipality) -> tuple[rows.DistrictRow, ...]:
    """All districts, of every division, by code."""
    found = District.objects.filter(municipality=municipality).order_by("code")
    return tuple(
        rows.DistrictRow(*values)
        for values in found.values_list("id", "code", "name", "valid_from_year", "valid_to_year")
    )


def figures(municipality: Municipality, norms: rows.Norms, on: date) -> tuple[rows.FigureRow, ...]:
    """Only the indicators that a measure reads: a file of CBS brings a hundred others."""
    wanted = {rows.INHABITANTS, *(scale.indicator for scale in norms.needs)}
    found = KeyFigure.objects.filter(
        municipality=municipality, district__isnull=False, indicator__in=wanted, year__lte=on.year
    )
    return tuple(
        rows.FigureRow(*values)
        for values in found.values_list("district__code", "year", "indicator", "value")
    )


def serves(municipality: Municipality, on: date) -> tuple[rows.ServeRow, ...]:
    """The lists of groups to serve up to the year of the day."""
    found = GroupsToServe.objects.filter(municipality=municipality, year__lte=on.year)
    return tuple(
        rows.ServeRow(*values)
        for values in found.values_list("district__code", "year", "target_group__code", "serves")
    )
