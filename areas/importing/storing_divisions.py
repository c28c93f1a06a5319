"""Keeps which wijken a file named for a year, and works out anew from when until when every wijk holds."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils import timezone

from areas.importing.codes import Level
from areas.importing.contents import Area
from areas.importing.divisions import KnownDivision, complete_years, validities
from areas.importing.report import Report
from areas.importing.storing_areas import Wijken
from areas.models import District, Division, Municipality

type Place = tuple[str, int]
"""Gemeente code and year."""


def apply_divisions(
    areas: Sequence[Area],
    complete: set[Place],
    municipalities: Mapping[str, Municipality],
    wijken: Wijken,
    report: Report,
) -> None:
    """Add what the file says of divisions and set the validity of the wijken. The wijken are not written yet."""
    named: dict[Place, set[str]] = defaultdict(set)
    for area in areas:
        if area.year is not None and area.code.level is not Level.MUNICIPALITY:
            named[area.code.municipality, area.year].add(area.code.district)
    known = _store_evidence(named, complete, municipalities)
    by_municipality: dict[str, list[District]] = defaultdict(list)
    for district in wijken.all():
        by_municipality[f"GM{district.code[2:6]}"].append(district)
    for code, districts in by_municipality.items():
        divisions = _with_undocumented(known.get(code, {}), districts)
        _set_validity(code, divisions, districts, wijken, report)
        _warn(code, divisions, districts, {place[1] for place in named if place[0] == code}, report)


def _store_evidence(
    named: Mapping[Place, set[str]],
    complete: set[Place],
    municipalities: Mapping[str, Municipality],
) -> dict[str, dict[int, KnownDivision]]:
    """Write the codes of each year that are not known yet; all that is known, by gemeente code and year."""
    stored = {
        (row.municipality.code, row.year): row
        for row in Division.objects.filter(
            municipality__in=list(municipalities.values())
        ).select_related("municipality")
    }
    for place, codes in named.items():
        row = stored.get(place)
        if row is None:
            stored[place] = Division.objects.create(
                municipality=municipalities[place[0]],
                year=place[1],
                codes=sorted(codes),
                complete=place in complete,
            )
        elif not codes <= set(row.codes) or (place in complete and not row.complete):
            row.codes = sorted(codes | set(row.codes))
            row.complete = row.complete or place in complete
            row.version += 1
            row.updated_at = timezone.now()
            row.save(update_fields=["codes", "complete", "version", "updated_at"])
    known: dict[str, dict[int, KnownDivision]] = defaultdict(dict)
    for (code, year), row in stored.items():
        known[code][year] = KnownDivision(frozenset(row.codes), row.complete)
    return known


def _with_undocumented(
    divisions: Mapping[int, KnownDivision], districts: Sequence[District]
) -> dict[int, KnownDivision]:
    """Also the year that stands at a wijk itself, where no file named it: one that was entered in another way."""
    listed = {code for division in divisions.values() for code in division.codes}
    added: dict[int, set[str]] = defaultdict(set)
    for district in districts:
        if district.division_year is not None and district.code not in listed:
            added[district.division_year].add(district.code)
    result = dict(divisions)
    for year, codes in added.items():
        before = divisions.get(year, KnownDivision(frozenset()))
        result[year] = KnownDivision(before.codes | codes, before.complete)
    return result


def _set_validity(
    municipality: str,
    divisions: Mapping[int, KnownDivision],
    districts: Sequence[District],
    wijken: Wijken,
    report: Report,
) -> None:
    closed: dict[int, list[str]] = defaultdict(list)
    listed = {code for division in divisions.values() for code in division.codes}
    for code, found in validities(
        divisions, listed & {district.code for district in districts}
    ).items():
        district = wijken[code]
        if (district.valid_from_year, district.valid_to_year) == (found.first, found.last):
            continue
        if found.last is not None and district.valid_to_year is None:
            closed[found.last].append(code)
        district.valid_from_year, district.valid_to_year = found.first, found.last
        wijken.register.mark(district)
    for year, codes in sorted(closed.items()):
        report.notes.append(
            f"{municipality}: {len(codes)} wijken gelden tot en met {year}, want zij staan niet in de indeling van "
            f"{year + 1} of later ({', '.join(sorted(codes)[:5])}{', …' if len(codes) > 5 else ''})."
        )


def _warn(
    municipality: str,
    divisions: Mapping[int, KnownDivision],
    districts: Sequence[District],
    years: set[int],
    report: Report,
) -> None:
    """Say where a file looks incomplete, and which wijken have no year while others have one."""
    complete = set(complete_years(divisions))
    report.notes.extend(
        f"{municipality}: de indeling van {year} noemt maar {len(divisions[year].codes)} wijken en geldt daarom als "
        "onvolledig; andere wijken blijven gelden. Is zij wel volledig? Geef dan --complete."
        for year in sorted(years - complete)
    )
    listed = {code for division in divisions.values() for code in division.codes}
    undated = sorted(district.code for district in districts if district.code not in listed)
    if undated and listed:
        shown = ", ".join(undated[:3]) + (", …" if len(undated) > 3 else "")
        report.notes.append(
            f"{municipality}: {len(undated)} wijken zonder jaar ({shown}) "
            "staan in geen bekende indeling en gelden op elke peildatum. Laad hun bestand opnieuw met --year."
        )
