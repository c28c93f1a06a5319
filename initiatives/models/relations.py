"""Ties with partners, the moments of contact, and voices heard or missing in a wijk."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.models import District, MunicipalRow, TargetGroup
from initiatives.models.initiative import Initiative
from initiatives.models.vocabulary import PartnerKind


class PartnerTie(MunicipalRow):
    """An initiative's tie with a kind of partner: really involved, or only informed."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="ties")
    partner_kind = models.ForeignKey(PartnerKind, on_delete=models.PROTECT, related_name="+")
    involved = models.BooleanField(_("echt betrokken"))

    class Meta:
        verbose_name = _("band met een partner")
        verbose_name_plural = _("banden met partners")
        ordering = ["partner_kind__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "partner_kind"],
                name="partner_tie_unique",
                violation_error_message=_("Deze partner staat er al."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner_kind}"


class Contact(MunicipalRow):
    """A dated moment of contact with a partner; it stays when the tie changes."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="contacts")
    partner_kind = models.ForeignKey(PartnerKind, on_delete=models.PROTECT, related_name="+")
    date = models.DateField(_("datum"))
    who = models.CharField(_("wie"), max_length=120, blank=True)
    how = models.CharField(_("hoe"), max_length=60, blank=True)
    note = models.CharField(_("notitie"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("contactmoment")
        verbose_name_plural = _("contactmomenten")
        ordering = ["-date", "-id"]
        indexes = [
            models.Index(fields=["initiative", "partner_kind", "-date"], name="contact_latest")
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.partner_kind}"


class VoiceSignal(MunicipalRow):
    """Which groups decide in a wijk and whose voices are missing; names groups, never organisations or people.

    `checked_none` is the other answer: somebody looked, and no voice was missing ("nagegaan: geen").
    """

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="voices")
    date = models.DateField(_("datum"))
    checked_none = models.BooleanField(_("nagegaan: geen"), default=False)
    deciding_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="+", verbose_name=_("welke groepen beslissen")
    )
    missing_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="+", verbose_name=_("wie we niet horen")
    )
    note = models.CharField(_("toelichting"), max_length=500, blank=True)
    response = models.TextField(_("reactie"), blank=True, max_length=2_000)
    responded_on = models.DateField(_("beantwoord op"), null=True, blank=True)

    class Meta:
        verbose_name = _("signaal over stemmen")
        verbose_name_plural = _("signalen over stemmen")
        ordering = ["-date", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(responded_on__isnull=True) | Q(responded_on__gte=F("date")),
                name="voice_answered_after_signal",
                violation_error_message=_("De reactie komt na het signaal."),
            ),
            models.CheckConstraint(
                condition=Q(checked_none=False) | Q(responded_on__isnull=True),
                name="voice_none_needs_no_answer",
                violation_error_message=_("Waar niemand gemist wordt, is niets te beantwoorden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district} {self.date:%Y-%m-%d}"
