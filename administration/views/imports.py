"""Import lists of initiatives and grants: check, decide, load."""

from collections.abc import Callable, Iterator
from functools import update_wrapper
from pathlib import PurePath
from typing import Any, Concatenate
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods, require_safe

from accounts.policy import may
from accounts.requests import MemberRequest, actor_of
from administration.import_forms import ImportForm
from administration.import_words import template_columns
from administration.imports import (
    ABILITIES,
    FileRefused,
    kinds_for,
    load,
    preview,
    refused_of,
    take,
)
from administration.models import RecordKind, Upload, UploadQuerySet
from audit.log import Event, record
from audit.models import AuditEntry
from initiatives.importing.report import Outcome
from initiatives.views.guard import refuse
from sheets.writing import MEDIA_TYPES, Format, table_chunks

TEMPLATE_FORMATS = (Format.XLSX, Format.CSV)
_LISTS = {
    RecordKind.INITIATIVES: "dashboards:initiatives",
    RecordKind.GRANTS: "funding:grants",
}


def for_importers[**P, R: HttpResponseBase](
    view: Callable[Concatenate[MemberRequest, P], R],
) -> Callable[Concatenate[MemberRequest, P], R]:
    """Let a view answer only to somebody whose role may import something."""

    def guarded(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
        if not kinds_for(request.membership):
            refuse(request)
        return view(request, *args, **kwargs)

    update_wrapper(guarded, view)
    return guarded


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def upload(request: MemberRequest) -> HttpResponse:
    """Choose a file; one that can be read goes on to its check."""
    kinds = kinds_for(request.membership)
    if request.method != "POST":
        asked = request.GET.get("kind")
        start = {"kind": asked} if asked in kinds else None
        return _upload_page(request, ImportForm(kinds, initial=start))
    if request.POST.get("kind") in RecordKind.values:
        _require(request, RecordKind(request.POST["kind"]))
    form = ImportForm(kinds, request.POST, request.FILES)
    if form.is_valid():
        try:
            taken = _take(request, form)
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            return redirect("administration:import_preview", taken.pk)
    return _upload_page(request, form)


def _take(request: MemberRequest, form: ImportForm) -> Upload:
    """Keep the file of a valid form. Raises FileRefused."""
    given = form.cleaned_data
    file = given["file"]
    return take(
        request.membership,
        RecordKind(given["kind"]),
        file.name or "",
        file.read(),
        given.get("scheme", ""),
        timezone.localtime(),
    )


def _upload_page(request: MemberRequest, form: ImportForm) -> HttpResponse:
    kinds = kinds_for(request.membership)
    waiting = _own(request).filter(outcome__isnull=True, kind__in=kinds).defer("content")
    page = {
        "here": "import",
        "form": form,
        "waiting": list(waiting),
        "kinds": [(kind, kind.label) for kind in kinds],
        "formats": [(form.value, form.value.upper()) for form in TEMPLATE_FORMATS],
    }
    return render(request, "administration/import.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def check(request: MemberRequest, pk: UUID) -> HttpResponse:
    """What loading a file would do, and the decision; once loaded, what came of it."""
    held = _held(request, pk)
    if request.method != "POST":
        return _check_page(request, held)
    choice = request.POST.get("choice")
    if choice == "stop":
        held.delete()
        return redirect("administration:import")
    if choice not in {"all", "good"}:
        return _check_page(request, held)
    try:
        load(held, actor_of(request), skip_refused=choice == "good", today=timezone.localdate())
    except FileRefused as error:
        return _check_page(request, held, refusal=str(error))
    return redirect("administration:import_preview", pk)


def _check_page(request: MemberRequest, held: Upload, refusal: str = "") -> HttpResponse:
    page: dict[str, Any] = {"here": "import", "upload": held, "refusal": refusal}
    page["list_url"] = _LISTS[RecordKind(held.kind)]
    if held.outcome is not None:
        page["outcome"] = Outcome(**held.outcome)
        return render(request, "administration/import_result.html", page)
    try:
        page["preview"] = preview(held, timezone.localdate())
    except FileRefused as error:
        page["refusal"] = str(error)
    return render(request, "administration/import_preview.html", page)


@require_safe
@for_importers
def refused(request: MemberRequest, pk: UUID) -> HttpResponse:
    """The refused rows of a file with their reasons, to mend and import again."""
    held = _held(request, pk)
    try:
        content = refused_of(held, timezone.localdate())
    except FileRefused as error:
        raise Http404 from error
    if not content:
        raise Http404
    code = request.membership.municipality.code
    name = f"{PurePath(held.name).stem}-geweigerd.csv"
    record(
        actor_of(request), Event(AuditEntry.Action.EXPORT, None, municipality_code=code, label=name)
    )
    headers = {"Content-Disposition": _attachment(name)}
    return HttpResponse(content, content_type=MEDIA_TYPES[Format.CSV], headers=headers)


@require_safe
@for_importers
def template(request: MemberRequest, kind: str, extension: str) -> StreamingHttpResponse:
    """An empty file with the columns of an import; a spreadsheet explains them on a sheet of its own."""
    if kind not in RecordKind.values or extension not in TEMPLATE_FORMATS:
        raise Http404
    wanted = RecordKind(kind)
    _require(request, wanted)
    columns = template_columns(wanted, request.membership.municipality)
    chunks: Iterator[bytes] = table_chunks(Format(extension), columns, [])
    headers = {"Content-Disposition": _attachment(f"sjabloon-{kind}.{extension}")}
    return StreamingHttpResponse(
        chunks, content_type=MEDIA_TYPES[Format(extension)], headers=headers
    )


def _require(request: MemberRequest, kind: RecordKind) -> None:
    """Go on only if this member may import this kind."""
    if not may(request.membership, ABILITIES[kind]):
        refuse(request)


def _own(request: MemberRequest) -> UploadQuerySet:
    """The files that this person uploaded for this municipality and may still open."""
    own = Upload.objects.waiting(timezone.now())
    return own.filter(user=request.user, municipality=request.membership.municipality)


def _held(request: MemberRequest, pk: UUID) -> Upload:
    """One of them, of a kind that this member may still import; else 404 or 403."""
    held = get_object_or_404(_own(request).select_related("municipality"), pk=pk)
    _require(request, RecordKind(held.kind))
    return held


def _attachment(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"
