"""What administration keeps: a file on its way in, what was found in it, and what its undo needs."""

import uuid
from datetime import datetime, timedelta
from typing import Final, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.models import Municipality

KEPT: Final = timedelta(days=1)
"""How long an uploaded file waits for a decision, or its refused rows for their download."""
UNDO_DAYS: Final = 30


class RecordKind(models.TextChoices):
    """What a file lists."""

    INITIATIVES = "initiatives", _("initiatieven")
    GRANTS = "grants", _("subsidies en bijdragen")


class Stage(models.TextChoices):
    """How far a file is. `CHECK`, `LOAD` and `UNDO` are work: asked, taken up, and then the stage after it."""

    COLUMNS = "columns", _("wacht op de kolommen")
    CHECK = "check", _("wordt gecontroleerd")
    DECIDE = "decide", _("wacht op een keuze")
    LOAD = "load", _("wordt geladen")
    LOADED = "loaded", _("geladen")
    UNDO = "undo", _("wordt ongedaan gemaakt")
    UNDONE = "undone", _("ongedaan gemaakt")


WORK: Final = frozenset({Stage.CHECK, Stage.LOAD, Stage.UNDO})
ON_RECORD: Final = frozenset({Stage.LOADED, Stage.UNDO, Stage.UNDONE})
"""Stages in which records came of the file: it is kept as long as it can be undone."""


class UploadQuerySet(models.QuerySet["Upload"]):
    def open(self, now: datetime) -> Self:
        """Uploads that may still be opened."""
        return self.filter(self._kept(now), stopped=False)

    def outdated(self, now: datetime) -> Self:
        """Uploads that nobody may open any more."""
        return self.exclude(self._kept(now))

    def _kept(self, now: datetime) -> Q:
        loaded = Q(stage__in=ON_RECORD, loaded_at__gt=now - timedelta(days=UNDO_DAYS))
        return loaded | (~Q(stage__in=ON_RECORD) & Q(created_at__gt=now - KEPT))


class Upload(models.Model):
    """A file that one person uploaded for one municipality.

    `content` is the file until it is loaded, a day at most, and empty afterwards; the row itself stays for the undo.
    `headers` and `examples` are its columns, `columns` the field chosen for each header (empty: not read; none for a
    list with columns of its own). `report` is what the check found, `outcome` what the load brought and `undone` what
    its undo did, all three as counts. Work is asked at `asked_at` and taken up at `started_at`; `refusal` says why the
    last work came to nothing.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    kind = models.CharField(max_length=20, choices=RecordKind)
    name = models.CharField(_("bestandsnaam"), max_length=255)
    scheme = models.CharField(_("regeling bevat"), max_length=200, blank=True)
    content = models.BinaryField()
    headers = models.JSONField(default=list)
    examples = models.JSONField(default=list)
    rows = models.PositiveIntegerField(default=0)
    columns = models.JSONField(null=True, blank=True)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.COLUMNS)
    skip_refused = models.BooleanField(default=False)
    stopped = models.BooleanField(default=False)
    refusal = models.TextField(blank=True)
    report = models.JSONField(null=True, blank=True)
    outcome = models.JSONField(null=True, blank=True)
    undone = models.JSONField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    loaded_at = models.DateTimeField(null=True, blank=True)
    undone_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        verbose_name = _("geüpload bestand")
        verbose_name_plural = _("geüploade bestanden")
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.name

    @property
    def extension(self) -> str:
        """The end of its name, in lower case, without the dot; empty without one."""
        return self.name.rpartition(".")[2].lower() if "." in self.name else ""


class CheckedRow(models.Model):
    """A row of a file of which there is something to say: its cells as text; `told` are pairs of a header and a reason.

    The header is empty where the row as a whole is meant; a row that could not be read has no cells.
    """

    class Verdict(models.TextChoices):
        REFUSED = "refused", _("geweigerd")
        ASIDE = "aside", _("van een andere soort")
        REMARK = "remark", _("let op")

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="checked")
    verdict = models.CharField(max_length=8, choices=Verdict)
    line = models.PositiveIntegerField()
    cells = models.JSONField(default=list)
    told = models.JSONField(default=list)

    class Meta:
        ordering = ["line"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "verdict", "line"], name="checked_row_once_a_verdict"
            )
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.verdict}"


class LoadedRecord(models.Model):
    """A record that a load made or changed, with what its undo needs.

    `mark` is a hash of the record and all that hangs on it, as the load left them: while they have that mark, nobody
    changed them since. `before` is how they stood before; none for a record that was made. `left` says why an undo
    left the record as it is.
    """

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="records")
    model = models.CharField(max_length=60)
    object_id = models.BigIntegerField()
    label = models.CharField(max_length=300)
    mark = models.CharField(max_length=64)
    before = models.JSONField(null=True, blank=True)
    left = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "model", "object_id"], name="loaded_record_once"
            )
        ]

    def __str__(self) -> str:
        return self.label


class ColumnMatch(models.Model):
    """What a municipality last chose for a column of a list of this kind; `column` empty means: not read.

    `header` is spelled as `initiatives.importing.choices.spelled` compares it.
    """

    municipality = models.ForeignKey(Municipality, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=RecordKind)
    header = models.CharField(max_length=255)
    column = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind", "header"], name="column_match_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.header} → {self.column or '–'}"
