"""The files of the demo as typed values. Months in them are relative to the day of loading."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent / "data"


@dataclass(frozen=True, slots=True)
class DemoGrant:
    """Money for a demo initiative, in whole euros; `end_in_months` counts from the day of loading."""

    funder_kind: str
    kind: str
    regularity: str
    state: str
    requested: int
    granted: int | None
    settled: int | None
    paid: int
    end_in_months: int | None
    received_weeks_ago: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class DemoInitiative:
    """A demo initiative; `partners` are those really involved, with a contact in the last 90 days."""

    number: int
    district: str
    name: str
    summary: str
    organisation: str
    lessons: tuple[str, ...]
    activity_types: tuple[str, ...]
    target_groups: tuple[str, ...]
    place_kinds: tuple[str, ...]
    simultaneous: bool
    initiated_by: str
    decided_by: str
    frequency: str
    observed_months_ago: int
    observed: str
    partners: tuple[str, ...]
    grants: tuple[DemoGrant, ...]

    @property
    def own_circle(self) -> str:
        """Circles tagged bonding-1 are closed by choice of the participants, all others open."""
        return "participants" if "bonding-1" in self.lessons else "open"


@dataclass(frozen=True, slots=True)
class DemoDistrict:
    """A demo wijk with its figures (text, so that decimals stay exact) and its drawn boundary."""

    code: str
    name: str
    figures: dict[str, str]
    boundary: dict[str, Any]


@dataclass(frozen=True, slots=True)
class DemoSource:
    """All of the demo's files."""

    code: str
    name: str
    organisations: tuple[tuple[str, str], ...]
    districts: tuple[DemoDistrict, ...]
    initiatives: tuple[DemoInitiative, ...]


def read_source() -> DemoSource:
    """Read the demo's files."""
    told = json.loads((DATA / "sluiswaarde.json").read_text(encoding="utf-8"))
    boundaries = json.loads((DATA / "boundaries.json").read_text(encoding="utf-8"))
    return DemoSource(
        told["municipality"]["code"],
        told["municipality"]["name"],
        tuple((row["name"], row["kind"]) for row in told["organisations"]),
        tuple(
            DemoDistrict(
                row["code"],
                row["name"],
                {name: str(value) for name, value in row.items() if name not in {"code", "name"}},
                boundaries[row["code"]],
            )
            for row in told["districts"]
        ),
        tuple(_initiative(row) for row in told["initiatives"]),
    )


def _initiative(row: dict[str, Any]) -> DemoInitiative:
    plain: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in row.items()
    }
    plain["grants"] = tuple(DemoGrant(**grant) for grant in row["grants"])
    return DemoInitiative(**plain)
