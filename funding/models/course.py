"""What happens to a grant, with its date: steps, payments, and dates that a person moved."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import MunicipalRow
from funding.course.clocks import ClockKind
from funding.course.grounds import NOT_CONSIDERED_GROUNDS, REFUSAL_GROUNDS
from funding.models.grants import MAX_CENTS, Grant


class Decision(MunicipalRow):
    """A dated step in a grant's course (see `funding.course`); the state follows from these."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="decisions")
    kind = models.CharField(_("stap"), max_length=24)
    date = models.DateField(_("datum"))
    amount_cents = models.BigIntegerField(_("bedrag"), null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=500, blank=True)
    ground = models.CharField(_("grond"), max_length=24, blank=True)
    over_cents = models.BigIntegerField(_("boven het plafond"), null=True, blank=True)
    over_reason = models.CharField(_("waarom boven het plafond"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True)
                | Q(amount_cents__gte=0, amount_cents__lte=MAX_CENTS),
                name="decision_amount_not_negative",
                violation_error_message=_(
                    "Een bedrag is niet negatief en hooguit een miljard euro."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ground="")
                | Q(kind="refused", ground__in=tuple(REFUSAL_GROUNDS))
                | Q(kind="not_considered", ground__in=tuple(NOT_CONSIDERED_GROUNDS)),
                name="decision_ground_of_its_list",
                violation_error_message=_("Deze grond hoort niet bij dit besluit."),
            ),
            models.CheckConstraint(
                condition=Q(over_cents__isnull=True, over_reason="")
                | (Q(over_cents__gt=0) & ~Q(over_reason="")),
                name="decision_over_ceiling_says_why",
                violation_error_message=_("Boven het plafond gaan vraagt een reden."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.kind}"


class Payment(MunicipalRow):
    """Money that was paid; what is paid back after a reclaim is negative."""

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="payments")
    date = models.DateField(_("datum"))
    amount_cents = models.BigIntegerField(_("bedrag"))
    note = models.CharField(_("toelichting"), max_length=300, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("betaling")
        verbose_name_plural = _("betalingen")
        ordering = ["date", "id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount_cents=0)
                & Q(amount_cents__gte=-MAX_CENTS, amount_cents__lte=MAX_CENTS),
                name="payment_not_zero",
                violation_error_message=_("Een betaling van nul is geen betaling."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.date:%Y-%m-%d} {self.amount_cents}"


class ClockDate(MunicipalRow):
    """A date that a person set for one of a grant's clocks, and why; the latest of a clock counts.

    `due` empty takes the date back: the calculated one counts again. `began_on` and `suspended_days` say which term
    was moved: a date set for an earlier one counts no longer, and what is suspended later is added to it.
    """

    grant = models.ForeignKey(Grant, on_delete=models.CASCADE, related_name="clock_dates")
    clock = models.CharField(
        _("termijn"), max_length=12, choices=[(kind.value, kind.value) for kind in ClockKind]
    )
    due = models.DateField(_("nieuwe datum"), null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=500)
    began_on = models.DateField(_("termijn begonnen op"), null=True, blank=True)
    suspended_days = models.PositiveIntegerField(_("dagen opgeschort"), default=0)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("gewijzigde termijn")
        verbose_name_plural = _("gewijzigde termijnen")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(clock__in=[kind.value for kind in ClockKind]),
                name="clock_date_of_a_clock",
                violation_error_message=_("Deze termijn bestaat niet."),
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="clock_date_says_why",
                violation_error_message=_("Vul in waarom de datum anders wordt."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.due or '-'}"
