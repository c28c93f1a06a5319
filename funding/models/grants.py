"""Grants with their dated decisions and payments; amounts in whole cents."""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from areas.models import MunicipalRow
from funding.models.schemes import Funder, Scheme
from initiatives.models import Initiative

MAX_CENTS = 100_000_000_000
"""One billion euros: what is above it is a typing error."""


class GrantKind(models.TextChoices):
    """What the money is for."""

    PROJECT = "project", _("project")
    OPERATING = "operating", _("exploitatie")
    APPRECIATION = "appreciation", _("waardering")
    RESIDENTS_BUDGET = "residents_budget", _("bewonersbudget")
    IN_KIND = "in_kind", _("in natura")


class Regularity(models.TextChoices):
    """Whether it comes back."""

    STRUCTURAL = "structural", _("structureel")
    MULTI_YEAR = "multi_year", _("meerjarig")
    INCIDENTAL = "incidental", _("incidenteel")


class GrantState(models.TextChoices):
    """Where a grant stands: derived from its decisions and payments, never typed in."""

    DRAFT = "draft", _("concept")
    REQUESTED = "requested", _("aangevraagd")
    SUPPLEMENT = "supplement", _("aanvulling gevraagd")
    GRANTED = "granted", _("verleend")
    SETTLED_DIRECTLY = "settled_directly", _("direct vastgesteld")
    REFUSED = "refused", _("afgewezen")
    NOT_CONSIDERED = "not_considered", _("buiten behandeling")
    WITHDRAWN = "withdrawn_by_applicant", _("ingetrokken door aanvrager")
    REPORTED = "reported", _("verantwoord")
    SETTLED = "settled", _("vastgesteld")
    RECLAIM = "reclaim", _("terugvordering")
    SUPPLEMENTARY_PAYMENT = "supplementary_payment", _("nabetaling")
    CLOSED = "closed", _("afgesloten")
    REVOKED = "revoked", _("ingetrokken")
    ASKED = "asked", _("gevraagd")
    PROMISED = "promised", _("toegezegd")
    DECLINED = "declined", _("niet toegezegd")
    RECEIVED = "received", _("ontvangen")
    ACCOUNTED = "accounted", _("afgerekend")


UNDECIDED = ("draft", "requested", "supplement", "asked")
NOTHING_GRANTED = ("refused", "not_considered", "declined")


class GrantQuerySet(models.QuerySet["Grant"]):
    def euros(self) -> Self:
        """Money only: in kind and hours stay apart."""
        return self.exclude(kind=GrantKind.IN_KIND)

    def committed(self) -> Self:
        """Money with a positive decision that was not revoked; what came later does not undo it (design, section 4).

        The same as `Standing.committed` of `funding.course`, today; only a positive decision grants more than nothing.
        """
        return self.euros().filter(granted_cents__gt=0, revoked_on__isnull=True)


