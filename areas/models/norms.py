"""The thresholds of the measures, per municipality, each with the design's default."""

from fractions import Fraction

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.models.geography import Municipality
from audit.models import Versioned


def validate_fraction(value: str) -> None:
    """A share above 0 and at most 1, written as "2/3": thirds have no exact decimals."""
    try:
        share = Fraction(value)
    except (ValueError, ZeroDivisionError) as error:
        raise ValidationError(_("Schrijf een deel als breuk, bijvoorbeeld 2/3.")) from error
    if not 0 < share <= 1:
        raise ValidationError(_("Een deel ligt tussen 0 en 1."))


class Norms(Versioned):
    """One row a municipality; a municipality without a row uses the defaults."""

    municipality = models.OneToOneField(
        Municipality, on_delete=models.CASCADE, related_name="norms"
    )
    fresh_months = models.PositiveSmallIntegerField(
        _("vers: maanden na een waarneming"), default=12
    )
    secured_months = models.PositiveSmallIntegerField(_("geld moet zeker zijn: maanden"), default=6)
    stable_months = models.PositiveSmallIntegerField(_("houvast: maanden zeker geld"), default=12)
    structural_months = models.PositiveSmallIntegerField(
        _("structureel geld loopt na de periode door: maanden"), default=12
    )
    gap_days = models.PositiveSmallIntegerField(_("onderbreking van geld: dagen"), default=31)
    follow_up_days = models.PositiveSmallIntegerField(
        _("vervolgaanvraag begint binnen: dagen"), default=92
    )
    contact_days = models.PositiveSmallIntegerField(_("contact niet ouder dan: dagen"), default=90)
    review_months = models.PositiveSmallIntegerField(_("nagegaan geldt: maanden"), default=12)
    inhabitants_per_initiative = models.PositiveIntegerField(
        _("inwoners per vers initiatief"), default=3000, validators=[MinValueValidator(1)]
    )
    min_inhabitants = models.PositiveIntegerField(_("te klein onder: inwoners"), default=1000)
    min_active = models.PositiveSmallIntegerField(
        _("te weinig geregistreerd onder: actieve"), default=2
    )
    min_fresh_share = models.CharField(
        _("deel dat vers moet zijn"), max_length=9, default="1/2", validators=[validate_fraction]
    )
    covered_share = models.CharField(
        _("gedekt vanaf deel"), max_length=9, default="2/3", validators=[validate_fraction]
    )
    thin_share = models.CharField(
        _("dun vanaf deel"), max_length=9, default="1/3", validators=[validate_fraction]
    )
    need_weight = models.PositiveSmallIntegerField(
        _("gewicht nood"), default=40, validators=[MaxValueValidator(100)]
    )
    shortage_weight = models.PositiveSmallIntegerField(
        _("gewicht tekort"), default=40, validators=[MaxValueValidator(100)]
    )
    fragility_weight = models.PositiveSmallIntegerField(
        _("gewicht broosheid"), default=20, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("normen")
        verbose_name_plural = _("normen")
        constraints = [
            models.CheckConstraint(
                condition=Q(need_weight=100 - F("shortage_weight") - F("fragility_weight")),
                name="norms_weights_sum_to_100",
                violation_error_message=_("De drie gewichten zijn samen 100."),
            ),
            models.CheckConstraint(
                condition=Q(inhabitants_per_initiative__gt=0),
                name="norms_inhabitants_positive",
                violation_error_message=_("Het aantal inwoners per initiatief is minstens 1."),
            ),
        ]

    def __str__(self) -> str:
        return f"Normen {self.municipality}"

    def clean(self) -> None:
        """The two shares are in order."""
        super().clean()
        if Fraction(self.thin_share) > Fraction(self.covered_share):
            raise ValidationError({"thin_share": _("Dun begint niet hoger dan gedekt.")})


class NeedIndicator(Versioned):
    """A need indicator and its fixed scale: `low` counts as 0, `high` as 1 (high may be the smaller)."""

    municipality = models.ForeignKey(
        Municipality, on_delete=models.CASCADE, related_name="need_indicators"
    )
    indicator = models.CharField(_("indicator"), max_length=120)
    label = models.CharField(_("naam"), max_length=120)
    low = models.DecimalField(_("geen nood bij"), max_digits=18, decimal_places=6)
    high = models.DecimalField(_("hoogste nood bij"), max_digits=18, decimal_places=6)

    class Meta:
        verbose_name = _("nood-indicator")
        verbose_name_plural = _("nood-indicatoren")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "indicator"],
                name="need_indicator_unique",
                violation_error_message=_("Deze indicator staat er al."),
            ),
            models.CheckConstraint(
                condition=~Q(low=F("high")),
                name="need_indicator_scale_not_flat",
                violation_error_message=_("De twee grenzen verschillen."),
            ),
        ]

    def __str__(self) -> str:
        return self.label
