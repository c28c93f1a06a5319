"""Key figures and groups to serve of a file against those in the database."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import batched
from typing import Final

from areas.importing.codes import AreaCode, Level
from areas.importing.contents import Figure, Problem, Serve
from areas.importing.report import Outcome, Report
from areas.importing.storing_areas import Wijken
from areas.models import GroupsToServe, KeyFigure, Municipality, TargetGroup

type Progress = Callable[[str], None]
type _Stored = dict[tuple[str, str, int], tuple[Decimal | None, int]]
"""Area code, indicator, year → value, version."""

_BATCH: Final = 1000
_REPORT_EVERY: Final = 50_000


def known_area(code: AreaCode, wijken: Wijken) -> bool:
    """Whether figures of an area can be kept: its gemeente is there, and of a wijk or buurt the wijk."""
    return code.level is Level.MUNICIPALITY or wijken.get(code.district) is not None


def store_figures(
    figures: Sequence[Figure],
    municipalities: Mapping[str, Municipality],
    wijken: Wijken,
    report: Report,
    progress: Progress,
) -> None:
    """Add the figures that are new, change those that differ; other years and indicators stay as they are."""
    stored = _stored(figures, municipalities)
    done = 0
    for batch in batched(_differing(figures, stored, municipalities, wijken, report), _BATCH):
        KeyFigure.objects.bulk_create(
            batch,
            update_conflicts=True,
            unique_fields=["municipality", "area_code", "indicator", "year"],
            update_fields=["value", "district", "version", "updated_at"],
        )
        done += len(batch)
        if done % _REPORT_EVERY == 0:
            progress(f"{done} cijfers weggeschreven …")


def _stored(figures: Sequence[Figure], municipalities: Mapping[str, Municipality]) -> _Stored:
    years = {figure.year for figure in figures}
    rows = KeyFigure.objects.filter(
        municipality__in=list(municipalities.values()), year__in=years
    ).values_list("area_code", "indicator", "year", "value", "version")
    return {
        (code, indicator, year): (value, version)
        for code, indicator, year, value, version in rows.iterator()
    }


def _differing(
    figures: Sequence[Figure],
    stored: _Stored,
    municipalities: Mapping[str, Municipality],
    wijken: Wijken,
    report: Report,
) -> Iterator[KeyFigure]:
    for figure in figures:
        before = stored.get((figure.code.text, figure.indicator, figure.year))
        owner = figure.code.municipality
        if before is not None and before[0] == figure.value:
            report.figures.add(owner, Outcome.SAME)
            continue
        report.figures.add(owner, Outcome.NEW if before is None else Outcome.CHANGED)
        yield KeyFigure(
            municipality=municipalities[owner],
            area_code=figure.code.text,
            district=wijken[figure.code.text] if figure.code.level is Level.DISTRICT else None,
            year=figure.year,
            indicator=figure.indicator,
            value=figure.value,
            version=1 if before is None else before[1] + 1,
        )


def store_serves(
    serves: Sequence[Serve],
    municipalities: Mapping[str, Municipality],
    wijken: Wijken,
    report: Report,
) -> list[Problem]:
    """Add and change lines of the lists of groups to serve; the rows whose target group does not exist."""
    if not serves:
        return []
    groups = {group.code: group for group in TargetGroup.objects.all()}
    stored = _stored_serves(municipalities)
    problems: list[Problem] = []
    new: list[GroupsToServe] = []
    for serve in serves:
        group = groups.get(serve.target_group)
        if group is None:
            known = ", ".join(groups) or "geen"
            reason = f"de doelgroep '{serve.target_group}' bestaat niet (wel: {known})"
            problems.append(Problem(serve.where, reason))
            continue
        row = stored.get((serve.code.text, serve.year, group.pk))
        owner = serve.code.municipality
        if row is None:
            report.serves.add(owner, Outcome.NEW)
            new.append(_new_line(serve, group, municipalities[owner], wijken))
        elif row.serves == serve.serves:
            report.serves.add(owner, Outcome.SAME)
        else:
            report.serves.add(owner, Outcome.CHANGED)
            row.serves, row.version = serve.serves, row.version + 1
            row.save(update_fields=["serves", "version", "updated_at"])
    GroupsToServe.objects.bulk_create(new, batch_size=_BATCH)
    return problems


def _new_line(
    serve: Serve, group: TargetGroup, municipality: Municipality, wijken: Wijken
) -> GroupsToServe:
    return GroupsToServe(
        municipality=municipality,
        district=wijken[serve.code.text] if serve.code.level is Level.DISTRICT else None,
        year=serve.year,
        target_group=group,
        serves=serve.serves,
    )


def _stored_serves(
    municipalities: Mapping[str, Municipality],
) -> dict[tuple[str, int, int], GroupsToServe]:
    rows = GroupsToServe.objects.filter(
        municipality__in=list(municipalities.values())
    ).select_related("district", "municipality")
    return {
        (
            row.district.code if row.district else row.municipality.code,
            row.year,
            row.target_group_id,
        ): row
        for row in rows
    }
