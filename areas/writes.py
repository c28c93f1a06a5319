"""The one place that makes and names a municipality."""

from decimal import Decimal
from typing import Final

from django.db import transaction
from django.utils.text import slugify

from areas.models import Municipality, NeedIndicator, Norms
from audit.actor import Actor
from audit.log import Event, difference, record, snapshot
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
    municipality = Municipality(code=code, name=name, slug=_free_slug(code, name))
    with transaction.atomic():
        save_new(municipality)
        save_new(Norms(municipality=municipality))
        for indicator, label, low, high in DEFAULT_NEED_INDICATORS:
            save_new(
                NeedIndicator(
                    municipality=municipality, indicator=indicator, label=label, low=low, high=high
                )
            )
        event = Event(
            action=AuditEntry.Action.CREATE,
            obj=municipality,
            changes={field: [None, value] for field, value in snapshot(municipality).items()},
            municipality_code=code,
        )
        record(actor, event)
    return municipality


def _free_slug(code: str, name: str) -> str:
    """The name as it stands in addresses; with the code where the name alone is taken or says nothing."""
    plain = slugify(name)[:90]
    if plain and not Municipality.objects.filter(slug=plain).exists():
        return plain
    return f"{plain}-{code.lower()}".strip("-")


def rename_municipality(municipality: Municipality, name: str, *, actor: Actor) -> None:
    """Give a municipality its name, in addresses too. Raises Conflict where somebody changed it meanwhile."""
    before = snapshot(municipality)
    municipality.name, municipality.slug = name, _free_slug(municipality.code, name)
    with transaction.atomic():
        save_versioned(municipality, municipality.version)
        event = Event(
            action=AuditEntry.Action.UPDATE,
            obj=municipality,
            changes=difference(before, snapshot(municipality)),
            municipality_code=municipality.code,
        )
        record(actor, event)
