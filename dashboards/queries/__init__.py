"""From records to typed rows: SQL fetches what exists of one municipality, in a constant number of queries."""

from dashboards.queries.bundle import records, records_for
from dashboards.queries.grants import grant_rows, moved_rows, scheme_rows
from dashboards.queries.listing import with_last_seen
from dashboards.queries.naming import among, partner_kinds, place_kinds, visible_ids

__all__ = [
    "among",
    "grant_rows",
    "moved_rows",
    "partner_kinds",
    "place_kinds",
    "records",
    "records_for",
    "scheme_rows",
    "visible_ids",
    "with_last_seen",
]
