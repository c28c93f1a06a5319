"""What records miss: each kind of gap, how many there are, and which. One query for all counts, one for a list."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.db.models.functions import Cast
from django.db.models.lookups import Contains
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, InitiativeDistrict, LessonTag, Observation, OwnCircle

type Rows = models.QuerySet[Initiative]


@dataclass(frozen=True, slots=True)
class Gap:
    """A kind of gap: its code in the address, its name, and what it means that it is missing."""

    code: str
    name: str | Promise
    why: str | Promise
    missing: Q


_TAGS: Final = LessonTag.objects.filter(initiative=OuterRef("pk"))
_OBSERVED: Final = Observation.objects.filter(tag=OuterRef("pk"))
_PLACES: Final = Initiative.place_kinds.through._default_manager.filter(initiative=OuterRef("pk"))

GAPS: Final = (
    Gap(
        "wijk",
        _("Geen wijk"),
        _("Zonder wijk telt het in geen enkele cel mee."),
        Q(municipality_wide=False)
        & ~Q(Exists(InitiativeDistrict.objects.filter(initiative=OuterRef("pk")))),
    ),
    Gap(
        "les",
        _("Geen les"),
        _("Zonder les is het nooit vers en telt het nergens mee."),
        ~Q(Exists(_TAGS)),
    ),
    Gap(
        "start",
        _("Geen begindatum"),
        _("Zonder begindatum is het nog een idee."),
        Q(start_date__isnull=True),
    ),
    Gap(
        "afgeleid",
        _("Begindatum afgeleid"),
        _("De lijst had geen begindatum; we namen de dag van inlezen. Klopt die?"),
        Q(Contains(Cast("derived", models.TextField()), '"start_date"'), start_date__isnull=False),
    ),
    Gap(
        "bewijs",
        _("Niets gezien"),
        _("Onder een les staat nog geen waarneming, dus die les is niet vers."),
        Q(Exists(_TAGS.filter(~Exists(_OBSERVED)))),
    ),
    Gap(
        "kring",
        _("Eigen kring niet bekend"),
        _(
            "Telt nog niet mee: het is niet bekend of de deelnemers zelf voor een eigen kring kozen."
        ),
        Q(own_circle=OwnCircle.UNKNOWN) & Q(Exists(_TAGS.filter(lesson__code="bonding-1"))),
    ),
    Gap(
        "plek",
        _("Plek niet bekend"),
        _("Telt nog niet mee: het is niet bekend op wat voor plek het is."),
        Q(Exists(_TAGS.filter(lesson__code="bridging-3"))) & ~Q(Exists(_PLACES)),
    ),
    Gap(
        "tegelijk",
        _("Tegelijk niet bekend"),
        _("Telt nog niet mee: het is niet bekend of er verschillende activiteiten tegelijk zijn."),
        Q(simultaneous_activities__isnull=True)
        & Q(Exists(_TAGS.filter(lesson__code="bridging-3"))),
    ),
    Gap(
        "geld",
        _("Geld nodig niet bekend"),
        _("Alleen wat geld nodig heeft, telt mee bij de klif en bij geld voor langer."),
        Q(needs_money__isnull=True),
    ),
    Gap(
        "organisatie",
        _("Geen organisatie"),
        _("Dan kan geen professional het bijhouden."),
        Q(organisation__isnull=True),
    ),
)
BY_CODE: Final = {gap.code: gap for gap in GAPS}


def running(rows: Rows, day: date) -> Rows:
    """What has not stopped on `day`: of the rest nobody is asked."""
    return rows.filter(Q(end_date__isnull=True) | Q(end_date__gte=day))


def counted(rows: Rows) -> dict[str, int]:
    """How many of these records have each gap, by its code: one query."""
    counts = {gap.code: Count("pk", filter=gap.missing) for gap in GAPS}
    return rows.order_by().aggregate(**counts)
