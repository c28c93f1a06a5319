"""The one row that administration keeps: a file between its check and its load."""

import uuid
from datetime import datetime, timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.models import Municipality

KEPT: Final = timedelta(days=1)
"""How long an uploaded file waits for a decision, or its refused rows for their download."""


class RecordKind(models.TextChoices):
    """What a file lists."""

    INITIATIVES = "initiatives", _("initiatieven")
    GRANTS = "grants", _("subsidies en bijdragen")


class UploadQuerySet(models.QuerySet["Upload"]):
    def waiting(self, now: datetime) -> Self:
        """Uploads that may still be opened."""
        return self.filter(created_at__gt=now - KEPT)

    def outdated(self, now: datetime) -> Self:
        """Uploads that nobody may open any more."""
        return self.filter(created_at__lte=now - KEPT)


class Upload(models.Model):
    """A file that one person uploaded for one municipality, for a day at most.

    `content` is the file until it is loaded; afterwards only its refused rows, as CSV with the reasons.
    `outcome` is empty until then, and holds the counts of `initiatives.importing.report.Outcome`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=RecordKind)
    name = models.CharField(_("bestandsnaam"), max_length=255)
    scheme = models.CharField(_("regeling bevat"), max_length=200, blank=True)
    content = models.BinaryField()
    outcome = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("geüpload bestand")
        verbose_name_plural = _("geüploade bestanden")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name
