"""From a table to rows of grants, as far as they are under the wanted scheme."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from areas.models import Municipality
from funding.columns import FIELDS
from funding.importing.dialects import DIALECTS, Surroundings
from funding.importing.rows import GrantRow
from initiatives.columns import REFERENCE
from initiatives.importing.choices import spelled
from initiatives.importing.fields import Columns, match_headers
from initiatives.importing.reading import Reading, read_table_rows
from initiatives.importing.report import ImportRefused
from sheets.table import Table, as_text


def read_grants(
    table: Table,
    municipality: Municipality,
    today: date,
    *,
    scheme: str = "",
    columns: Columns | None = None,
) -> Reading[GrantRow]:
    """The rows of a list of grants. Raises ImportRefused where it is none.

    With `scheme` only the rows whose scheme has that text in its name, whatever its capitals; the others are
    counted in a note.
    """
    kept = _under(table, scheme, columns) if scheme else table
    around = Surroundings(municipality, today)
    return read_table_rows(kept, (REFERENCE, *FIELDS), DIALECTS, around, GrantRow, columns)


def _under(table: Table, scheme: str, columns: Columns | None) -> Table:
    place = _scheme_place(table.headers, columns)
    wanted = " ".join(scheme.split()).casefold()
    records = tuple(
        record
        for record in table.records
        if wanted in " ".join(as_text(record.cells[place]).split()).casefold()
    )
    values = {"scheme": scheme, "kept": len(records), "left": len(table.records) - len(records)}
    note = _(
        "Regeling met ‘%(scheme)s’: %(kept)d rijen gelezen; %(left)d rijen van andere regelingen niet."
    )
    return replace(table, records=records, notes=(*table.notes, note % values))


def _scheme_place(headers: Sequence[str], columns: Columns | None) -> int:
    dialect = next((item for item in DIALECTS if item.recognises(headers)), None)
    if dialect is None:
        place = match_headers(headers, FIELDS, columns).places.get("scheme")
        if place is None:
            raise ImportRefused(_("Dit bestand heeft geen kolom met de regeling (scheme)."))
        return place
    wanted = spelled(dialect.fills["scheme"])
    return next(place for place, header in enumerate(headers) if spelled(header) == wanted)
