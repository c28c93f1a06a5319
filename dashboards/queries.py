"""From records to typed rows: SQL fetches what exists of one municipality, in a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Model, Q, QuerySet

from accounts.models import Membership
from accounts.policy import Scope, right, visible
from areas.models import (
    District,
    GroupsToServe,
    KeyFigure,
    Municipality,
    NeedIndicator,
    TargetGroup,
)
from areas.models import Norms as StoredNorms
from dashboards import rows
from funding import course
from funding.models import Decision, Grant, Payment
from initiatives.models import (
    Contact,
    Initiative,
    InitiativeDistrict,
    LessonTag,
    Observation,
    PartnerTie,
    VoiceSignal,
)
from lessons.models import Lesson


def records(
    municipality: Municipality, on: date, *, only: Collection[int] | None = None
) -> rows.Records:
    """Everything of a municipality that the measures at `on` read.

    `only` limits initiatives, and what hangs on them, to these ids (a page of a list): what is asked of one
    initiative then comes out the same, what is asked of a district does not.
    """
    norms = stored_norms(municipality)
    return rows.Records(
        municipality=rows.MunicipalityRow(municipality.code, municipality.name),
        lessons=lesson_rows(),
        norms=norms,
        target_groups=tuple(
            rows.TargetGroupRow(group.code, str(group)) for group in TargetGroup.objects.all()
        ),
        districts=_districts(municipality),
        figures=_figures(municipality, norms, on),
        serves=_serves(municipality, on),
        initiatives=_initiatives(municipality, only),
        tags=_tags(municipality, on, only),
        ties=_ties(municipality, only),
        contacts=_contacts(municipality, on, only),
        voices=_voices(municipality, on),
        grants=grant_rows(municipality, on, _grants_of(municipality, only)),
    )


UNNAMED = "(niet gepubliceerd)"


def records_for(
    membership: Membership, on: date, *, only: Collection[int] | None = None
) -> rows.Records:
    """The records as this member may see them: all counted, but named only where they may read the initiative."""
    found = records(membership.municipality, on, only=only)
    if right(membership, Initiative).read is Scope.ALL:
        return found
    named = set(
        visible(membership, Initiative.objects.all()).order_by().values_list("pk", flat=True)
    )
    return replace(
        found,
        initiatives=tuple(
            row
            if row.id in named
            else replace(row, name=UNNAMED, summary="", organisation="", reference="")
            for row in found.initiatives
        ),
    )


def lesson_rows() -> tuple[rows.LessonRow, ...]:
    """The nine lessons in the framework's order, titles in the active language."""
    return tuple(
        rows.LessonRow(lesson.code, lesson.strategy.code, lesson.kind, lesson.order, lesson.title)
        for lesson in Lesson.objects.select_related("strategy")
    )


def stored_norms(municipality: Municipality) -> rows.Norms:
    """The municipality's thresholds; the design's defaults where it has set none."""
    stored = StoredNorms.objects.filter(municipality=municipality).first() or StoredNorms()
    scales = NeedIndicator.objects.filter(municipality=municipality)
    needs = tuple(
        rows.NeedScale(scale.indicator, scale.low, scale.high, scale.label) for scale in scales
    )
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
        needs=needs or rows.DEFAULT_NEEDS,
    )


def _districts(municipality: Municipality) -> tuple[rows.DistrictRow, ...]:
    found = District.objects.filter(municipality=municipality).order_by("code")
    return tuple(
        rows.DistrictRow(*values)
        for values in found.values_list("id", "code", "name", "valid_from_year", "valid_to_year")
    )


def _figures(municipality: Municipality, norms: rows.Norms, on: date) -> tuple[rows.FigureRow, ...]:
    """Only the indicators that a measure reads: a file of CBS brings a hundred others."""
    wanted = {rows.INHABITANTS, *(scale.indicator for scale in norms.needs)}
    found = KeyFigure.objects.filter(
        municipality=municipality, district__isnull=False, indicator__in=wanted, year__lte=on.year
    )
    return tuple(
        rows.FigureRow(*values)
        for values in found.values_list("district__code", "year", "indicator", "value")
    )


def _serves(municipality: Municipality, on: date) -> tuple[rows.ServeRow, ...]:
    found = GroupsToServe.objects.filter(municipality=municipality, year__lte=on.year)
    return tuple(
        rows.ServeRow(*values)
        for values in found.values_list("district__code", "year", "target_group__code", "serves")
    )


def _collect(pairs: Iterable[tuple[int, str]]) -> dict[int, list[str]]:
    collected: dict[int, list[str]] = defaultdict(list)
    for key, value in pairs:
        collected[key].append(value)
    return collected


def _grants_of(municipality: Municipality, only: Collection[int] | None) -> QuerySet[Grant] | None:
    return (
        None
        if only is None
        else Grant.objects.filter(municipality=municipality, initiative__in=only)
    )


def _initiatives(
    municipality: Municipality, only: Collection[int] | None
) -> tuple[rows.InitiativeRow, ...]:
    mine: dict[str, Any] = {"initiative__municipality": municipality}
    if only is not None:
        mine["initiative__in"] = only
    districts = _collect(
        InitiativeDistrict.objects.filter(**mine)
        .order_by("district__code")
        .values_list("initiative_id", "district__code")
    )
    places = _collect(
        Initiative.place_kinds.through.objects.filter(**mine).values_list(
            "initiative_id", "placekind__code"
        )
    )
    groups = _collect(
        Initiative.target_groups.through.objects.filter(**mine).values_list(
            "initiative_id", "targetgroup__code"
        )
    )
    found = Initiative.objects.filter(municipality=municipality).order_by("name", "id")
    if only is not None:
        found = found.filter(pk__in=only)
    return tuple(
        rows.InitiativeRow(
            id=pk,
            district_codes=tuple(districts.get(pk, ())),
            place_kinds=frozenset(places.get(pk, ())),
            target_groups=frozenset(groups.get(pk, ())),
            organisation=organisation or "",
            **dict(zip(_INITIATIVE_FIELDS, values, strict=True)),
        )
        for pk, organisation, *values in found.values_list(
            "id", "organisation__name", *_INITIATIVE_FIELDS
        )
    )


