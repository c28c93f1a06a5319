"""The initiative itself, and the districts it belongs to."""

import re
from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from areas.models import District, MunicipalRow, TargetGroup
from initiatives.models.vocabulary import ActivityType, PlaceKind


class OwnCircle(models.TextChoices):
    """Who decided that a circle is closed."""

    PARTICIPANTS = "participants", _("besloten, door de deelnemers gekozen")
    ORGANISER = "organiser", _("besloten, door de organisator bepaald")
    OPEN = "open", _("open")
    UNKNOWN = "unknown", _("onbekend")


class WhoDecides(models.TextChoices):
    """Who began it, and who decides in it. Empty = unknown."""

    RESIDENTS = "residents", _("bewoners")
    PROFESSIONALS = "professionals", _("professionals")
    MUNICIPALITY = "municipality", _("gemeente")
    HOUSING = "housing", _("woningcorporatie")
    OTHER = "other", _("anders")


class Frequency(models.TextChoices):
    """How often it happens. Empty = unknown."""

    DAILY = "daily", _("dagelijks")
    WEEKLY = "weekly", _("wekelijks")
    BIWEEKLY = "biweekly", _("om de week")
    MONTHLY = "monthly", _("maandelijks")
    SEASONAL = "seasonal", _("per seizoen")
    ONCE = "once", _("eenmalig")


class Band(models.TextChoices):
    """How many people, in bands: nobody counts heads. Empty = unknown."""

    FEW = "1-9", _("minder dan 10")
    SOME = "10-24", _("10 tot 25")
    MANY = "25-49", _("25 tot 50")
    CROWD = "50+", _("50 of meer")


class InitiativeQuerySet(models.QuerySet["Initiative"]):
    def started_on(self, day: date) -> Self:
        """Not an idea and not stopped on `day`: active or dormant."""
        return self.filter(
            Q(end_date__isnull=True) | Q(end_date__gte=day),
            start_date__isnull=False,
            start_date__lte=day,
        )

    def active_on(self, day: date) -> Self:
        """Active on `day`: started, not stopped, not dormant."""
        return self.started_on(day).filter(Q(dormant_since__isnull=True) | Q(dormant_since__gt=day))

    def for_detail(self) -> Self:
        """One record with all that its page shows; what is not fetched here raises instead of querying."""
        return (
            self.select_related("municipality", "organisation")
            .prefetch_related(
                "districts",
                "activity_types",
                "target_groups",
                "place_kinds",
                "tags__lesson__strategy",
                "ties__partner_kind",
            )
            .fetch_mode(models.FETCH_RAISE)
        )

    def sharing_words_with(self, name: str) -> Self:
        """Records with a long word's beginning or end in common with `name`: one of both outlives a typo."""
        words = sorted(re.findall(r"\w{4,}", name), key=len, reverse=True)[:4]
        shared = Q(name__iexact=name.strip())
        for word in words:
            shared |= Q(name__icontains=word[:5]) | Q(name__icontains=word[-5:])
        return self.filter(shared)

    def for_table(self) -> Self:
        """With all that a row of the list shows."""
        return self.select_related("organisation").prefetch_related(
            "districts", "tags__lesson__strategy"
        )


