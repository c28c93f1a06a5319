"""The export buttons: what the page shows, as a file, streamed."""

from typing import Any

from django.http import Http404, HttpResponseBase, StreamingHttpResponse

from accounts.requests import MemberRequest, actor_of
from audit.log import Event, record
from audit.models import AuditEntry
from dashboards.exports.choosing import ExportKind, export_of
from dashboards.views.coverage_compare import comparing
from dashboards.views.initiative_list import drilled, filtered
from dashboards.views.looking import look
from funding.forms import GrantFilter
from sheets.writing import MEDIA_TYPES, Format, table_chunks


def export(request: MemberRequest, kind: str) -> HttpResponseBase:
    """One table in one format, at the reference date of the page."""
    try:
        chosen, form = ExportKind(kind), Format(request.GET.get("format", "csv"))
    except ValueError:
        raise Http404 from None
    seen = look(request)
    initiatives = None
    if chosen is ExportKind.INITIATIVES:
        initiatives = filtered(request, seen, drilled(request, seen)).qs
    grants = None
    if chosen is ExportKind.GRANTS:
        grants = GrantFilter(request.GET, membership=seen.membership).qs
    table = export_of(
        chosen,
        seen.municipality,
        seen.day,
        membership=seen.membership,
        initiatives=initiatives,
        grants=grants,
        against=comparing(seen, request).against,
    )
    code = seen.municipality.code
    changes: dict[str, list[Any]] = {
        "peildatum": [None, seen.day],
        "format": [None, form.value],
        "query": [None, request.GET.dict()],
    }
    record(
        actor_of(request),
        Event(
            AuditEntry.Action.EXPORT, changes=changes, municipality_code=code, label=chosen.value
        ),
    )
    name = f"{code.lower()}-{chosen.value}-{seen.day.isoformat()}.{form.value}"
    response = StreamingHttpResponse(
        table_chunks(form, table.columns, table.rows, title=table.title),
        content_type=MEDIA_TYPES[form],
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
