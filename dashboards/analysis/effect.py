"""What one record changes: the coverage of today with it, beside the coverage of today without it."""

from dataclasses import dataclass, replace
from datetime import date

from dashboards.analysis.cells import Cell
from dashboards.analysis.coverage import Coverage, WideCell, cover
from dashboards.analysis.situation import InitiativeAt, situate
from dashboards.rows import Records


@dataclass(frozen=True, slots=True)
class Change:
    """A cell without the record and with it."""

    before: Cell
    after: Cell
    tagged: bool
    """Whether the record is tagged with the lesson of the cell."""
    not_yet: str
    """Why its tag does not count yet; empty where it counts, or where it is not tagged."""

    @property
    def moved(self) -> bool:
        """Whether the state is another one."""
        return self.before.state is not self.after.state

    @property
    def counted(self) -> bool:
        """Whether the numbers are other ones."""
        return self.before.numbers != self.after.numbers


@dataclass(frozen=True, slots=True)
class Known:
    """A wijk of which enough is known because of the record, or no longer is."""

    district: str
    now_known: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """What a record changes at a day: cells of its wijken, by wijk and lesson."""

    initiative: InitiativeAt
    changes: tuple[Change, ...]
    """Those of its own lessons always; others only where state or numbers changed."""
    known: tuple[Known, ...]
    wide: tuple[WideCell, ...]
    """Of a municipality-wide record: its lessons in the row "gemeentebreed", which change no wijk."""


def without(records: Records, initiative_id: int) -> Records:
    """Return the records as they would stand without one initiative and what hangs on it."""
    return replace(
        records,
        initiatives=tuple(row for row in records.initiatives if row.id != initiative_id),
        tags=tuple(row for row in records.tags if row.initiative_id != initiative_id),
        ties=tuple(row for row in records.ties if row.initiative_id != initiative_id),
        contacts=tuple(row for row in records.contacts if row.initiative_id != initiative_id),
        grants=tuple(row for row in records.grants if row.initiative_id != initiative_id),
    )


def effect_of(records: Records, initiative_id: int, at: date) -> Effect | None:
    """Return what the record changes at `at`; None where there is no such record."""
    situation = situate(records, at)
    initiative = situation.initiatives.get(initiative_id)
    if initiative is None:
        return None
    after = cover(situation)
    before = cover(situate(without(records, initiative_id), at))
    return Effect(
        initiative,
        _changes(initiative, before, after),
        _known(before, after),
        _wide(initiative, after),
    )


def _changes(initiative: InitiativeAt, before: Coverage, after: Coverage) -> tuple[Change, ...]:
    own = set() if initiative.row.municipality_wide else set(initiative.row.district_codes)
    found = []
    for old, new in zip(before.cells, after.cells, strict=True):
        tag = initiative.tags.get(new.lesson.code) if new.district.code in own else None
        change = Change(old, new, tag is not None, tag.not_yet if tag else "")
        if change.tagged or change.moved or (change.counted and new.district.code in own):
            found.append(change)
    return tuple(found)


def _known(before: Coverage, after: Coverage) -> tuple[Known, ...]:
    return tuple(
        Known(new.district.name, not new.unknown)
        for old, new in zip(before.places, after.places, strict=True)
        if old.unknown != new.unknown
    )


def _wide(initiative: InitiativeAt, after: Coverage) -> tuple[WideCell, ...]:
    if not initiative.row.municipality_wide:
        return ()
    return tuple(cell for cell in after.wide if cell.lesson.code in initiative.tags)
