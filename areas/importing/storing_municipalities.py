"""Gemeenten of a file: found, made where new, named where their name was not known yet."""

from collections.abc import Collection, Mapping

from areas.importing.report import Outcome, Report
from areas.models import Municipality
from areas.writes import create_municipalities, rename_municipality
from audit.actor import Actor


def ensure_municipalities(
    codes: Collection[str], names: Mapping[str, str], actor: Actor, report: Report
) -> dict[str, Municipality]:
    """The gemeenten with these codes, locked until the end of the transaction; new ones get norms and indicators."""
    found = lock_municipalities(codes)
    missing = sorted(set(codes) - found.keys())
    for code, municipality in sorted(found.items()):
        _name_known(municipality, names.get(code, ""), actor, report)
    new = create_municipalities({code: names.get(code) or code for code in missing}, actor=actor)
    found |= {municipality.code: municipality for municipality in new}
    for code in missing:
        report.municipalities.mark(code, Outcome.NEW)
    unnamed = [code for code in missing if not names.get(code)]
    if unnamed:
        shown = ", ".join(unnamed[:5]) + (", …" if len(unnamed) > 5 else "")
        report.notes.append(
            f"Van {len(unnamed)} gemeenten staat de naam niet in het bestand; zij heten nu naar hun code ({shown}). "
            "Een codelijst of kerncijfers met gemeentenamen vult de naam aan."
        )
    return found


def _name_known(municipality: Municipality, name: str, actor: Actor, report: Report) -> None:
    """Name a gemeente that was called by its code so far; never rename one that people know by a name."""
    code = municipality.code
    report.municipalities.mark(code, Outcome.SAME)
    if not name or municipality.name == name:
        return
    if municipality.name == code:
        rename_municipality(municipality, name, actor=actor)
        report.municipalities.mark(code, Outcome.CHANGED)
    else:
        report.notes.append(
            f"{code} heet hier '{municipality.name}' en in het bestand '{name}'; de naam blijft."
        )


def lock_municipalities(codes: Collection[str]) -> dict[str, Municipality]:
    """The gemeenten with these codes that are there, locked in one order: two imports then never deadlock."""
    rows = Municipality.objects.select_for_update().filter(code__in=codes).order_by("code")
    return {row.code: row for row in rows}