class Grant(MunicipalRow):
    """Money asked for an initiative. Amounts in cents; an amount not yet decided is empty, never 0.

    State, amounts and dates from `state` to `closed_on` repeat what the decisions and payments say;
    only `funding.writes` fills them, in the transaction of the decision or payment.
    """

    reference = models.CharField(_("kenmerk"), max_length=100)
    initiative = models.ForeignKey(
        Initiative, on_delete=models.PROTECT, related_name="grants", verbose_name=_("initiatief")
    )
    funder = models.ForeignKey(
        Funder, on_delete=models.PROTECT, related_name="grants", verbose_name=_("geldgever")
    )
    scheme = models.ForeignKey(
        Scheme,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="grants",
        verbose_name=_("regeling"),
    )
    kind = models.CharField(_("soort"), max_length=16, choices=GrantKind, default=GrantKind.PROJECT)
    regularity = models.CharField(
        _("regelmaat"), max_length=10, choices=Regularity, default=Regularity.INCIDENTAL
    )
    case_number = models.CharField(_("zaaknummer"), max_length=100, blank=True)
    period_start = models.DateField(_("periode van"), null=True, blank=True)
    period_end = models.DateField(_("periode tot en met"), null=True, blank=True)
    report_due = models.DateField(_("verantwoording voor"), null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=500, blank=True)
    objection = models.BooleanField(_("bezwaar"), default=False)
    derived = models.JSONField(_("afgeleid"), default=list, blank=True)

    state = models.CharField(
        _("status"), max_length=24, choices=GrantState, default=GrantState.DRAFT, editable=False
    )
    requested_cents = models.BigIntegerField(_("aangevraagd"), null=True, blank=True)
    granted_cents = models.BigIntegerField(_("verleend"), null=True, blank=True, editable=False)
    settled_cents = models.BigIntegerField(_("vastgesteld"), null=True, blank=True, editable=False)
    paid_cents = models.BigIntegerField(_("betaald"), default=0, editable=False)
    received_on = models.DateField(_("ontvangen op"), null=True, blank=True, editable=False)
    decided_on = models.DateField(_("besloten op"), null=True, blank=True, editable=False)
    reported_on = models.DateField(_("verantwoord op"), null=True, blank=True, editable=False)
    settled_on = models.DateField(_("vastgesteld op"), null=True, blank=True, editable=False)
    revoked_on = models.DateField(_("ingetrokken op"), null=True, blank=True, editable=False)
    closed_on = models.DateField(_("afgesloten op"), null=True, blank=True, editable=False)

    objects = GrantQuerySet.as_manager()

    class Meta:
        verbose_name = _("subsidie of bijdrage")
        verbose_name_plural = _("subsidies en bijdragen")
        ordering = ["-received_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="grant_reference_unique",
                violation_error_message=_("Dit kenmerk bestaat al in deze gemeente."),
            ),
            models.CheckConstraint(
                condition=Q(requested_cents__isnull=False, requested_cents__gt=0)
                | Q(requested_cents__isnull=True, state="draft"),
                name="grant_requested_positive",
                violation_error_message=_("Het aangevraagde bedrag is meer dan nul."),
            ),
            models.CheckConstraint(
                condition=Q(requested_cents__isnull=True) | Q(requested_cents__lte=MAX_CENTS),
                name="grant_requested_plausible",
                violation_error_message=_("Meer dan een miljard euro: dat is vast een typefout."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=UNDECIDED)
                | Q(granted_cents__isnull=True, settled_cents__isnull=True, paid_cents=0),
                name="grant_undecided_is_empty",
                violation_error_message=_(
                    "Zolang er geen besluit is, is het verleende bedrag leeg en nul betaald."
                ),
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDECIDED)
                | Q(
                    granted_cents__isnull=False,
                    granted_cents__gte=0,
                    granted_cents__lte=MAX_CENTS,
                ),
                name="grant_decided_has_amount",
                violation_error_message=_(
                    "Na een besluit is er een verleend bedrag (0 bij een afwijzing)."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=NOTHING_GRANTED) | Q(granted_cents=0, paid_cents=0),
                name="grant_refused_is_zero",
                violation_error_message=_(
                    "Afgewezen of buiten behandeling: verleend 0 en betaald 0."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn_by_applicant") | Q(granted_cents=0, paid_cents=0),
                name="grant_withdrawn_is_zero",
                violation_error_message=_("Ingetrokken voor een besluit: verleend 0 en betaald 0."),
            ),
            models.CheckConstraint(
                condition=Q(granted_cents__isnull=True)
                | Q(requested_cents__isnull=True)
                | Q(granted_cents__lte=F("requested_cents"))
                | ~Q(reason=""),
                name="grant_more_needs_reason",
                violation_error_message=_("Meer verlenen dan gevraagd vraagt een reden."),
            ),
            models.CheckConstraint(
                condition=Q(paid_cents=0)
                | Q(settled_cents__isnull=False)
                | Q(granted_cents__isnull=False, paid_cents__lte=F("granted_cents")),
                name="grant_paid_at_most_granted",
                violation_error_message=_(
                    "Voor de vaststelling is niet meer betaald dan verleend."
                ),
            ),
            models.CheckConstraint(
                condition=Q(settled_cents__isnull=True)
                | Q(
                    settled_cents__gte=0,
                    granted_cents__isnull=False,
                    settled_cents__lte=F("granted_cents"),
                ),
                name="grant_settled_at_most_granted",
                violation_error_message=_(
                    "Vaststellen kan niet op meer dan verleend; wijzig eerst de verlening."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(state="closed")
                | Q(settled_cents__isnull=False, paid_cents=F("settled_cents")),
                name="grant_closed_is_paid",
                violation_error_message=_(
                    "Afsluiten kan pas als betaald gelijk is aan vastgesteld."
                ),
            ),
            models.CheckConstraint(
                condition=Q(paid_cents__gte=0),
                name="grant_paid_not_negative",
                violation_error_message=_("Er kan niet minder dan nul betaald zijn."),
            ),
            models.CheckConstraint(
                condition=Q(period_start__isnull=True)
                | Q(period_end__isnull=True)
                | Q(period_end__gte=F("period_start")),
                name="grant_period_in_order",
                violation_error_message=_("De periode eindigt voordat zij begint."),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "initiative"], name="grant_initiative"),
            models.Index(fields=["municipality", "state"], name="grant_state"),
        ]

    def __str__(self) -> str:
        return self.case_number or self.reference

    @property
    def payment_unknown(self) -> bool:
        """Whether there is money to pay, and the list it came from did not tell if any was paid."""
        to_pay = self.granted_cents if self.settled_cents is None else self.settled_cents
        return bool(to_pay) and not self.paid_cents and "paid" in self.derived
