"""What differs between two records, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from accounts.models import Organisation
from initiatives.models import Initiative
from upkeep.writes.merging import DATES, GROUPS, LISTS, POINT, WHERE
from upkeep.writes.merging_organisations import FIELDS


@dataclass(frozen=True, slots=True)
class Line:
    """One choice that differs: its name, label, and the value of each; empty = not known.

    `joins`: both may stay. `must_choose`: neither is chosen beforehand.
    """

    name: str
    label: str
    one: str
    other: str
    joins: bool = False
    must_choose: bool = False


def lines_of(one: Initiative, other: Initiative) -> list[Line]:
    """The choices in which two initiatives differ; what hangs on them as a list may also be joined."""
    lines = []
    for name in [*GROUPS, *(name for name in LISTS if name not in GROUPS)]:
        first, second = _text(one, name), _text(other, name)
        if first != second:
            joins = name in LISTS and bool(first and second) and not _wide(name, one, other)
            lines.append(Line(name, _label(name), first, second, joins))
    return lines


def organisation_lines(one: Organisation, other: Organisation) -> list[Line]:
    """The fields in which two organisations differ; two KvK numbers ask a choice."""
    lines = []
    for name in FIELDS:
        first, second = _shown(one, name), _shown(other, name)
        if first != second:
            clash = name == "kvk_number" and bool(first and second)
            lines.append(
                Line(name, _capital(_name_of(Organisation, name)), first, second, False, clash)
            )
    return lines


def kvk_clash(one: Organisation, other: Organisation) -> bool:
    """Whether both have a KvK number, and not the same: then they are likely two organisations."""
    return bool(one.kvk_number and other.kvk_number and one.kvk_number != other.kvk_number)


def _wide(name: str, one: Initiative, other: Initiative) -> bool:
    return name == WHERE and (one.municipality_wide or other.municipality_wide)


def _label(name: str) -> str:
    special = {WHERE: _("Waar"), DATES: _("Wanneer"), POINT: _("Punt op de kaart")}
    return special.get(name) or _capital(_name_of(Initiative, name))


def _name_of(model: type[models.Model], name: str) -> str:
    """The words of a field."""
    field = model._meta.get_field(name)
    return str(field.verbose_name) if isinstance(field, models.Field) else name


def _capital(text: Any) -> str:
    words = str(text)
    return words[:1].upper() + words[1:]


def _text(row: Initiative, name: str) -> str:
    if name == WHERE:
        if row.municipality_wide:
            return _("hele gemeente")
        return _listed(row.districts.all())
    if name == DATES:
        return _dates(row)
    if name == POINT:
        return f"{row.latitude}, {row.longitude}" if row.latitude is not None else ""
    if name in LISTS:
        return _listed(getattr(row, name).all())
    return _shown(row, name)


def _listed(rows: Iterable[models.Model]) -> str:
    return ", ".join(sorted(str(row) for row in rows))


def _dates(row: Initiative) -> str:
    parts: tuple[tuple[str, date | None], ...] = (
        (_("begonnen %(day)s"), row.start_date),
        (_("laatste dag %(day)s"), row.end_date),
        (_("ligt stil sinds %(day)s"), row.dormant_since),
    )
    told = [words % {"day": date_format(day, "j F Y")} for words, day in parts if day]
    return ", ".join(told)


def _shown(row: models.Model, name: str) -> str:
    value = getattr(row, name)
    if value is None or value == "unknown":
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    words = getattr(row, f"get_{name}_display", None)
    return str(words() if words and value else value)
