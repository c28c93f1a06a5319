"""Taking a table of a view along as a file, with every row."""

from django.http import StreamingHttpResponse

from accounts.requests import MemberRequest, log_export
from dashboards.exports.sheet import Sheet
from dashboards.views.looking import Look
from sheets.writing import MEDIA_TYPES, Format, table_chunks


def sheet_file(
    request: MemberRequest, seen: Look, name: str, sheet: Sheet, kind: Format
) -> StreamingHttpResponse:
    """A sheet as a file; logged as an export. `name` is that of the view's URL."""
    log_export(request, sheet.title)
    table = sheet.export()
    response = StreamingHttpResponse(
        table_chunks(kind, table.columns, table.rows, title=table.title),
        content_type=MEDIA_TYPES[kind],
    )
    code = seen.municipality.code.lower()
    filename = f"{code}-{name.replace('_', '-')}-{seen.day.isoformat()}.{kind.value}"
    response["Content-Disposition"] = f'attachment; filename="{filename}"'
    return response
