"""Who gives money, and under which scheme."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import MunicipalRow


class FunderKind(models.TextChoices):
    """Public funders follow subsidy law; the others have a lighter course."""

    MUNICIPALITY = "municipality", _("gemeente")
    PROVINCE = "province", _("provincie")
    NATIONAL = "national", _("Rijk")
    HOUSING = "housing", _("woningcorporatie")
    FUND = "fund", _("fonds")
    CROWD = "crowd", _("crowdfunding")
    SPONSOR = "sponsor", _("sponsor")
    OWN = "own", _("eigen bijdrage")


class Funder(MunicipalRow):
    """Somebody who gives money."""

    name = models.CharField(_("naam"), max_length=200)
    kind = models.CharField(_("soort"), max_length=12, choices=FunderKind)

    class Meta:
        verbose_name = _("geldgever")
        verbose_name_plural = _("geldgevers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name", "kind"],
                name="funder_unique",
                violation_error_message=_("Deze geldgever bestaat al."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Scheme(MunicipalRow):
    """A regeling of one funder in one year. Terms in weeks; empty = the law's own term."""

    funder = models.ForeignKey(Funder, on_delete=models.PROTECT, related_name="schemes")
    name = models.CharField(_("naam"), max_length=200)
    year = models.PositiveSmallIntegerField(_("jaar"), null=True, blank=True)
    ceiling_cents = models.BigIntegerField(
        _("plafond (in centen)"), null=True, blank=True, validators=[MinValueValidator(0)]
    )
    ceiling_reason = models.CharField(
        _("waarom het plafond lager is dan wat is toegekend"), max_length=500, blank=True
    )
    taakveld = models.CharField(_("Iv3-taakveld"), max_length=60, blank=True)
    decision_term_weeks = models.PositiveSmallIntegerField(
        _("beslistermijn in weken"), null=True, blank=True
    )
    settlement_term_weeks = models.PositiveSmallIntegerField(
        _("vaststellingstermijn in weken"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("regeling")
        verbose_name_plural = _("regelingen")
        ordering = ["name", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "funder", "name", "year"],
                condition=Q(year__isnull=False),
                name="scheme_year_unique",
                violation_error_message=_("Deze regeling bestaat al voor dit jaar."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "funder", "name"],
                condition=Q(year__isnull=True),
                name="scheme_unique",
                violation_error_message=_("Deze regeling bestaat al."),
            ),
            models.CheckConstraint(
                condition=Q(ceiling_cents__isnull=True) | Q(ceiling_cents__gte=0),
                name="scheme_ceiling_not_negative",
                violation_error_message=_("Een plafond is niet negatief."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.year}" if self.year else self.name
