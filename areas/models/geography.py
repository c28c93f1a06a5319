"""Gemeente → wijk → buurt, with boundaries (GeoJSON, WGS84) and figures by year."""

from hashlib import sha256
from typing import Self

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.theme import stylesheet
from audit.models import Versioned

MUNICIPALITY_CODE = RegexValidator(r"^GM[0-9A-Z]{4}$", _("Een gemeentecode is GM met vier tekens."))
DISTRICT_CODE = RegexValidator(r"^WK[0-9A-Z]{6}$", _("Een wijkcode is WK met zes tekens."))
NEIGHBOURHOOD_CODE = RegexValidator(r"^BU[0-9A-Z]{8}$", _("Een buurtcode is BU met acht tekens."))


class MunicipalityManager(models.Manager["Municipality"]):
    def get_by_natural_key(self, code: str) -> "Municipality":
        return self.get(code=code)


class Municipality(Versioned):
    """A gemeente; everything that a municipality owns carries its id."""

    code = models.CharField(_("code"), max_length=6, unique=True, validators=[MUNICIPALITY_CODE])
    name = models.CharField(_("naam"), max_length=100)
    slug = models.SlugField(_("naam in adressen"), max_length=100, unique=True)
    theme = models.JSONField(_("thema"), default=dict, blank=True)
    """Values by the name of their design token (`areas.theme.SLOTS`); empty = our own look."""

    objects = MunicipalityManager()

    class Meta:
        verbose_name = _("gemeente")
        verbose_name_plural = _("gemeenten")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.code,)

    @property
    def theme_version(self) -> str:
        """What the address of the theme's style sheet changes with, so that browsers may keep it; empty without one."""
        if not self.theme:
            return ""
        return sha256(stylesheet(self.theme).encode()).hexdigest()[:12]


class MunicipalRow(Versioned):
    """A business row: it carries its municipality, and policy filters on that first."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.PROTECT, related_name="+", verbose_name=_("gemeente")
    )

    class Meta:
        abstract = True


class DistrictQuerySet(models.QuerySet["District"]):
    def valid_in(self, year: int) -> Self:
        """Districts of the division that holds in `year`; an open end or start does not limit."""
        return self.filter(
            Q(valid_from_year__isnull=True) | Q(valid_from_year__lte=year),
            Q(valid_to_year__isnull=True) | Q(valid_to_year__gte=year),
        )


class District(MunicipalRow):
    """A wijk of the CBS division. `valid_to_year` is the last year it holds; empty = still.

    `valid_from_year` is empty where no earlier division is known: it then holds at every date.
    """

    code = models.CharField(_("wijkcode"), max_length=8, validators=[DISTRICT_CODE])
    name = models.CharField(_("naam"), max_length=120)
    division_year = models.PositiveSmallIntegerField(
        _("jaar van de indeling"), null=True, blank=True
    )
    valid_from_year = models.PositiveSmallIntegerField(_("geldig vanaf"), null=True, blank=True)
    valid_to_year = models.PositiveSmallIntegerField(_("geldig tot en met"), null=True, blank=True)
    successors = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="predecessors",
        verbose_name=_("opvolgers"),
    )
    boundary = models.JSONField(_("grens"), null=True, blank=True)
    boundary_year = models.PositiveSmallIntegerField(_("jaar van de grens"), null=True, blank=True)

    objects = DistrictQuerySet.as_manager()

    class Meta:
        verbose_name = _("wijk")
        verbose_name_plural = _("wijken")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="district_code_unique",
                violation_error_message=_("Deze wijkcode bestaat al in deze gemeente."),
            ),
            models.CheckConstraint(
                condition=Q(valid_from_year__isnull=True)
                | Q(valid_to_year__isnull=True)
                | Q(valid_to_year__gte=models.F("valid_from_year")),
                name="district_validity_in_order",
                violation_error_message=_("De geldigheid eindigt voordat zij begint."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Neighbourhood(MunicipalRow):
    """A buurt, part of one wijk (its code's first six characters after BU name the wijk)."""

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="neighbourhoods")
    code = models.CharField(_("buurtcode"), max_length=10, validators=[NEIGHBOURHOOD_CODE])
    name = models.CharField(_("naam"), max_length=120)
    division_year = models.PositiveSmallIntegerField(
        _("jaar van de indeling"), null=True, blank=True
    )
    boundary = models.JSONField(_("grens"), null=True, blank=True)
    boundary_year = models.PositiveSmallIntegerField(_("jaar van de grens"), null=True, blank=True)

    class Meta:
        verbose_name = _("buurt")
        verbose_name_plural = _("buurten")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"], name="neighbourhood_code_unique"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Division(MunicipalRow):
    """The wijken that files named for a municipality in a year: what `District.valid_*_year` is worked out from.

    `complete` says that they are all of them, because a file proved it or somebody stated it; without that, the
    other years' divisions tell (areas.importing.divisions).
    """

    year = models.PositiveSmallIntegerField(_("jaar"))
    codes = models.JSONField(_("wijkcodes"), default=list)
    complete = models.BooleanField(_("volledig"), default=False)

    class Meta:
        verbose_name = _("indeling")
        verbose_name_plural = _("indelingen")
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "year"], name="division_year_unique")
        ]

    def __str__(self) -> str:
        return str(self.year)