class Initiative(MunicipalRow):
    """What residents (or others) do in a wijk. Empty = unknown, everywhere.

    `reference` is the record's own key within the municipality, by which files are matched.
    `derived` names the fields that an import worked out rather than read ("afgeleid").
    """

    reference = models.CharField(_("kenmerk"), max_length=100)
    name = models.CharField(_("naam"), max_length=200)
    summary = models.CharField(_("in één zin"), max_length=500, blank=True)
    story = models.TextField(_("verhaal"), blank=True, max_length=10_000)
    organisation = models.ForeignKey(
        Organisation,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="initiatives",
        verbose_name=_("organisatie of groep"),
    )
    districts = models.ManyToManyField(
        District, through="InitiativeDistrict", related_name="initiatives", verbose_name=_("wijken")
    )
    municipality_wide = models.BooleanField(_("hele gemeente"), default=False)
    start_date = models.DateField(_("begonnen op"), null=True, blank=True)
    end_date = models.DateField(_("laatste dag"), null=True, blank=True)
    dormant_since = models.DateField(_("ligt stil sinds"), null=True, blank=True)
    activity_types = models.ManyToManyField(
        ActivityType, blank=True, related_name="initiatives", verbose_name=_("wat er gebeurt")
    )
    target_groups = models.ManyToManyField(
        TargetGroup, blank=True, related_name="initiatives", verbose_name=_("voor wie")
    )
    place_kinds = models.ManyToManyField(
        PlaceKind, blank=True, related_name="initiatives", verbose_name=_("waar")
    )
    own_circle = models.CharField(
        _("eigen kring"), max_length=12, choices=OwnCircle, default=OwnCircle.UNKNOWN
    )
    simultaneous_activities = models.BooleanField(
        _("verschillende dingen tegelijk"), null=True, blank=True
    )
    signup_required = models.BooleanField(_("aanmelden nodig"), null=True, blank=True)
    frequency = models.CharField(_("hoe vaak"), max_length=10, choices=Frequency, blank=True)
    participants_band = models.CharField(_("deelnemers"), max_length=6, choices=Band, blank=True)
    volunteers_band = models.CharField(_("vrijwilligers"), max_length=6, choices=Band, blank=True)
    initiated_by = models.CharField(
        _("begonnen door"), max_length=14, choices=WhoDecides, blank=True
    )
    decided_by = models.CharField(_("wie beslist"), max_length=14, choices=WhoDecides, blank=True)
    needs_money = models.BooleanField(_("geld nodig"), null=True, blank=True)
    longitude = models.DecimalField(
        _("lengtegraad"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    latitude = models.DecimalField(
        _("breedtegraad"), max_digits=9, decimal_places=6, null=True, blank=True
    )
    location_shielded = models.BooleanField(_("locatie afgeschermd"), default=False)
    is_public = models.BooleanField(_("openbaar"), default=False)
    work_contact = models.CharField(_("werkcontact"), max_length=200, blank=True)
    private_contact = models.CharField(
        _("privécontact"), max_length=200, blank=True, help_text=_("Wordt nooit geëxporteerd.")
    )
    derived = models.JSONField(_("afgeleid"), default=list, blank=True)

    objects = InitiativeQuerySet.as_manager()

    class Meta:
        verbose_name = _("initiatief")
        verbose_name_plural = _("initiatieven")
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="initiative_reference_unique",
                violation_error_message=_("Dit kenmerk bestaat al in deze gemeente."),
            ),
            models.CheckConstraint(
                condition=Q(start_date__isnull=True)
                | Q(end_date__isnull=True)
                | Q(end_date__gte=F("start_date")),
                name="initiative_ends_after_start",
                violation_error_message=_("De laatste dag ligt voor het begin."),
            ),
            models.CheckConstraint(
                condition=Q(dormant_since__isnull=True)
                | Q(start_date__isnull=True)
                | Q(dormant_since__gte=F("start_date")),
                name="initiative_dormant_after_start",
                violation_error_message=_("Het ligt stil voordat het begon."),
            ),
            models.CheckConstraint(
                condition=Q(longitude__isnull=True, latitude__isnull=True)
                | Q(longitude__isnull=False, latitude__isnull=False),
                name="initiative_point_complete",
                violation_error_message=_("Een punt heeft een lengte- én een breedtegraad."),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "name", "id"], name="initiative_list"),
            models.Index(
                fields=["municipality", "start_date", "end_date"], name="initiative_period"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class InitiativeDistrict(models.Model):
    """An initiative belongs to each district it names."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="district_links"
    )
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="initiative_links"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "district"], name="initiative_district_unique"
            )
        ]
        indexes = [models.Index(fields=["district", "initiative"], name="district_initiatives")]

    def __str__(self) -> str:
        return f"{self.initiative_id} in {self.district_id}"


class FormerReference(MunicipalRow):
    """The key of a record that was merged into another, so that files and old links still find it.

    `former_id` is the primary key that the merged record had.
    """

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="former_references"
    )
    reference = models.CharField(_("kenmerk"), max_length=100)
    former_id = models.BigIntegerField(_("vroeger nummer"))

    class Meta:
        verbose_name = _("vroeger kenmerk")
        verbose_name_plural = _("vroegere kenmerken")
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"], name="former_reference_unique"
            ),
            models.UniqueConstraint(fields=["former_id"], name="former_id_unique"),
        ]

    def __str__(self) -> str:
        return self.reference
