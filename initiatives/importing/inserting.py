"""Insert many small rows at once.

Measured on 50,000 initiatives with 600,000 rows hanging on them: `bulk_create` builds an object and a piece of
SQL a row, and took half of the import's time; one prepared statement for all rows takes a tenth of that.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

from django.db import connections, models, router
from django.utils import timezone

from audit.models import Versioned


def insert_rows(
    model: type[models.Model], names: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    """Insert rows with these fields; other fields must have a default in the database or be nullable.

    A versioned row begins as every row does: version 1, recorded now. No signals are sent.
    """
    connection = connections[router.db_for_write(model)]
    extra = _beginning() if issubclass(model, Versioned) else {}
    concrete = {field.name: field for field in model._meta.concrete_fields}
    fields = [concrete[name] for name in (*names, *extra)]
    convert = [_converter(field, connection) for field in fields[: len(names)]]
    tail = tuple(
        field.get_db_prep_save(value, connection)
        for field, value in zip(fields[len(names) :], extra.values(), strict=True)
    )
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    sql = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})"  # noqa: S608 -- names of our models, no input
    prepared = [
        (*[change(value) for change, value in zip(convert, row, strict=True)], *tail)
        for row in rows
    ]
    if prepared:
        with connection.cursor() as cursor:
            cursor.executemany(sql, prepared)


_WITHOUT_TYPE = (models.DateTimeField, models.JSONField, models.DecimalField, models.UUIDField)


def _beginning() -> dict[str, Any]:
    now = timezone.now()
    return {"version": 1, "created_at": now, "updated_at": now}


def _converter(field: "models.Field[Any, Any]", connection: Any) -> Callable[[Any], Any]:
    """How a value of this field goes to the database: as it is, but for what a driver has no type for."""
    if isinstance(field, models.ForeignKey):
        return _converter(field.target_field, connection)
    if isinstance(field, _WITHOUT_TYPE):
        return lambda value: field.get_db_prep_save(value, connection)
    if isinstance(field, models.DateField):
        known: dict[date, Any] = {}

        def adapted(value: date | None) -> Any:
            if value is None:
                return None
            if value not in known:
                known[value] = field.get_db_prep_save(value, connection)
            return known[value]

        return adapted
    return lambda value: value
