"""Gemeenten of a file: found, made where new, named where their name was not known yet."""

from collections.abc import Collection, Mapping

from areas.importing.report import Outcome, Report
from areas.models import Municipality
from areas.writes import create_municipality, rename_municipality
from audit.actor import Actor


def ensure_municipalities(
    codes: Collection[str], names: Mapping[str, str], actor: Actor, report: Report
) -> dict[str, Municipality]:
    """The gemeenten with these codes, locked until the end of the transaction; new ones get norms and indicators."""
    found = lock_municipalities(codes)
    unnamed: list[str] = []
    for code in sorted(codes):
        name = names.get(code, "")
        municipality = found.get(code)
        if municipality is None:
            found[code] = create_municipality(code, name or code, actor=actor)
            report.municipalities.mark(code, Outcome.NEW)
            if not name:
                unnamed.append(code)
        elif municipality.name == code and name:
            rename_municipality(municipality, name, actor=actor)
            report.municipalities.mark(code, Outcome.CHANGED)
        else:
            report.municipalities.mark(code, Outcome.SAME)
            if name and municipality.name != name:
                report.notes.append(
                    f"{code} heet hier '{municipality.name}' en in het bestand '{name}'; de naam blijft."
                )
    if unnamed:
        shown = ", ".join(unnamed[:5]) + (", …" if len(unnamed) > 5 else "")
        report.notes.append(
            f"Van {len(unnamed)} gemeenten staat de naam niet in het bestand; zij heten nu naar hun code ({shown}). "
            "Een codelijst of kerncijfers met gemeentenamen vult de naam aan."
        )
    return found


def lock_municipalities(codes: Collection[str]) -> dict[str, Municipality]:
    """The gemeenten with these codes that are there, locked in one order: two imports then never deadlock."""
    rows = Municipality.objects.select_for_update().filter(code__in=codes).order_by("code")
    return {row.code: row for row in rows}
