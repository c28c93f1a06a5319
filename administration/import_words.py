"""What each column of an import means, for the sheet that explains a template."""

from dataclasses import replace
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from administration.models import RecordKind
from areas.models import Municipality
from funding.columns import GRANT_COLUMNS
from initiatives.columns import INITIATIVE_COLUMNS, Lists
from initiatives.importing.lists import load_lists
from sheets.columns import Column

COLUMNS: Final = {
    RecordKind.INITIATIVES: INITIATIVE_COLUMNS,
    RecordKind.GRANTS: GRANT_COLUMNS,
}
_DECIDERS: Final = _(
    "residents (bewoners), professionals, municipality (gemeente), housing (corporatie), other (anders);"
    " leeg = onbekend."
)

_INITIATIVES: Final[dict[str, str | Promise]] = {
    "reference": _(
        "Eigen kenmerk van het initiatief, één keer per gemeente. Hetzelfde kenmerk werkt het initiatief bij."
    ),
    "name": _("Naam van het initiatief."),
    "summary": _("In één of twee zinnen, hoogstens 500 tekens."),
    "organisation": _("Organisatie of groep; wie er nog niet is, wordt aangemaakt."),
    "districts": _("Wijkcodes met | ertussen, of * voor de hele gemeente."),
    "start_date": _("Begonnen op, jjjj-mm-dd of dd-mm-jjjj; leeg = nog een idee."),
    "end_date": _("Laatste dag; leeg = loopt door."),
    "dormant_since": _("Ligt stil sinds; leeg = ligt niet stil."),
    "activity_types": _("Codes met | ertussen."),
    "target_groups": _("Voor wie: codes met | ertussen."),
    "own_circle": _(
        "Eigen kring: participants (door de deelnemers gekozen), organiser (door de organisator bepaald), open,"
        " unknown (onbekend)."
    ),
    "place_kinds": _("Soorten plek: codes met | ertussen."),
    "simultaneous_activities": _("Verschillende dingen tegelijk: yes, no of leeg."),
    "signup_required": _("Aanmelden nodig: yes, no of leeg."),
    "initiated_by": _DECIDERS,
    "decided_by": _DECIDERS,
    "needs_money": _("Geld nodig: yes, no of leeg."),
    "lessons": _("Hoogstens drie lescodes met | ertussen."),
    "observed_on": _("Gezien op: de dag van de waarneming, voor alle lessen van deze rij."),
    "observation": _("Wat er te zien was, in één zin; geen namen of herkenbare situaties."),
    "partners": _(
        "soort:involved:jjjj-mm-dd (echt betrokken, laatste contact), soort:involved of soort:informed, met | ertussen."
    ),
}
_GRANTS: Final[dict[str, str | Promise]] = {
    "reference": _(
        "Eigen kenmerk van de aanvraag of bijdrage, één keer per gemeente. Hetzelfde kenmerk werkt haar bij."
    ),
    "initiative": _("Kenmerk van het initiatief waar het geld voor is; dat moet er al zijn."),
    "funder": _("Naam van de geldgever; wie er nog niet is, wordt aangemaakt."),
    "funder_kind": _(
        "Soort geldgever: municipality (gemeente), province (provincie), national (rijk),"
        " housing (corporatie), fund (fonds), crowd (crowdfunding), sponsor, own (eigen bijdrage)."
    ),
    "scheme": _("Naam van de regeling; leeg = geen."),
    "kind": _(
        "Soort: project, operating (exploitatie), appreciation (waardering), "
        "residents_budget (bewonersbudget), in_kind (in natura)."
    ),
    "regularity": _(
        "Regelmaat: structural (structureel), multi_year (meerjarig), incidental (eenmalig)."
    ),
    "case_number": _("Zaaknummer of dossiernummer."),
    "state": _("Status; leeg = volgt uit datums en bedragen."),
    "requested": _("Aangevraagd bedrag in euro."),
    "granted": _("Verleend bedrag in euro; leeg = nog niet besloten, 0 = afgewezen."),
    "settled": _("Vastgesteld bedrag in euro; leeg = nog niet vastgesteld."),
    "paid": _("Betaald bedrag in euro."),
    "received_on": _("Ontvangen op."),
    "decided_on": _("Besloten op; niet in de toekomst."),
    "reported_on": _("Verantwoord op."),
    "settled_on": _("Vastgesteld op."),
    "revoked_on": _("Ingetrokken op."),
    "closed_on": _("Afgesloten op."),
    "period_start": _("Eerste dag van de periode."),
    "period_end": _("Laatste dag van de periode."),
    "report_due": _("Verantwoorden voor."),
    "reason": _("Reden of toelichting, hoogstens 500 tekens."),
}
_MEANINGS: Final = {RecordKind.INITIATIVES: _INITIATIVES, RecordKind.GRANTS: _GRANTS}
_LISTED: Final = ("activity_types", "target_groups", "place_kinds", "lessons")
_MOST_SHOWN: Final = 60
"""Codes that fit in one cell that a person reads; a big city has more wijken than that."""


def template_columns(kind: RecordKind, municipality: Municipality) -> list[Column]:
    """The columns of an import, each with its meaning and the codes that this municipality may use."""
    codes = _codes(load_lists(municipality)) if kind is RecordKind.INITIATIVES else {}
    meanings = _MEANINGS[kind]
    return [
        replace(column, meaning=f"{meanings[column.name]} {codes.get(column.name, '')}".strip())
        for column in COLUMNS[kind]
    ]


def _codes(lists: Lists) -> dict[str, str]:
    found = {name: getattr(lists, name).all() for name in _LISTED}
    found |= {"partners": lists.partner_kinds.all(), "districts": lists.districts.all()}
    return {
        name: f"{', '.join(codes)}." for name, codes in found.items() if len(codes) <= _MOST_SHOWN
    }
