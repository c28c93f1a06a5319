"""Who may see and do what, in one place.

Every list, form choice, count, chart and export asks `visible`; every page and button asks `can`.
A row of another municipality is never visible, whatever the role.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models

from accounts.models import Membership, Role
from accounts.rights import ABILITIES, RIGHTS, Ability, Right, Scope, Subject

__all__ = [
    "ABILITIES",
    "PUBLISHED_COLUMNS",
    "RIGHTS",
    "Ability",
    "Right",
    "Scope",
    "Subject",
    "action_holders",
    "can",
    "is_valid",
    "may",
    "measured",
    "published_elsewhere",
    "reads",
    "right",
    "visible",
    "writable",
]


@dataclass(frozen=True, slots=True)
class _Paths:
    """How policy finds what it needs of a model; empty = the model knows no such thing.

    A row with an `owner` is a person's own: others read it only where it is `shared`, and never change it.
    """

    subject: Subject
    organisation: str = ""
    published: str = ""
    owner: str = ""
    shared: str = ""


_OF_INITIATIVE: Final = _Paths(Subject.RECORDS, "initiative__organisation", "initiative__is_public")
_MODELS: Final[dict[str, _Paths]] = {
    "areas.district": _Paths(Subject.FRAMEWORK),
    "areas.division": _Paths(Subject.FRAMEWORK),
    "areas.neighbourhood": _Paths(Subject.FRAMEWORK),
    "areas.keyfigure": _Paths(Subject.FRAMEWORK),
    "areas.groupstoserve": _Paths(Subject.FRAMEWORK),
    "accounts.organisation": _Paths(Subject.RECORDS, "self", "initiatives__is_public"),
    "accounts.formername": _Paths(Subject.RECORDS, "organisation"),
    "accounts.membership": _Paths(Subject.MANAGEMENT),
    "initiatives.initiative": _Paths(Subject.RECORDS, "organisation", "is_public"),
    "initiatives.lessontag": _OF_INITIATIVE,
    "initiatives.formerreference": _Paths(Subject.RECORDS, "initiative__organisation"),
    "initiatives.partnertie": _OF_INITIATIVE,
    "initiatives.contact": _Paths(Subject.CONTACTS, "initiative__organisation"),
    "initiatives.voicesignal": _Paths(Subject.VOICES),
    "funding.funder": _Paths(Subject.FUNDING, ""),
    "funding.scheme": _Paths(Subject.FUNDING, ""),
    "funding.grant": _Paths(Subject.FUNDING, "initiative__organisation"),
    "funding.decision": _Paths(Subject.FUNDING, "grant__initiative__organisation"),
    "funding.payment": _Paths(Subject.FUNDING, "grant__initiative__organisation"),
    "funding.clockdate": _Paths(Subject.FUNDING, "grant__initiative__organisation"),
    "savedviews.savedview": _Paths(Subject.VIEWS, owner="owner", shared="is_shared"),
    "facilitation.action": _Paths(Subject.ACTIONS, "owner__memberships__organisation"),
}


def _paths(model: type[models.Model]) -> _Paths:
    try:
        return _MODELS[model._meta.label_lower]
    except KeyError:
        raise LookupError(f"accounts.policy knows no rights for {model._meta.label}") from None


def right(membership: Membership, model: type[models.Model]) -> Right:
    """What this member's role reads and writes of `model`."""
    return RIGHTS[_paths(model).subject][Role(membership.role)]


def visible[M: models.Model](
    membership: Membership, queryset: models.QuerySet[M]
) -> models.QuerySet[M]:
    """The rows of `queryset` this member may see: of their municipality, as far as their role reads."""
    return _within(membership, queryset, right(membership, queryset.model).read)


def writable[M: models.Model](
    membership: Membership, queryset: models.QuerySet[M]
) -> models.QuerySet[M]:
    """The rows of `queryset` this member may change."""
    return _within(membership, queryset, right(membership, queryset.model).write)


def measured[M: models.Model](
    membership: Membership, queryset: models.QuerySet[M]
) -> models.QuerySet[M]:
    """The rows that dashboards count: all of the municipality, for whoever reads dashboards.

    Counts hide no record, else a reader's "leeg" would be another's "gedekt"; what is named and listed
    goes through `visible`.
    """
    if not may(membership, Ability.DASHBOARDS):
        return queryset.none()
    return queryset.filter(municipality=membership.municipality_id)


