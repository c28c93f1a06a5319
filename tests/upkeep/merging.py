"""What the tests of merging share: a record with everything on it, and every row of the database as it stands."""

from datetime import date
from typing import Any, Final

from django.apps import apps

from accounts.models import Role
from facilitation.models import Action
from funding.models import Funder, Grant
from initiatives.models import Contact, Draft, Initiative, PartnerKind
from initiatives.writes import TieInput, set_tie
from tests.initiatives.building import ACTOR, Town, lessons

APPS: Final = ("areas", "accounts", "initiatives", "funding", "facilitation")
PASSING: Final = {"version", "updated_at"}
"""What a row may not keep: whoever has it open must be told that it changed."""


def every_row() -> dict[str, dict[int, dict[str, Any]]]:
    """Every stored row of the apps that keep records, by table and key."""
    return {
        model._meta.label: {
            row["id"]: {name: value for name, value in row.items() if name not in PASSING}
            for row in model._base_manager.order_by("pk").values()
        }
        for app in APPS
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if "id" in {column.name for column in model._meta.concrete_fields}
    }


def full(here: Town, name: str, *codes: str, **given: Any) -> Initiative:
    """An initiative with tags, observations, ties, contacts, money, an action and a draft."""
    row = here.initiative(name, lessons=lessons(*codes), **given)
    for code in ("municipality", "welfare"):
        kind = PartnerKind.objects.get(code=code)
        set_tie(ACTOR, row, TieInput(kind, involved=code == "welfare" and name != "Een"))
    Contact.objects.create(
        municipality=here.municipality,
        initiative=row,
        partner_kind=PartnerKind.objects.get(code="welfare"),
        date=date(2026, 11, 1),
        who="Noor",
    )
    funder, _new = Funder.objects.get_or_create(
        municipality=here.municipality, name="Gemeente", kind="municipality"
    )
    Grant.objects.create(
        municipality=here.municipality, reference=f"S-{name}", initiative=row, funder=funder
    )
    Action.objects.create(
        municipality=here.municipality,
        district=here.districts[0],
        lesson=lessons("bonding-1")[0],
        role="policy",
        text=f"Voor {name}",
        initiative=row,
    )
    Draft.objects.create(
        user=here.member(Role.POLICYMAKER).user, municipality=here.municipality, made=row
    )
    return Initiative.objects.get(pk=row.pk)
