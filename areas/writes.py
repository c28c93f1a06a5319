"""The one place that makes and names a municipality, and changes its norms."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from typing import Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from areas.models import Municipality, NeedIndicator, Norms
from audit.actor import Actor
from audit.log import Event, difference, record, record_many, snapshot
from audit.models import AuditEntry
from audit.versioned import save_new, save_versioned

DEFAULT_NEED_INDICATORS: Final = (
    ("ses_woa", "SES-WOA-score", Decimal("0"), Decimal("-0.6")),
    ("lonely_pct", "Eenzaamheid (%)", Decimal("40"), Decimal("60")),
    ("livability_class", "Leefbaarometer-klasse", Decimal("7"), Decimal("3")),
)
"""Indicator, label, value without need, value of the highest need (design, section 4)."""


def create_municipality(code: str, name: str, *, actor: Actor) -> Municipality:
    """A new municipality with the default norms and need indicators.

    Raises ValidationError for a code that is not GM with four characters, or that is there already.
    """
    (municipality,) = create_municipalities({code: name}, actor=actor)
    return municipality


def create_municipalities(names: Mapping[str, str], *, actor: Actor) -> list[Municipality]:
    """New municipalities (code → name), each with the default norms and need indicators, in a few statements.

    Raises ValidationError for a code that is not GM with four characters, or that is there already.
    """
    taken = set(Municipality.objects.values_list("slug", flat=True))
    new: list[Municipality] = []
    for code, name in names.items():
        municipality = Municipality(code=code, name=name, slug=_free_slug(code, name, taken))
        municipality.clean_fields()
        taken.add(municipality.slug)
        new.append(municipality)
    _refuse_existing(names)
    with transaction.atomic():
        Municipality.objects.bulk_create(new)
        Norms.objects.bulk_create(Norms(municipality=municipality) for municipality in new)
        NeedIndicator.objects.bulk_create(
            NeedIndicator(
                municipality=municipality, indicator=indicator, label=label, low=low, high=high
            )
            for municipality in new
            for indicator, label, low, high in DEFAULT_NEED_INDICATORS
        )
        record_many(actor, [_creation(municipality) for municipality in new])
    return new


def _refuse_existing(names: Mapping[str, str]) -> None:
    existing = (
        Municipality.objects.filter(code__in=list(names)).values_list("code", flat=True).first()
    )
    if existing is not None:
        raise ValidationError(_("Gemeente %(code)s bestaat al.") % {"code": existing})


def _creation(municipality: Municipality) -> Event:
    return Event(
        action=AuditEntry.Action.CREATE,
        obj=municipality,
        changes={field: [None, value] for field, value in snapshot(municipality).items()},
        municipality_code=municipality.code,
    )


def rename_municipality(municipality: Municipality, name: str, *, actor: Actor) -> None:
    """Give a municipality its name, in addresses too. Raises Conflict where somebody changed it meanwhile."""
    before = snapshot(municipality)
    others = Municipality.objects.exclude(pk=municipality.pk)
    taken = set(others.values_list("slug", flat=True))
    municipality.name, municipality.slug = name, _free_slug(municipality.code, name, taken)
    with transaction.atomic():
        save_versioned(municipality, municipality.version)
        event = Event(
            action=AuditEntry.Action.UPDATE,
            obj=municipality,
            changes=difference(before, snapshot(municipality)),
            municipality_code=municipality.code,
        )
        record(actor, event)


def set_theme(municipality: Municipality, tokens: Mapping[str, str], *, actor: Actor) -> None:
    """Give a municipality its own look; without tokens it has ours again."""
    with transaction.atomic():
        stored = Municipality.objects.select_for_update().get(pk=municipality.pk)
        before = snapshot(stored)
        stored.theme = dict(tokens)
        save_versioned(stored, stored.version)
        event = Event(
            action=AuditEntry.Action.UPDATE,
            obj=stored,
            changes=difference(before, snapshot(stored)),
            municipality_code=stored.code,
        )
        record(actor, event)


def update_norms(
    norms: Norms, values: Mapping[str, object], *, seen_version: int, actor: Actor
) -> Norms:
    """Change a municipality's norms, or give it a row of its own with them.

    Raises ValidationError with a message a field, and Conflict where somebody else was first.
    """
    return _write(norms, values, seen_version=seen_version, actor=actor)


def save_need_indicator(
    indicator: NeedIndicator, values: Mapping[str, object], *, seen_version: int, actor: Actor
) -> NeedIndicator:
    """Add or change a need indicator. Raises as `update_norms` does."""
    return _write(indicator, values, seen_version=seen_version, actor=actor)


def delete_need_indicator(indicator: NeedIndicator, *, actor: Actor) -> None:
    """Remove a need indicator; the key figures stay."""
    event = Event(
        action=AuditEntry.Action.DELETE,
        obj=indicator,
        changes=difference(snapshot(indicator), None),
        municipality_code=indicator.municipality.code,
    )
    with transaction.atomic():
        record(actor, event)
        indicator.delete()


def _write[R: (Norms, NeedIndicator)](
    row: R, values: Mapping[str, object], *, seen_version: int, actor: Actor
) -> R:
    new = row.pk is None
    before = None if new else snapshot(row)
    for name, value in values.items():
        setattr(row, name, value)
    with transaction.atomic():
        if new:
            save_new(row)
        else:
            save_versioned(row, seen_version)
        event = Event(
            action=AuditEntry.Action.CREATE if new else AuditEntry.Action.UPDATE,
            obj=row,
            changes=difference(before, snapshot(row)),
            municipality_code=row.municipality.code,
        )
        record(actor, event)
    return row


def _free_slug(code: str, name: str, taken: AbstractSet[str]) -> str:
    """The name as it stands in addresses; with the code where the name alone is taken or says nothing."""
    plain = slugify(name)[:90]
    if plain and plain not in taken:
        return plain
    return f"{plain}-{code.lower()}".strip("-")
