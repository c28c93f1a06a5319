"""Wijken and their figures: what is there, what is missing, and loading a file."""

from datetime import date

from django.http import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.requests import MemberRequest, actor_of, log_export
from administration.figures import TEMPLATE_COLUMNS, AreaOverview, area_overview, template_rows
from administration.forms import UPLOAD_LIMITS, AreaFilterForm, AreasForm
from administration.tables import AreaTable
from administration.views.guard import for_managers
from areas.importing.contents import ImportRefused
from areas.importing.reading import Wanted, read_contents
from areas.importing.report import Report
from areas.importing.storing import Options, store
from audit.log import Event, record
from audit.models import AuditEntry
from lists.exporting import as_shown, asked_format
from lists.showing import arrange, chosen
from sheets.writing import MEDIA_TYPES, Format, table_chunks

_SHOWN = 50
"""Refused rows that are shown one by one."""


@require_http_methods(["GET", "POST"])
@for_managers
def areas(request: MemberRequest) -> HttpResponseBase:
    """The wijken with their figures, and a form that loads a file for this municipality only."""
    if request.method == "GET" and (kind := asked_format(request)):
        municipality = request.membership.municipality
        table, _form = _table(request, area_overview(municipality, timezone.localdate()))
        log_export(request, _("Wijken en cijfers, zoals getoond"))
        return as_shown(table, f"{municipality.code.lower()}-wijken", kind)
    if request.method == "POST":
        form = AreasForm(request.POST, request.FILES)
        if not form.is_valid():
            return _page(request, form)
        try:
            report = _load(request, form)
        except ImportRefused as error:
            form.add_error("file", str(error))
            return _page(request, form, problems=[str(problem) for problem in error.problems])
        return _page(request, AreasForm(), report=report)
    return _page(request, AreasForm())


def _load(request: MemberRequest, form: AreasForm) -> Report:
    """Store the file, whatever other municipalities it holds too. Raises ImportRefused."""
    file = form.cleaned_data["file"]
    name = file.name or ""
    code = request.membership.municipality.code
    wanted = Wanted(form.cleaned_data["year"], code)
    contents = read_contents(file.read(), name, wanted, UPLOAD_LIMITS)
    options = Options(
        municipality=code,
        skip_refused=form.cleaned_data["skip_refused"],
    )
    return store([contents], options, actor=actor_of(request), label=name)


def _page(
    request: MemberRequest,
    form: AreasForm,
    *,
    report: Report | None = None,
    problems: list[str] | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    overview = area_overview(request.membership.municipality, today)
    table, chosen_form = _table(request, overview)
    found = problems or ([str(problem) for problem in report.refused] if report else [])
    page = {
        "here": "manage",
        "form": form,
        "overview": overview,
        "table": table,
        "filters": chosen_form,
        "summary": chosen(chosen_form),
        "report": report,
        "problems": found[:_SHOWN],
        "more_problems": max(0, len(found) - _SHOWN),
        "no_needs": bool(overview.lines) and overview.with_needs == 0,
    }
    return render(request, "administration/areas.html", page)


def _table(request: MemberRequest, overview: AreaOverview) -> tuple[AreaTable, AreaFilterForm]:
    """The wijken of the filters, in the order and columns of the query string."""
    form = AreaFilterForm(request.GET)
    lines = [line for line in overview.lines if form.keeps(line)]
    return arrange(request, AreaTable(lines, overview)), form


@require_safe
@for_managers
def template(request: MemberRequest) -> StreamingHttpResponse:
    """The tidy list of need indicators, filled in as far as it is known, to complete and load."""
    today = timezone.localdate()
    municipality = request.membership.municipality
    record(
        actor_of(request),
        Event(AuditEntry.Action.EXPORT, municipality_code=municipality.code, label="sjabloon"),
    )
    return _download(area_overview(municipality, today), municipality.code, today)


def _download(overview: AreaOverview, code: str, day: date) -> StreamingHttpResponse:
    chunks = table_chunks(Format.CSV, TEMPLATE_COLUMNS, template_rows(overview, day.year))
    response = StreamingHttpResponse(chunks, content_type=MEDIA_TYPES[Format.CSV])
    response["Content-Disposition"] = f'attachment; filename="cijfers-{code.lower()}.csv"'
    return response
