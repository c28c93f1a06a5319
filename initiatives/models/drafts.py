"""What somebody was filling in: theirs alone, kept until it is sent or forgotten."""

import uuid
from datetime import datetime, timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.models import Municipality
from initiatives.models.initiative import Initiative

KEPT_FOR: Final = timedelta(days=30)
"""A draft that nobody touched for so long is removed at the next save of anybody."""


class DraftQuerySet(models.QuerySet["Draft"]):
    def of(self, user_id: int, municipality_id: int) -> Self:
        """The drafts of one person in one municipality: nobody else ever sees them."""
        return self.filter(user_id=user_id, municipality_id=municipality_id)

    def open(self) -> Self:
        """Those that were not sent, the latest first."""
        return self.filter(made__isnull=True).order_by("-updated_at")

    def forgotten(self, now: datetime) -> Self:
        """Those that nobody touched for a month."""
        return self.filter(updated_at__lt=now - KEPT_FOR)


class Draft(models.Model):
    """The fields of a quick log as typed, by field name, each a list of texts.

    `key` comes with the form and makes sending it once-only: once sent, `made` is the record and `fields` is empty.
    It stands outside `accounts.policy`: its owner alone may see it, whatever anybody's role.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="drafts"
    )
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    key = models.UUIDField(_("sleutel"), default=uuid.uuid4)
    fields = models.JSONField(_("ingevuld"), default=dict)
    made = models.ForeignKey(
        Initiative, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    updated_at = models.DateTimeField(_("bewaard om"), auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        verbose_name = _("concept")
        verbose_name_plural = _("concepten")
        constraints = [
            models.UniqueConstraint(fields=["user", "municipality", "key"], name="draft_key_unique")
        ]
        indexes = [models.Index(fields=["updated_at"], name="draft_age")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The name typed so far."""
        typed = self.fields.get("name", [])
        return str(typed[0]).strip() if typed and str(typed[0]).strip() else str(_("zonder naam"))