def _within[M: models.Model](
    membership: Membership, queryset: models.QuerySet[M], scope: Scope
) -> models.QuerySet[M]:
    own = queryset.filter(municipality=membership.municipality_id)
    paths = _paths(queryset.model)
    if paths.owner:
        mine = models.Q(**{paths.owner: membership.user_id})
        readable = mine | models.Q(**{paths.shared: True})
        return own.filter(readable if scope is Scope.ALL else mine)
    if scope is Scope.ALL:
        return own
    if scope is Scope.OWN and membership.organisation_id:
        if paths.organisation == "self":
            return own.filter(pk=membership.organisation_id)
        if not paths.organisation:
            return own
        matching = own.filter(**{paths.organisation: membership.organisation_id})
        return matching.distinct() if "memberships" in paths.organisation else matching
    if scope is Scope.PUBLISHED and paths.published:
        matching = own.filter(**{paths.published: True})
        return matching.distinct() if paths.published.startswith("initiatives__") else matching
    return queryset.none()


def may(membership: Membership, ability: Ability) -> bool:
    """Whether the role has an ability that is not about one row."""
    return Role(membership.role) in ABILITIES[ability]


def reads(membership: Membership, subject: Subject, organisation_id: int | None) -> bool:
    """Whether this member reads `subject` of what belongs to an organisation of their municipality.

    For what hangs on a record that they may already see: its contact data, its money.
    """
    scope = RIGHTS[subject][Role(membership.role)].read
    if scope is Scope.OWN:
        return organisation_id is not None and organisation_id == membership.organisation_id
    return scope is Scope.ALL


def can(membership: Membership, action: str, obj: models.Model | type[models.Model]) -> bool:
    """Whether this member may `action` ("view", "add", "change", "delete") `obj`, a row or a model.

    With a model: whether there can be a row for which they may. A row is looked up again, so that a
    changed organisation or municipality on an unsaved object opens nothing.
    """
    model = obj if isinstance(obj, type) else type(obj)
    granted = right(membership, model)
    scope = granted.read if action == "view" else granted.write
    if action not in {"view", "add", "change", "delete"}:
        raise ValueError(f"unknown action {action!r}")
    if isinstance(obj, type):
        return scope is not Scope.NONE
    queryset: models.QuerySet[models.Model] = model._default_manager.all()
    return _within(membership, queryset, scope).filter(pk=obj.pk).exists()


PUBLISHED_COLUMNS: Final = (
    "pk", "name", "summary", "municipality__name", "districts__pk", "districts__name",
)  # fmt: skip
"""All that another municipality may know of a published initiative: no place, contact or organisation."""


def published_elsewhere(
    membership: Membership, initiatives: models.QuerySet[models.Model]
) -> models.QuerySet[models.Model, dict[str, object]]:
    """What other municipalities published, as `PUBLISHED_COLUMNS` and a row a wijk: no more leaves them.

    An initiative whose location is shielded stays out, since its wijk would tell where it is.
    """
    if not may(membership, Ability.DASHBOARDS):
        initiatives = initiatives.none()
    elsewhere = initiatives.exclude(municipality=membership.municipality_id)
    published = elsewhere.filter(**{_paths(initiatives.model).published: True})
    return published.filter(location_shielded=False).values(*PUBLISHED_COLUMNS)


def action_holders(membership: Membership, on: date) -> models.QuerySet[Membership]:
    """Whose an action of this member may be: those who write actions here themselves.

    Whoever writes only the actions of the own organisation gives them to people of that organisation.
    """
    rights = RIGHTS[Subject.ACTIONS]
    found = Membership.objects.valid_on(on).filter(
        municipality=membership.municipality_id,
        role__in=[role for role, held in rights.items() if held.write is not Scope.NONE],
    )
    scope = rights[Role(membership.role)].write
    if scope is Scope.OWN:
        return found.filter(organisation=membership.organisation_id)
    return found if scope is Scope.ALL else found.none()


def is_valid(membership: Membership, today: date) -> bool:
    """Whether the membership still holds on `today`."""
    return membership.user.is_active and (
        membership.valid_until is None or membership.valid_until >= today
    )
