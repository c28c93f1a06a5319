"""Import lists of initiatives and grants: upload, match the columns, check, decide, load, undo."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.policy import Ability, may
from accounts.requests import MemberRequest, actor_of
from administration.import_columns import (
    FOR_NEW,
    REQUIRED,
    guess_columns,
    has_own_columns,
    remember_columns,
)
from administration.import_forms import ColumnsForm, ImportForm, field_labels
from administration.import_work import ask, standing, stop
from administration.imports import FileRefused, kinds_for, take
from administration.models import WORK, RecordKind, Stage, Upload, UploadQuerySet
from administration.views.import_guard import for_importers, require_kind
from administration.views.import_pages import TEMPLATE_FORMATS, check_page, loaded_page, work_page

_MOST_LOADED = 20


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def upload(request: MemberRequest) -> HttpResponse:
    """Choose a file; one that can be read goes on to its columns, or straight to its check."""
    kinds = kinds_for(request.membership)
    if request.method != "POST":
        asked = request.GET.get("kind")
        start = {"kind": asked} if asked in kinds else None
        return _upload_page(request, ImportForm(kinds, initial=start))
    if request.POST.get("kind") in RecordKind.values:
        require_kind(request, RecordKind(request.POST["kind"]))
    form = ImportForm(kinds, request.POST, request.FILES)
    if form.is_valid():
        try:
            taken = _take(request, form)
        except FileRefused as error:
            form.add_error("file", str(error))
        else:
            if taken.stage == Stage.COLUMNS:
                return redirect("administration:import_columns", taken.pk)
            ask(taken, Stage.CHECK, actor_of(request))
            return redirect("administration:import_preview", taken.pk)
    return _upload_page(request, form)


def _take(request: MemberRequest, form: ImportForm) -> Upload:
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
    found = reachable(request).filter(kind__in=kinds).defer("content", "headers", "examples")
    page = {
        "here": "import",
        "form": form,
        "waiting": list(found.filter(outcome__isnull=True)),
        "loaded": list(
            found.filter(outcome__isnull=False).select_related("user").order_by("-loaded_at")
        )[:_MOST_LOADED],
        "kinds": [(kind, kind.label) for kind in kinds],
        "formats": [(form.value, form.value.upper()) for form in TEMPLATE_FORMATS],
    }
    return render(request, "administration/import.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def columns(request: MemberRequest, pk: UUID) -> HttpResponse:
    """Say which column of the file is which field, before it is checked."""
    held = held_upload(request, pk)
    kind = RecordKind(held.kind)
    if held.stage not in {Stage.COLUMNS, Stage.DECIDE} or has_own_columns(kind, held.headers):
        return redirect("administration:import_preview", pk)
    guesses = guess_columns(kind, held.headers, held.municipality)
    form = ColumnsForm(held, guesses, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        chosen = form.columns()
        remember_columns(kind, held.municipality, chosen)
        ask(held, Stage.CHECK, actor_of(request), columns=dict(chosen))
        return redirect("administration:import_preview", pk)
    names = field_labels(kind)
    page = {
        "here": "import",
        "upload": held,
        "form": form,
        "required": names[REQUIRED],
        "for_new": [names[name] for name in FOR_NEW[kind]],
    }
    return render(request, "administration/import_columns.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@for_importers
def check(request: MemberRequest, pk: UUID) -> HttpResponse:
    """How a file stands: being worked on, checked and waiting for a decision, or loaded and what came of it."""
    held = held_upload(request, pk)
    at_work = standing(held, timezone.now()) if held.stage in WORK else None
    if request.method == "POST":
        return _choose(request, held, interrupted=bool(at_work and at_work.interrupted))
    if at_work is not None:
        return work_page(request, held, at_work)
    if held.stage == Stage.COLUMNS:
        return redirect("administration:import_columns", pk)
    return check_page(request, held) if held.stage == Stage.DECIDE else loaded_page(request, held)


def _choose(request: MemberRequest, held: Upload, *, interrupted: bool) -> HttpResponse:
    """Do what was chosen, if the file stands where that can be chosen."""
    choice = request.POST.get("choice")
    actor = actor_of(request)
    if choice == "stop":
        if stop(held):
            messages.success(request, _("Gestopt. Er is niets geladen; het bestand is weggegooid."))
            return redirect("administration:import")
        messages.warning(request, _("Het bestand was al geladen."))
    elif choice == "again" and interrupted:
        ask(held, Stage(held.stage), actor)
    elif choice in {"all", "good"} and held.stage == Stage.DECIDE:
        ask(held, Stage.LOAD, actor, skip_refused=choice == "good")
    elif choice == "undo" and held.stage == Stage.LOADED:
        ask(held, Stage.UNDO, actor)
    return redirect("administration:import_preview", held.pk)


def reachable(request: MemberRequest) -> UploadQuerySet:
    """The files that this person may still open: their own, and for who manages all that were loaded here."""
    found = Upload.objects.open(timezone.now()).filter(municipality=request.membership.municipality)
    own = Q(user=request.user)
    if may(request.membership, Ability.MANAGE):
        own |= Q(outcome__isnull=False)
    return found.filter(own)


def held_upload(request: MemberRequest, pk: UUID) -> Upload:
    """One of them, of a kind that this member may still import; else 404 or 403."""
    rows: Any = reachable(request).select_related("municipality", "user").defer("content")
    held: Upload = get_object_or_404(rows, pk=pk)
    require_kind(request, RecordKind(held.kind))
    return held
