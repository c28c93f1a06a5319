"""Key figures by year, and the groups that a wijk should have a place for."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models.geography import District, MunicipalRow


class KeyFigure(MunicipalRow):
    """One published figure of a gemeente, wijk or buurt in a year; no value = not published.

    `district` is set where the area is a wijk; the measures read those only.
    """

    area_code = models.CharField(_("gebiedscode"), max_length=10)
    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.CASCADE, related_name="figures"
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    indicator = models.CharField(_("indicator"), max_length=120)
    value = models.DecimalField(_("waarde"), max_digits=24, decimal_places=9, null=True, blank=True)

    class Meta:
        verbose_name = _("kerncijfer")
        verbose_name_plural = _("kerncijfers")
        ordering = ["area_code", "indicator", "year"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "area_code", "indicator", "year"], name="key_figure_unique"
            )
        ]
        indexes = [models.Index(fields=["municipality", "indicator"], name="key_figure_indicator")]

    def __str__(self) -> str:
        return f"{self.area_code} {self.indicator} {self.year}"


class TargetGroupManager(models.Manager["TargetGroup"]):
    def get_by_natural_key(self, code: str) -> "TargetGroup":
        return self.get(code=code)


class TargetGroup(models.Model):
    """For whom something is meant; also the groups that a wijk should have a place for."""

    code = models.CharField(_("code"), max_length=30, unique=True)
    name_nl = models.CharField(_("naam"), max_length=80)
    name_en = models.CharField(_("naam (Engels)"), max_length=80)
    order = models.PositiveSmallIntegerField(_("volgorde"), default=0)

    objects = TargetGroupManager()

    class Meta:
        verbose_name = _("doelgroep")
        verbose_name_plural = _("doelgroepen")
        ordering = ["order", "code"]

    def __str__(self) -> str:
        return self.name_nl

    def natural_key(self) -> tuple[str]:
        return (self.code,)


class GroupsToServe(MunicipalRow):
    """One line of a yearly list: `target_group` should (or, deviating, need not) have a place.

    Without a district it is the municipality's list; a district with any line in a year has a list of its own.
    """

    district = models.ForeignKey(
        District, null=True, blank=True, on_delete=models.CASCADE, related_name="groups_to_serve"
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    target_group = models.ForeignKey(TargetGroup, on_delete=models.PROTECT, related_name="+")
    serves = models.BooleanField(_("plek nodig"), default=True)
    reason = models.CharField(_("reden van afwijking"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("te bedienen groep")
        verbose_name_plural = _("te bedienen groepen")
        ordering = ["year", "target_group__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "district", "year", "target_group"],
                condition=Q(district__isnull=False),
                name="groups_to_serve_district_unique",
            ),
            models.UniqueConstraint(
                fields=["municipality", "year", "target_group"],
                condition=Q(district__isnull=True),
                name="groups_to_serve_municipality_unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.target_group} {self.year}"
