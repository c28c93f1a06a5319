"""What upkeep keeps: an operation on several records, and what a merge took away as long as it can be undone."""

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.models import Municipality


class Operation(models.Model):
    """Something a person did to one or many records at once, and can undo.

    `payload` is JSON of the operation's own module: which rows it touched and how they stood, never personal data.
    """

    class Kind(models.TextChoices):
        CONFIRM = "confirm", _("klopt nog")
        TAG = "tag", _("les toegevoegd")
        ASSIGN = "assign", _("organisatie toegewezen")
        MERGE_INITIATIVES = "merge_initiatives", _("initiatieven samengevoegd")
        MERGE_ORGANISATIONS = "merge_organisations", _("organisaties samengevoegd")
        HAND_OVER = "hand_over", _("initiatief overgedragen")
        REPAIR = "repair", _("ontbrekend gegeven aangevuld")
        APART = "apart", _("niet hetzelfde")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(_("soort"), max_length=24, choices=Kind)
    label = models.CharField(_("wat er gebeurde"), max_length=300)
    payload = models.JSONField(default=dict)
    created_at = models.DateTimeField(_("gedaan op"), auto_now_add=True, db_index=True)
    undone_at = models.DateTimeField(_("ongedaan gemaakt op"), null=True, blank=True)

    class Meta:
        verbose_name = _("bewerking")
        verbose_name_plural = _("bewerkingen")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.label


class Apart(models.Model):
    """Two records with a name much alike of which somebody said that they are not the same.

    Keys without a reference: the pair says nothing once one of both is gone, and no merge may move it.
    """

    class Kind(models.TextChoices):
        INITIATIVES = "initiatives", _("initiatieven")
        ORGANISATIONS = "organisations", _("organisaties")

    operation = models.OneToOneField(Operation, on_delete=models.CASCADE, related_name="apart")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("soort"), max_length=16, choices=Kind)
    one = models.BigIntegerField(_("laagste nummer"))
    other = models.BigIntegerField(_("hoogste nummer"))

    class Meta:
        verbose_name = _("niet hetzelfde")
        verbose_name_plural = _("niet hetzelfde")
        constraints = [
            models.UniqueConstraint(fields=["kind", "one", "other"], name="apart_once"),
            models.CheckConstraint(
                condition=models.Q(one__lt=models.F("other")), name="apart_lowest_first"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.one} ≠ {self.other}"


class ExactEncoder(DjangoJSONEncoder):
    """Moments to the microsecond: Django's own encoder cuts them to milliseconds."""

    def default(self, o: Any) -> Any:
        """A moment in full, everything else as Django has it."""
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


class Shelf(models.Model):
    """The rows that a merge removed or overwrote, as they stood: all that its undo needs and the payload may not hold.

    May hold personal data (a contact, a story), so it stands in a table of its own that erasing and retention reach. It
    is removed with the undo, and once the undo has expired.
    """

    operation = models.OneToOneField(
        Operation, primary_key=True, on_delete=models.CASCADE, related_name="shelf"
    )
    removed = models.JSONField(_("verwijderde rijen"), default=list, encoder=ExactEncoder)
    kept = models.JSONField(_("blijvende rij zoals zij was"), default=dict, encoder=ExactEncoder)

    class Meta:
        verbose_name = _("weggelegde rijen")
        verbose_name_plural = _("weggelegde rijen")

    def __str__(self) -> str:
        return str(self.operation_id)
