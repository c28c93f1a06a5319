"""The note for the council: choose, look, take along. A note is a link: the same address gives the same note."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.policy import Ability
from accounts.requests import MemberRequest, log_export
from dashboards.views.looking import Look, look
from reports import odt
from reports.document import Note
from reports.forms import NoteForm, Offer
from reports.note import chapters_for, note_of
from reports.pdf import PdfError, pdf_of
from reports.sections.material import Material, gather, situation_for
from reports.workbook import tabs
from sheets.writing import MEDIA_TYPES, Format, book_chunks

KINDS: Final = {
    "pdf": "application/pdf",
    "odt": odt.MEDIA_TYPE,
    "xlsx": MEDIA_TYPES[Format.XLSX],
    "ods": MEDIA_TYPES[Format.ODS],
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A note as asked for in an address."""

    seen: Look
    form: NoteForm
    material: Material
    note: Note


def asked_in(request: MemberRequest) -> Asked:
    """Read the address and write the note."""
    seen = look(request)
    internal = seen.may(Ability.SCORES)
    offer = Offer(chapters_for(seen), internal, timezone.localdate())
    to_share = not internal or NoteForm(request.GET, offer).choice().to_share
    whole = situation_for(seen, to_share=to_share)
    districts = [(place.district.code, place.district.name) for place in whole.places]
    form = NoteForm(request.GET, offer, districts)
    material = gather(seen, whole, form.choice())
    return Asked(seen, form, material, note_of(material))


def note(request: MemberRequest) -> HttpResponse:
    """The choices with the note as it would be, and the links to its files."""
    return _page(request, asked_in(request))


def download(request: MemberRequest, kind: str) -> HttpResponseBase:
    """The note as PDF or ODT, or its tables as XLSX or ODS; logged as an export."""
    if kind not in KINDS:
        raise Http404
    asked = asked_in(request)
    try:
        content = _content(asked, kind)
    except PdfError as error:
        return _page(request, asked, problem=str(error), status=503)
    log_export(request, f"note {kind}")
    seen = asked.seen
    name = f"{seen.municipality.code.lower()}-notitie-{seen.day.isoformat()}.{kind}"
    response = StreamingHttpResponse(content, content_type=KINDS[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _content(asked: Asked, kind: str) -> Iterable[bytes]:
    if kind == "pdf":
        return [pdf_of(asked.note)]
    if kind == "odt":
        return odt.odt_of(asked.note)
    return book_chunks(Format(kind), tabs(asked.material, asked.note))


def _page(
    request: MemberRequest, asked: Asked, *, problem: str = "", status: int = 200
) -> HttpResponse:
    context = {
        "heading": _("Notitie voor de raad"),
        "lede": _(
            "Kies wat erin komt, kijk hieronder hoe hij wordt en neem hem mee. Het adres van deze pagina geeft een "
            "collega dezelfde notitie."
        ),
        "updated": asked.seen.updated,
        "reference": asked.seen.reference,
        "form": asked.form,
        "note": asked.note,
        "files": [(kind, _label(kind), _address(request, asked, kind)) for kind in KINDS],
        "problem": problem,
    }
    return render(request, "reports/note.html", context, status=status)


def _label(kind: str) -> str:
    return {
        "pdf": _("PDF, om te delen"),
        "odt": _("ODT, om te bewerken"),
        "xlsx": _("Excel (xlsx), de tabellen"),
        "ods": _("OpenDocument (ods), de tabellen"),
    }[kind]


def _address(request: MemberRequest, asked: Asked, kind: str) -> str:
    """The file of this very note: with its days written out, so that the same link gives the same file later."""
    fixed = {
        "peildatum": asked.seen.day.isoformat(),
        "gemaakt": asked.note.made_on.isoformat(),
    }
    kept = [pair for pair in _pairs(request) if pair[0] not in fixed]
    return f"{reverse('reports:download', args=[kind])}?{urlencode([*fixed.items(), *kept])}"


def _pairs(request: MemberRequest) -> Iterator[tuple[str, str]]:
    for name, values in request.GET.lists():
        for value in values:
            yield name, value
