"""What is to be found out, and what is being done."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.policy import Scope, right
from dashboards.analysis.states import CellState
from dashboards.analysis.words import day_nl, listing, number_nl
from facilitation.models import Action
from reports.document import Block, Cell, Column, Points, Section, Table, Text, cell
from reports.forms import ACTIONS, CHECK
from reports.sections.material import Material


def check(material: Material) -> Section:
    """The districts of which too little is known, and the initiatives to ask after."""
    unknown = [place for place in material.situation.places if place.unknown]
    blocks: list[Block] = []
    if unknown:
        blocks += [
            Text(_("Van deze wijken is te weinig bekend: eerst nagaan, dan oordelen.")),
            Table(
                _("Wijken waarover nog niets te zeggen is"),
                (
                    Column(_("Wijk"), width=40),
                    Column(_("Actieve initiatieven"), number=True, width=30),
                    Column(_("Kortgeleden gezien"), number=True, width=30),
                ),
                tuple(
                    (
                        cell(place.district.name),
                        cell(number_nl(len(place.active))),
                        cell(number_nl(len(place.fresh))),
                    )
                    for place in unknown
                ),
            ),
        ]
    else:
        blocks.append(Text(_("Van elke wijk is genoeg bekend.")))
    blocks += _stale(material)
    if material.signals and (silent := _not_checked(material)):
        blocks.append(Points((silent,)))
    return Section(CHECK, _("Nagaan"), tuple(blocks), flows=True)


def _stale(material: Material) -> list[Block]:
    stale = material.stale
    if not stale:
        return []
    said = ngettext(
        "{n} actief initiatief is niet kortgeleden gezien of bevestigd.",
        "{n} actieve initiatieven zijn niet kortgeleden gezien of bevestigd.",
        len(stale),
    ).format(n=number_nl(len(stale)))
    named = [item for item in stale if item.id in material.named]
    if not named:
        return [Text(said)]
    names = {place.district.code: place.district.name for place in material.situation.places}
    return [
        Text(said),
        Table(
            _("Initiatieven om naar te vragen"),
            (
                Column(_("Initiatief"), width=40),
                Column(_("Wijk"), width=35),
                Column(_("Laatst gezien"), width=25),
            ),
            tuple(
                (
                    cell(item.row.name),
                    cell(
                        *[names[code] for code in item.row.district_codes if code in names]
                        or [_("gemeentebreed") if item.row.municipality_wide else _("zonder wijk")]
                    ),
                    cell(day_nl(item.last_seen) if item.last_seen else _("nog nooit")),
                )
                for item in named
            ),
        ),
    ]


def _not_checked(material: Material) -> str:
    names = [
        item.district.name for item in material.covered.cells if item.state is CellState.NOT_CHECKED
    ]
    if not names:
        return ""
    return _("Niet nagegaan wie niet gehoord wordt: {names}.").format(names=listing(names))


def actions(material: Material) -> Section:
    """The facilitating actions under way on the day; names of people stay out of a note."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (
            cell(action.text),
            cell(action.district.name),
            cell(action.lesson.title),
            cell(action.get_role_display()),
            cell(day_nl(action.due_date) if action.due_date else _("zonder datum")),
        )
        for action in material.actions
    )
    if not rows:
        return Section(
            ACTIONS, _("Acties"), (Text(_("Er loopt op de peildatum geen actie.")),), flows=True
        )
    own = right(material.seen.membership, Action).read is Scope.OWN
    heads = (
        (_("Actie"), 32),
        (_("Wijk"), 17),
        (_("Les"), 22),
        (_("Vanuit"), 13),
        (_("Klaar op"), 16),
    )
    return Section(
        ACTIONS,
        _("Acties"),
        (
            Table(
                _("Faciliterende acties die lopen"),
                tuple(Column(head, width=width) for head, width in heads),
                rows,
            ),
            *((Text(_("Alleen acties van je eigen organisatie."), small=True),) if own else ()),
        ),
        flows=True,
    )
