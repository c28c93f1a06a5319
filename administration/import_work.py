"""Work on an upload: checking, loading, undoing. A small file at once, a large one in the worker (`db_worker`).

Each is done once however often it is asked: it is claimed with one conditional UPDATE, and ends in one transaction.
When the process is killed nothing of it is kept; the claim then shows that it was begun, and nobody has a `hold`.
"""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.tasks import task
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import Membership
from accounts.policy import may
from administration import import_holds as holds
from administration.import_undo import undo_load
from administration.imports import ABILITIES, FileRefused, check, load
from administration.models import ON_RECORD, UNDO_DAYS, WORK, RecordKind, Stage, Upload
from audit.actor import Actor
from initiatives.importing.report import Progress

DIRECT_ROWS: Final = 500
"""So many rows are done while the person waits: under a second, see bench/import_rows.py."""
PATIENCE: Final = timedelta(seconds=15)
"""After so long without anybody taking it up, the page says that no worker seems to run."""
_BEFORE: Final = {
    Stage.CHECK: Stage.COLUMNS,
    Stage.LOAD: Stage.DECIDE,
    Stage.UNDO: Stage.LOADED,
}
"""Where a file stands again when its work came to nothing."""


@dataclass(frozen=True, slots=True)
class Standing:
    """How work on an upload stands; `progress` is there while somebody is at it."""

    progress: holds.Progress | None
    interrupted: bool = False
    late: bool = False
    busy_elsewhere: bool = False

    @property
    def percent(self) -> int | None:
        """How much of it is done, if that is known."""
        if self.progress is None or not self.progress.total:
            return None
        return 100 * self.progress.done // self.progress.total


def standing(upload: Upload, now: datetime) -> Standing | None:
    """How the work stands; none if there is none any more, and the upload is then read anew."""
    progress = holds.look(upload.pk)
    if progress is None and upload.started_at:
        # Whoever began may have finished between the two looks; holds end after their transaction.
        upload.refresh_from_db()
        progress = holds.look(upload.pk)
    if upload.stage not in WORK:
        return None
    if progress or upload.started_at:
        return Standing(progress, interrupted=progress is None)
    late = upload.asked_at is not None and now - upload.asked_at > PATIENCE
    others = Upload.objects.exclude(pk=upload.pk).filter(stage__in=WORK).exclude(started_at=None)
    busy = late and any(holds.look(pk) for pk in others.values_list("pk", flat=True)[:5])
    return Standing(None, late=late and not busy, busy_elsewhere=busy)


def ask(upload: Upload, stage: Stage, actor: Actor, **values: Any) -> bool:
    """Ask for work on a file that stands before it, or was interrupted in it; whether it was asked.

    What is small is done when this returns; `refusal` then says if it came to nothing.
    """
    now = timezone.now()
    direct = upload.rows <= DIRECT_ROWS
    with transaction.atomic():
        asked = Upload.objects.filter(
            pk=upload.pk, stage=upload.stage, started_at=upload.started_at, stopped=False
        ).update(stage=stage, asked_at=now, started_at=None, refusal="", **values)
        if asked and not direct:
            work.enqueue(str(upload.pk), asdict(actor))
    if asked and direct:
        run(upload.pk, actor)
    return bool(asked)


@task
def work(pk: str, actor: dict[str, Any]) -> None:
    """Do what was asked of an upload, in the worker."""
    run(UUID(pk), Actor(**actor))


def run(pk: UUID, actor: Actor) -> None:
    """Do what is asked of an upload and not begun; nothing if there is no such work (any more)."""
    with holds.hold(pk) as tell:
        now = timezone.localtime()
        open_ones = Upload.objects.filter(pk=pk, stage__in=WORK, started_at=None, stopped=False)
        if not open_ones.update(started_at=now):
            return
        upload = Upload.objects.select_related("municipality").get(pk=pk)
        asked = Stage(upload.stage)
        try:
            _refuse_without_right(upload, actor)
            _DO[asked](upload, actor, now, _watched(upload, tell))
        except FileRefused as refusal:
            _put_down(pk, asked, str(refusal), tell)
        except holds.Stopped:
            Upload.objects.filter(pk=pk).delete()


def _put_down(pk: UUID, asked: Stage, refusal: str, tell: holds.Tell) -> None:
    """Leave a file as it was before its work; where a load was refused, the check shows what stands in the way now."""
    upload = Upload.objects.select_related("municipality").get(pk=pk)
    if asked is Stage.LOAD:
        with suppress(FileRefused):
            check(upload, timezone.localdate(), _watched(upload, tell))
    Upload.objects.filter(pk=pk).update(stage=_BEFORE[asked], started_at=None, refusal=refusal)


def _watched(upload: Upload, tell: holds.Tell) -> Progress:
    """Progress that is told, and that notices that somebody asked to stop."""

    def progress(what: str, done: int, total: int) -> None:
        tell(what, done, total)
        if not Upload.objects.filter(pk=upload.pk, stopped=False).exists():
            raise holds.Stopped

    return progress


def _refuse_without_right(upload: Upload, actor: Actor) -> None:
    """A right that was taken away while the work waited counts."""
    found = Membership.objects.valid_on(timezone.localdate()).filter(
        user=actor.user_id, municipality=upload.municipality_id
    )
    if not any(may(member, ABILITIES[RecordKind(upload.kind)]) for member in found):
        raise FileRefused(_("Je mag dit niet meer importeren. Er is niets gedaan."))


def _check(upload: Upload, _actor: Actor, now: datetime, progress: Progress) -> None:
    check(upload, now.date(), progress)


def _undo(upload: Upload, actor: Actor, now: datetime, progress: Progress) -> None:
    if upload.loaded_at is None or now > upload.loaded_at + timedelta(days=UNDO_DAYS):
        raise FileRefused(_("Dit is langer dan 30 dagen geleden; het kan niet meer ongedaan."))
    with transaction.atomic():
        undone = undo_load(upload, actor, progress)
        if not (undone.removed or undone.restored) and undone.left:
            upload.stage = Stage.LOADED
            upload.refusal = _("Er is niets teruggezet: alles is sindsdien veranderd.")
        else:
            upload.stage, upload.undone, upload.undone_at = Stage.UNDONE, asdict(undone), now
        upload.started_at = None
        upload.save(update_fields=["stage", "refusal", "undone", "undone_at", "started_at"])


_DO: Final[dict[Stage, Callable[[Upload, Actor, datetime, Progress], None]]] = {
    Stage.CHECK: _check,
    Stage.LOAD: load,
    Stage.UNDO: _undo,
}


def stop(upload: Upload) -> bool:
    """Throw a file away; who is at work on it stops. False if it was loaded meanwhile: nothing is lost then.

    The one at work deletes it; an upload nobody is at is deleted here.
    """
    if upload.stage in WORK:
        holds.stop(upload.pk)
    at_hand = Upload.objects.filter(pk=upload.pk).exclude(stage__in=ON_RECORD)
    if not at_hand.update(stopped=True):
        return not Upload.objects.filter(pk=upload.pk).exists()
    if holds.look(upload.pk) is None:
        at_hand.delete()
    return True
