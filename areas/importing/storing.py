"""Stores what files say: all of it or nothing, in one transaction, with the log rows of the change."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.db import transaction

from areas.importing.codes import AreaCode, Level, parse_code
from areas.importing.contents import Area, Contents, ImportRefused, Problem
from areas.importing.matching import KnownArea, match_by_name
from areas.importing.report import Outcome, Report, sentence
from areas.importing.storing_areas import Wijken, apply_districts, store_neighbourhoods
from areas.importing.storing_divisions import apply_divisions
from areas.importing.storing_figures import Progress, known_area, store_figures, store_serves
from areas.importing.storing_municipalities import ensure_municipalities, lock_municipalities
from areas.models import District, Neighbourhood
from audit.actor import Actor
from audit.log import Event, record_many
from audit.models import AuditEntry
from sheets.neutral import visible


@dataclass(frozen=True, slots=True)
class Options:
    """How to load.

    `municipality` limits it to one gemeente; `complete` states that the files name all wijken; `skip_refused` leaves
    rows that are wrong out instead of refusing the files; `may_create` allows new gemeenten.
    """

    municipality: str = ""
    complete: bool = False
    skip_refused: bool = False
    may_create: bool = True


def _silent(_line: str) -> None:
    """Progress that nobody watches."""


def store(
    files: Sequence[Contents],
    options: Options,
    *,
    actor: Actor,
    label: str,
    progress: Progress = _silent,
) -> Report:
    """Store files in the order given; `label` names them in the log.

    Raises ImportRefused, with a problem a row, where a row is wrong (unless these are skipped) or nothing is left to
    load. Nothing is written then.
    """
    report = Report()
    with transaction.atomic():
        for contents in files:
            progress(f"{contents.kind} verwerken …")
            _store_one(_restricted(contents, options), options, actor, report, progress)
        if report.refused and not options.skip_refused:
            raise ImportRefused("Er is niets ingelezen.", report.refused)
        record_many(actor, _events(report, visible(label)))
    report.notes = [visible(note) for note in report.notes]
    return report


def _restricted(contents: Contents, options: Options) -> Contents:
    """What is about the gemeente asked for. Raises ImportRefused where that is nothing."""
    wanted = options.municipality
    if not wanted:
        return contents
    only = replace(
        contents,
        areas=[area for area in contents.areas if area.code.municipality == wanted],
        figures=[figure for figure in contents.figures if figure.code.municipality == wanted],
        serves=[serve for serve in contents.serves if serve.code.municipality == wanted],
        municipalities={
            code: name for code, name in contents.municipalities.items() if code == wanted
        },
        complete={place for place in contents.complete if place[0] == wanted},
    )
    if not (only.areas or only.figures or only.serves or only.named_areas or only.problems):
        raise ImportRefused(f"Gemeente {wanted} komt in dit bestand niet voor.")
    return only


def _store_one(
    contents: Contents, options: Options, actor: Actor, report: Report, progress: Progress
) -> None:
    report.notes.extend(contents.notes)
    report.refused.extend(contents.problems)
    areas = contents.areas
    if contents.named_areas:
        areas = [*areas, *_matched(contents, options, report)]
    codes = {area.code.municipality for area in areas}
    if not options.may_create:
        _require_known(codes)
    municipalities = ensure_municipalities(codes, contents.municipalities, actor, report)
    mentioned = {figure.code.municipality for figure in contents.figures}
    mentioned |= {serve.code.municipality for serve in contents.serves}
    municipalities |= lock_municipalities(mentioned - municipalities.keys())
    wijken = Wijken.of(municipalities)
    apply_districts(areas, municipalities, wijken, report)
    if contents.is_division:
        stated = {(area.code.municipality, area.year) for area in areas if area.year is not None}
        complete = contents.complete | (stated if options.complete else set())
        apply_divisions(areas, complete, municipalities, wijken, report)
    wijken.save(
        report.districts, [area.code.text for area in areas if area.code.level is Level.DISTRICT]
    )
    store_neighbourhoods(areas, wijken, report)
    kept = _storable(contents, municipalities.keys(), wijken, report)
    store_figures(kept.figures, municipalities, wijken, report, progress)
    report.refused.extend(store_serves(kept.serves, municipalities, wijken, report))


def _require_known(codes: Collection[str]) -> None:
    unknown = set(codes) - lock_municipalities(codes).keys()
    if unknown:
        raise ImportRefused(f"Gemeente {min(unknown)} is hier niet bekend.")


def _matched(contents: Contents, options: Options, report: Report) -> list[Area]:
    """The areas of boundaries without codes, by their names; what cannot be matched is told with its reason."""
    found = (
        KnownArea(code, name)
        for model in (District, Neighbourhood)
        for text, name in model.objects.values_list("code", "name")
        if (code := parse_code(text)) and options.municipality in {"", code.municipality}
    )
    areas, problems = match_by_name(contents.named_areas, found)
    report.notes.append(f"{len(areas)} van {len(contents.named_areas)} grenzen op naam gekoppeld.")
    report.notes.extend(f"Niet gekoppeld, {problem}." for problem in problems)
    return areas


def _storable(
    contents: Contents, known: Collection[str], wijken: Wijken, report: Report
) -> Contents:
    """The figures and groups of areas that are there.

    Others are told: those of gemeenten that are not loaded as a number, others row by row. Raises ImportRefused where
    nothing is left.
    """
    foreign: set[str] = set()

    def keeps(code: AreaCode, where: str) -> bool:
        if code.municipality not in known:
            foreign.add(code.municipality)
            return False
        if not known_area(code, wijken):
            report.refused.append(
                Problem(where, f"{code.word} {code.text} is niet bekend in {code.municipality}")
            )
            return False
        return True

    figures = [figure for figure in contents.figures if keeps(figure.code, figure.where)]
    serves = [serve for serve in contents.serves if keeps(serve.code, serve.where)]
    if foreign and not (figures or serves or contents.areas or report.refused):
        raise ImportRefused(
            f"Geen van de gemeenten in dit bestand is geladen ({', '.join(sorted(foreign)[:5])}). "
            "Laad eerst haar grenzen, codelijst of kerncijfers."
        )
    if foreign:
        report.notes.append(
            f"De cijfers van {len(foreign)} gemeenten zonder geladen wijken zijn overgeslagen."
        )
    return replace(contents, figures=figures, serves=serves)


def _events(report: Report, label: str) -> list[Event]:
    """One log row for each gemeente in which something was written."""
    per_part = [(name, tally.per_municipality()) for name, tally in report.parts()]
    codes = sorted({code for _name, counts in per_part for code in counts})
    events = []
    for code in codes:
        told = {name: counts[code] for name, counts in per_part if code in counts}
        if any(counts[Outcome.NEW] or counts[Outcome.CHANGED] for counts in told.values()):
            changes = {name: [None, sentence(counts)] for name, counts in told.items()}
            events.append(
                Event(
                    AuditEntry.Action.IMPORT, changes=changes, municipality_code=code, label=label
                )
            )
    return events
