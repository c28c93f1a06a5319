"""What an import gives to take along: templates to fill in, and the refused rows with their reasons."""

from collections.abc import Iterable
from pathlib import PurePath
from uuid import UUID

from django.http import Http404, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.requests import MemberRequest, actor_of
from administration.import_files import refused_columns, refused_rows
from administration.import_words import template_columns
from administration.models import KEPT, RecordKind
from administration.views.import_guard import for_importers, require_kind
from administration.views.import_pages import TEMPLATE_FORMATS
from administration.views.imports import held_upload
from audit.log import Event, record
from audit.models import AuditEntry
from sheets.columns import Column, Row
from sheets.writing import MEDIA_TYPES, Format, table_chunks


@require_safe
@for_importers
def refused(request: MemberRequest, pk: UUID, extension: str) -> StreamingHttpResponse:
    """The refused rows of a file with their reasons, to mend and import again; for a day after a load."""
    kind = _format(extension)
    held = held_upload(request, pk)
    rows = refused_rows(held)
    first = next(rows, None)
    if first is None or (held.loaded_at and timezone.now() > held.loaded_at + KEPT):
        raise Http404
    name = f"{PurePath(held.name).stem}-geweigerd.{extension}"
    code = request.membership.municipality.code
    event = Event(AuditEntry.Action.EXPORT, None, municipality_code=code, label=name)
    record(actor_of(request), event)
    return _file(kind, refused_columns(held.headers), refused_rows(held), name)


@require_safe
@for_importers
def template(request: MemberRequest, kind: str, extension: str) -> StreamingHttpResponse:
    """An empty file with the columns of an import; a spreadsheet explains them on a sheet of its own."""
    if kind not in RecordKind.values:
        raise Http404
    wanted = RecordKind(kind)
    require_kind(request, wanted)
    columns = template_columns(wanted, request.membership.municipality)
    return _file(_format(extension), columns, [], f"sjabloon-{kind}.{extension}")


def _format(extension: str) -> Format:
    if extension not in TEMPLATE_FORMATS:
        raise Http404
    return Format(extension)


def _file(
    kind: Format, columns: list[Column], rows: Iterable[Row], name: str
) -> StreamingHttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    return StreamingHttpResponse(
        table_chunks(kind, columns, rows),
        content_type=MEDIA_TYPES[kind],
        headers={"Content-Disposition": disposition},
    )