_INITIATIVE_FIELDS = (
    "name",
    "municipality_wide",
    "start_date",
    "end_date",
    "dormant_since",
    "own_circle",
    "simultaneous_activities",
    "needs_money",
    "initiated_by",
    "decided_by",
    "organisation_id",
    "reference",
    "summary",
)


def _of_initiatives[M: Model](found: QuerySet[M], only: Collection[int] | None) -> QuerySet[M]:
    return found if only is None else found.filter(initiative__in=only)


def _tags(
    municipality: Municipality, on: date, only: Collection[int] | None
) -> tuple[rows.TagRow, ...]:
    observed: dict[int, list[date]] = defaultdict(list)
    seen = Observation.objects.filter(tag__municipality=municipality, date__lte=on).order_by()
    if only is not None:
        seen = seen.filter(tag__initiative__in=only)
    for tag, day in seen.values_list("tag_id", "date"):
        observed[tag].append(day)
    mine = _of_initiatives(LessonTag.objects.filter(municipality=municipality), only)
    found = mine.order_by("initiative_id", "lesson__order")
    return tuple(
        rows.TagRow(initiative, lesson, tuple(observed.get(tag, ())))
        for tag, initiative, lesson in found.values_list("id", "initiative_id", "lesson__code")
    )


def _ties(municipality: Municipality, only: Collection[int] | None) -> tuple[rows.TieRow, ...]:
    found = _of_initiatives(PartnerTie.objects.filter(municipality=municipality), only).order_by()
    return tuple(
        rows.TieRow(*values)
        for values in found.values_list("initiative_id", "partner_kind__code", "involved")
    )


def _contacts(
    municipality: Municipality, on: date, only: Collection[int] | None
) -> tuple[rows.ContactRow, ...]:
    known = Contact.objects.filter(municipality=municipality, date__lte=on)
    found = _of_initiatives(known, only).order_by()
    return tuple(
        rows.ContactRow(*values)
        for values in found.values_list("initiative_id", "partner_kind__code", "date")
    )


def _voices(municipality: Municipality, on: date) -> tuple[rows.VoiceRow, ...]:
    found = VoiceSignal.objects.filter(municipality=municipality, date__lte=on).order_by(
        "date", "id"
    )
    return tuple(
        rows.VoiceRow(pk, code, day, not none_missing, answered)
        for pk, code, day, none_missing, answered in found.values_list(
            "id", "district__code", "date", "checked_none", "responded_on"
        )
    )


_GRANT_FIELDS = (
    "id",
    "initiative_id",
    "funder__name",
    "funder__kind",
    "kind",
    "regularity",
    "scheme__name",
    "case_number",
    "requested_cents",
    "period_start",
    "period_end",
)


def grant_rows(
    municipality: Municipality, on: date, chosen: QuerySet[Grant] | None = None
) -> tuple[rows.GrantRow, ...]:
    """The grants (all, or the chosen ones) with their state, amounts and dates as they stood on `on`."""
    mine = Q(grant__municipality=municipality, date__lte=on)
    if chosen is not None:
        mine &= Q(grant__in=chosen.order_by().values("pk"))
    steps: dict[int, list[course.Step]] = defaultdict(list)
    decisions = Decision.objects.filter(mine).order_by("date", "id")
    for grant, kind, day, cents, reason in decisions.values_list(
        "grant_id", "kind", "date", "amount_cents", "reason"
    ):
        steps[grant].append(course.Step(course.StepKind(kind), day, cents, reason))
    payments: dict[int, list[course.Paid]] = defaultdict(list)
    for grant, day, cents in Payment.objects.filter(mine).values_list(
        "grant_id", "date", "amount_cents"
    ):
        payments[grant].append(course.Paid(day, cents))
    found = Grant.objects.filter(municipality=municipality) if chosen is None else chosen
    return tuple(
        _grant_row(values, steps.get(values[0], []), payments.get(values[0], []))
        for values in found.order_by("id").values_list(*_GRANT_FIELDS)
    )


_AMOUNT_STEPS = course.POSITIVE_STEPS | {course.StepKind.CHANGED}


def _grant_row(
    values: tuple[Any, ...], steps: list[course.Step], paid: list[course.Paid]
) -> rows.GrantRow:
    pk, initiative, funder, funder_kind, kind, regularity, scheme, case, requested, start, end = (
        values
    )
    stands = course.standing(funder_kind, kind, requested or 0, steps, paid)
    return rows.GrantRow(
        id=pk,
        initiative_id=initiative,
        funder=funder,
        funder_kind=funder_kind,
        kind=kind,
        regularity=regularity,
        scheme=scheme or "",
        case_number=case,
        state=stands.state,
        draft=stands.state is course.State.DRAFT,
        received_on=stands.received_on,
        decided_on=stands.decided_on,
        committed_on=stands.positive_on,
        revoked_on=stands.revoked_on,
        settled_on=stands.settled_on,
        requested_cents=requested,
        granted=tuple(
            rows.GrantedAmount(step.date, step.amount_cents)
            for step in steps
            if step.kind in _AMOUNT_STEPS and step.amount_cents is not None
        ),
        settled_cents=stands.settled_cents,
        paid_cents=stands.paid_cents,
        period_start=start,
        period_end=end,
    )
