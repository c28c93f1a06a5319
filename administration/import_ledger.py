"""What a load did, record by record, so that it can be undone: a `Witness` of the importers that keeps what it sees."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from django.db import models

from accounts.models import Organisation
from administration.models import LoadedRecord, Upload
from funding.models import ClockDate, Decision, Funder, Grant, Payment, Scheme
from initiatives.importing.inserting import insert_rows
from initiatives.models import (
    Contact,
    FormerReference,
    Initiative,
    InitiativeDistrict,
    LessonTag,
    Observation,
    PartnerTie,
)

type Parts = dict[str, list[tuple[Any, ...]]]
"""Part of a family → its rows, each the values of the part's columns in order."""


@dataclass(frozen=True, slots=True)
class Part:
    """A table of a record's family: where the record's own key stands in it."""

    name: str
    model: type[models.Model]
    path: str

    @property
    def columns(self) -> tuple[str, ...]:
        """All stored columns."""
        return tuple(item.attname for item in self.model._meta.concrete_fields)


def _family(
    model: type[models.Model], *hanging: tuple[str, type[models.Model], str]
) -> tuple[Part, ...]:
    return (Part("", model, "pk"), *(Part(*item) for item in hanging))


FAMILIES: Final[dict[type[models.Model], tuple[Part, ...]]] = {
    Grant: _family(
        Grant,
        ("decisions", Decision, "grant_id"),
        ("payments", Payment, "grant_id"),
        ("clock_dates", ClockDate, "grant_id"),
    ),
    Initiative: _family(
        Initiative,
        ("districts", InitiativeDistrict, "initiative_id"),
        ("activity_types", Initiative.activity_types.through, "initiative_id"),
        ("target_groups", Initiative.target_groups.through, "initiative_id"),
        ("place_kinds", Initiative.place_kinds.through, "initiative_id"),
        ("tags", LessonTag, "initiative_id"),
        ("observations", Observation, "tag__initiative_id"),
        ("ties", PartnerTie, "initiative_id"),
        ("contacts", Contact, "initiative_id"),
        ("former_references", FormerReference, "initiative_id"),
    ),
    Scheme: _family(Scheme),
    Funder: _family(Funder),
    Organisation: _family(Organisation),
}
"""What a load can make or change, with all that hangs on it, in the order in which it can be taken away."""
_UNMARKED: Final = frozenset({"updated_at"})


def capture(model: type[models.Model], pks: Iterable[int]) -> dict[int, Parts]:
    """How these records stand with all that hangs on them: one query a part."""
    wanted = list(pks)
    found: dict[int, Parts] = defaultdict(dict)
    if not wanted:
        return found
    for part in FAMILIES[model]:
        rows = part.model._default_manager.filter(**{f"{part.path}__in": wanted}).order_by("pk")
        for owner, *values in rows.values_list(part.path, *part.columns):
            found[owner].setdefault(part.name, []).append(tuple(values))
    return found


def mark_of(model: type[models.Model], parts: Parts) -> str:
    """A hash of everything that somebody could have changed."""
    seen = [
        [
            [value for name, value in zip(part.columns, row, strict=True) if name not in _UNMARKED]
            for row in parts.get(part.name, ())
        ]
        for part in FAMILIES[model]
    ]
    return hashlib.sha256(json.dumps(seen, default=str).encode()).hexdigest()


def kept(model: type[models.Model], parts: Parts) -> dict[str, list[dict[str, Any]]]:
    """The rows by part and column, as JSON keeps them: dates, moments and decimals as exact text."""
    return {
        part.name: [
            {name: _plain(value) for name, value in zip(part.columns, row, strict=True)}
            for row in parts.get(part.name, ())
        ]
        for part in FAMILIES[model]
    }


def _plain(value: Any) -> Any:
    return (
        value if value is None or isinstance(value, str | int | float | list | dict) else str(value)
    )


@dataclass(slots=True)
class Ledger:
    """Keeps a row for every record that a load makes or changes."""

    upload: Upload
    _before: dict[tuple[type[models.Model], int], Any] = field(default_factory=dict)

    def before(self, model: type[models.Model], pks: Iterable[int]) -> None:
        """Keep how these records stand."""
        for pk, parts in capture(model, pks).items():
            self._before[model, pk] = kept(model, parts)

    def after(self, model: type[models.Model], pks: Iterable[int]) -> None:
        """Write down what became of these records."""
        columns = FAMILIES[model][0].columns
        label = columns.index("name" if "name" in columns else "reference")
        insert_rows(
            LoadedRecord,
            ("upload", "model", "object_id", "label", "mark", "before", "left"),
            [
                (
                    self.upload.pk,
                    model._meta.label_lower,
                    pk,
                    parts[""][0][label][:300],
                    mark_of(model, parts),
                    self._before.pop((model, pk), None),
                    "",
                )
                for pk, parts in capture(model, pks).items()
            ],
        )
