"""Loading Sluiswaarde: relative to a day, in one transaction, once."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from accounts.models import Organisation
from areas.models import District, GroupsToServe, KeyFigure, Municipality, TargetGroup
from areas.writes import create_municipality
from audit.actor import command_actor
from dashboards.analysis.dates import add_months
from demo.extra import EXTRA_INITIATIVES, ExtraInitiative
from demo.loader import Loader
from demo.money import load_money
from demo.people import create_people
from demo.source import DemoDistrict, DemoInitiative, DemoSource, read_source
from demo.stories import create_actions, create_voices, let_be_asked
from demo.timelines import tell_stories
from initiatives.models import (
    ActivityType,
    Contact,
    Initiative,
    InitiativeDistrict,
    LessonTag,
    Observation,
    PartnerKind,
    PartnerTie,
    PlaceKind,
)
from lessons.models import Lesson

GROUPS_TO_SERVE = (
    "youth",
    "older",
    "parents",
    "carers",
    "newcomers",
    "disability",
    "low_income",
    "lonely",
)
SHIELDED_GROUPS = {"lhbtiq", "mental_health"}
FIGURE_YEARS = 4


def load_demo(today: date) -> bool:
    """Put Sluiswaarde in the database as it would stand on `today`; False if it is there already."""
    source = read_source()
    if Municipality.objects.filter(code=source.code).exists():
        return False
    with transaction.atomic():
        actor = command_actor("load_demo")
        loader = Loader(create_municipality(source.code, source.name, actor=actor), today, actor)
        _load_areas(loader, source)
        _load_organisations(loader, source)
        for told in source.initiatives:
            loader.initiatives[told.number] = _load_initiative(loader, told)
        for extra in EXTRA_INITIATIVES:
            _load_extra(loader, extra)
        load_money(loader, source)
        people = create_people(loader.municipality, loader.organisations)
        create_voices(loader.municipality, loader.districts, today)
        let_be_asked(loader.organisations)
        tell_stories(loader.initiatives, people, today)
        create_actions(loader.municipality, loader.districts, people, today)
    return True


def _load_areas(loader: Loader, source: DemoSource) -> None:
    for told in source.districts:
        district = District.objects.create(
            municipality=loader.municipality, code=told.code, name=told.name, boundary=told.boundary
        )
        loader.districts[told.code] = district
        _load_figures(loader, district, told)
    year = loader.today.year - FIGURE_YEARS
    groups = TargetGroup.objects.filter(code__in=GROUPS_TO_SERVE)
    lines = [
        GroupsToServe(municipality=loader.municipality, year=year, target_group=group)
        for group in groups
    ]
    own = TargetGroup.objects.filter(code__in=("learning_dutch", "low_income", "parents", "youth"))
    lines += [
        GroupsToServe(
            municipality=loader.municipality,
            district=loader.districts["WK999903"],
            year=year,
            target_group=group,
            reason="Gekozen met de wijktafel.",
        )
        for group in own
    ]
    GroupsToServe.objects.bulk_create(lines)


def _load_figures(loader: Loader, district: District, told: DemoDistrict) -> None:
    KeyFigure.objects.bulk_create(
        KeyFigure(
            municipality=loader.municipality,
            area_code=told.code,
            district=district,
            year=loader.today.year - back,
            indicator=indicator,
            value=Decimal(value),
        )
        for back in range(1, FIGURE_YEARS + 1)
        for indicator, value in told.figures.items()
    )


def _load_organisations(loader: Loader, source: DemoSource) -> None:
    for name, kind in source.organisations:
        loader.organisations[name] = Organisation.objects.create(
            municipality=loader.municipality, name=name, kind=kind
        )


def _load_initiative(loader: Loader, told: DemoInitiative) -> Initiative:
    own = told.own_circle == "participants"
    initiative = Initiative.objects.create(
        municipality=loader.municipality,
        reference=f"SLW-{told.number:03d}",
        name=told.name,
        summary=told.summary,
        organisation=loader.organisations[told.organisation],
        start_date=add_months(loader.today, -(20 + told.number * 7 % 30)),
        own_circle=told.own_circle,
        simultaneous_activities=told.simultaneous,
        signup_required=own,
        frequency=told.frequency,
        initiated_by=told.initiated_by,
        decided_by=told.decided_by,
        needs_money=bool(told.grants),
        location_shielded=own or bool(SHIELDED_GROUPS & set(told.target_groups)),
        is_public=not own,
        work_contact=f"{told.organisation}, contact via de gemeente",
    )
    InitiativeDistrict.objects.create(
        initiative=initiative, district=loader.districts[told.district]
    )
    initiative.activity_types.set(ActivityType.objects.filter(code__in=told.activity_types))
    initiative.target_groups.set(TargetGroup.objects.filter(code__in=told.target_groups))
    initiative.place_kinds.set(PlaceKind.objects.filter(code__in=told.place_kinds))
    seen = add_months(loader.today, -told.observed_months_ago)
    _tag(initiative, told.lessons, seen, told.observed)
    _load_partners(loader, initiative, told)
    return initiative


def _tag(initiative: Initiative, lessons: Sequence[str], seen: date | None, text: str) -> None:
    for position, code in enumerate(lessons, start=1):
        tag = LessonTag.objects.create(
            municipality=initiative.municipality,
            initiative=initiative,
            lesson=Lesson.objects.get(code=code),
            position=position,
        )
        if seen is not None:
            Observation.objects.create(tag=tag, date=seen, text=text)


def _load_partners(loader: Loader, initiative: Initiative, told: DemoInitiative) -> None:
    kinds = {kind.code: kind for kind in PartnerKind.objects.all()}
    for place, code in enumerate(told.partners):
        PartnerTie.objects.create(
            municipality=loader.municipality,
            initiative=initiative,
            partner_kind=kinds[code],
            involved=True,
        )
        for days in (12 + 9 * place + told.number, 140 + told.number):
            Contact.objects.create(
                municipality=loader.municipality,
                initiative=initiative,
                partner_kind=kinds[code],
                date=loader.today - timedelta(days=days),
                who="wijkteam",
                how="langs geweest",
            )
    if "municipality" not in told.partners:
        PartnerTie.objects.create(
            municipality=loader.municipality,
            initiative=initiative,
            partner_kind=kinds["municipality"],
            involved=False,
        )


def _load_extra(loader: Loader, extra: ExtraInitiative) -> None:
    def ago(months: int | None) -> date | None:
        return None if months is None else add_months(loader.today, -months)

    initiative = Initiative.objects.create(
        municipality=loader.municipality,
        reference=extra.reference,
        name=extra.name,
        summary=extra.summary,
        organisation=loader.organisations["Welzijn Sluiswaarde"],
        municipality_wide=not extra.district,
        start_date=ago(extra.started),
        end_date=ago(extra.stopped),
        dormant_since=ago(extra.dormant),
        own_circle="open",
        needs_money=False,
        is_public=True,
    )
    loader.initiatives[int(extra.reference.removeprefix("SLW-"))] = initiative
    if extra.district:
        InitiativeDistrict.objects.create(
            initiative=initiative, district=loader.districts[extra.district]
        )
    initiative.target_groups.set(TargetGroup.objects.filter(code=extra.target_group))
    initiative.activity_types.set(ActivityType.objects.filter(code=extra.activity))
    _tag(initiative, [extra.lesson], ago(extra.observed), "Gezien tijdens een rondje door de wijk.")
