"""The files of the import format as plain Python: what the oracle knows of a municipality.

Written from the design (sections 3, 5 and 6) with nothing of the product, so that both can be held together.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from io import StringIO

NEGATIVE = {"refused", "not_considered", "withdrawn_by_applicant", "declined"}
UNDECIDED = {"draft", "requested", "supplement", "asked"}


@dataclass
class Area:
    """A wijk and the years of the division in which it holds; None = not limited."""

    code: str
    name: str
    first_year: int | None = None
    last_year: int | None = None


@dataclass
class Voice:
    """A voice signal: somebody is missing, or nobody was ("nagegaan: geen")."""

    district: str
    day: date
    checked_none: bool = False
    answered_on: date | None = None


@dataclass
class Deed:
    """An initiative: the present values of its row, and the dated evidence of all its rows."""

    reference: str
    districts: list[str]
    start: date | None
    end: date | None
    dormant: date | None
    groups: set[str]
    circle: str
    places: set[str]
    together: bool
    begun_by: str
    decided_by: str
    needs_money: bool | None
    lessons: list[str]
    involved: dict[str, bool]
    seen: dict[str, list[date]]
    contacts: dict[str, list[date]]
    money: list["Money"] = field(default_factory=list)

    @property
    def wide(self) -> bool:
        """Whether it is of the whole municipality."""
        return self.districts == ["*"]


@dataclass
class Money:
    """A grant as its row; amounts in euro."""

    reference: str
    in_kind: bool
    structural: bool
    state: str
    granted: Fraction
    received_on: date | None
    decided_on: date | None
    revoked_on: date | None
    start: date | None
    end: date | None


@dataclass
class Town:
    """All that the measures of a municipality rest on."""

    code: str
    areas: list[Area]
    deeds: dict[str, Deed]
    figures: dict[tuple[str, str], dict[int, Fraction | None]]
    serves: dict[str, dict[int, dict[str, bool]]]
    voices: list[Voice]


def rows_of(text: str) -> Iterable[dict[str, str]]:
    """The rows of a comma-separated file, by header."""
    return csv.DictReader(StringIO(text))


def day_of(cell: str) -> date | None:
    """A date as ISO writes it; blank is none."""
    return date.fromisoformat(cell) if cell else None


def listed(cell: str) -> list[str]:
    """Codes with a bar between them."""
    return cell.split("|") if cell else []


def read_deeds(files: Iterable[str]) -> dict[str, Deed]:
    """Initiatives by reference; a later file changes records, and adds to their evidence."""
    deeds: dict[str, Deed] = {}
    for text in files:
        for row in rows_of(text):
            before = deeds.get(row["reference"])
            deeds[row["reference"]] = _deed(row, before)
    return deeds


def _deed(row: dict[str, str], before: Deed | None) -> Deed:
    deed = Deed(
        reference=row["reference"],
        districts=listed(row["districts"]),
        start=day_of(row["start_date"]),
        end=day_of(row["end_date"]),
        dormant=day_of(row["dormant_since"]),
        groups=set(listed(row["target_groups"])),
        circle=row["own_circle"] or "unknown",
        places=set(listed(row["place_kinds"])),
        together=row["simultaneous_activities"] == "yes",
        begun_by=row["initiated_by"],
        decided_by=row["decided_by"],
        needs_money={"yes": True, "no": False, "": None}[row["needs_money"]],
        lessons=listed(row["lessons"]),
        involved={},
        seen={},
        contacts=before.contacts if before else {},
    )
    for lesson in deed.lessons:
        deed.seen[lesson] = before.seen.get(lesson, []) if before else []
        if row["observed_on"]:
            deed.seen[lesson].append(date.fromisoformat(row["observed_on"]))
    for tie in listed(row["partners"]):
        kind, how, *when = tie.split(":")
        deed.involved[kind] = how == "involved"
        deed.contacts.setdefault(kind, []).extend(date.fromisoformat(day) for day in when)
    return deed


def read_money(files: Iterable[str], deeds: dict[str, Deed]) -> None:
    """Hang every grant on its initiative, as the last file has it."""
    latest = {row["reference"]: row for text in files for row in rows_of(text)}
    for row in latest.values():
        deeds[row["initiative"]].money.append(
            Money(
                reference=row["reference"],
                in_kind=row["kind"] == "in_kind",
                structural=row["regularity"] == "structural",
                state=row["state"] or _state(row),
                granted=Fraction(row["granted"] or row["settled"] or 0),
                received_on=day_of(row["received_on"]),
                decided_on=day_of(row["decided_on"]),
                revoked_on=day_of(row["revoked_on"]),
                start=day_of(row["period_start"]),
                end=day_of(row["period_end"]),
            )
        )


def _state(row: dict[str, str]) -> str:
    """What a blank state comes down to here: nothing asked, asked, or money given."""
    if row["decided_on"]:
        return "granted"
    return "requested" if row["received_on"] else "draft"


def read_figures(
    text: str,
) -> tuple[
    dict[tuple[str, str], dict[int, Fraction | None]], dict[str, dict[int, dict[str, bool]]]
]:
    """(Area, indicator) → year → value, and area → year → target group → whether it needs a place."""
    figures: dict[tuple[str, str], dict[int, Fraction | None]] = {}
    serves: dict[str, dict[int, dict[str, bool]]] = {}
    for row in rows_of(text):
        area, year, name = row["code"], int(row["year"]), row["indicator"]
        missing = row["value"] in {"", ".", "NULL", "NaN", "-99999999"}
        if name.startswith("serve:"):
            group = name.removeprefix("serve:")
            serves.setdefault(area, {}).setdefault(year, {})[group] = row["value"] == "1"
        else:
            value = None if missing else Fraction(row["value"])
            figures.setdefault((area, name), {})[year] = value
    return figures, serves


def read_town(
    code: str,
    areas: list[Area],
    *,
    initiatives: Iterable[str],
    grants: Iterable[str],
    figures: str,
    voices: list[Voice],
) -> Town:
    """The municipality that these files describe."""
    deeds = read_deeds(initiatives)
    read_money(grants, deeds)
    found, serves = read_figures(figures)
    return Town(code, sorted(areas, key=lambda area: area.code), deeds, found, serves, voices)
