"""What the database itself refuses of lessons, areas, people, evidence and actions, on both engines."""

from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

from accounts.models import Membership, Organisation, Role, User
from areas.models import (
    District,
    GroupsToServe,
    KeyFigure,
    Municipality,
    NeedIndicator,
    TargetGroup,
)
from facilitation.models import Action
from funding.models import Funder, FunderKind, Scheme
from initiatives.models import Initiative, LessonTag, VoiceSignal
from lessons.models import Lesson, RoleAction

pytestmark = [pytest.mark.django_db, pytest.mark.both_engines]

DAY = date(2026, 3, 1)


@pytest.fixture
def town() -> SimpleNamespace:
    """A municipality with one wijk, one organisation, one initiative and one person."""
    municipality = Municipality.objects.create(code="GM9002", name="Proefdam", slug="proefdam")
    organisation = Organisation.objects.create(municipality=municipality, name="De Proef")
    initiative = Initiative.objects.create(
        municipality=municipality,
        reference="i1",
        name="Buurttafel",
        organisation=organisation,
        start_date=DAY,
    )
    return SimpleNamespace(
        municipality=municipality,
        organisation=organisation,
        initiative=initiative,
        district=District.objects.create(municipality=municipality, code="WK900201", name="Noord"),
        user=User.objects.create_user("noor@proefdam.example", "een lang wachtwoord", name="Noor"),
        lessons=list(Lesson.objects.order_by("order")[:4]),
    )


def update(row: models.Model, **columns: Any) -> None:
    """Write columns past the application, as somebody with a database client would."""
    table = connection.ops.quote_name(row._meta.db_table)
    assignments = ", ".join(f"{name} = %s" for name in columns)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {assignments} WHERE id = %s", [*columns.values(), row.pk]
        )


def refuses_twice(make: Callable[[], models.Model]) -> None:
    """The first row is taken, the same one again is not."""
    make()
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_lesson_code_is_unique_and_its_kind_known() -> None:
    first, second = Lesson.objects.order_by("order")[:2]

    with pytest.raises(IntegrityError):
        update(second, code=first.code)
    with pytest.raises(IntegrityError, match="lesson_kind_known"):
        update(first, kind="count")


def test_a_lesson_has_one_action_a_role() -> None:
    policy, professional = RoleAction.objects.filter(lesson__code="bonding-1").order_by("order")[:2]

    with pytest.raises(IntegrityError):
        update(professional, role=policy.role)
    with pytest.raises(IntegrityError, match="role_action_role_known"):
        update(professional, role="mayor")


def test_an_initiative_shows_at_most_three_lessons_each_once(town: SimpleNamespace) -> None:
    def tag(lesson: Lesson, position: int) -> LessonTag:
        return LessonTag.objects.create(
            municipality=town.municipality,
            initiative=town.initiative,
            lesson=lesson,
            position=position,
        )

    tags = [tag(lesson, number) for number, lesson in enumerate(town.lessons[:3], start=1)]

    for position in (0, 1, 4):
        with pytest.raises(IntegrityError), transaction.atomic():
            tag(town.lessons[3], position)
    with pytest.raises(IntegrityError):
        update(tags[1], lesson_id=town.lessons[0].pk)


@pytest.mark.parametrize(
    ("columns", "constraint"),
    [
        ({"end_date": date(2026, 2, 28)}, "initiative_ends_after_start"),
        ({"dormant_since": date(2026, 2, 28)}, "initiative_dormant_after_start"),
        ({"longitude": 5}, "initiative_point_complete"),
        ({"latitude": 52}, "initiative_point_complete"),
    ],
)
def test_an_initiative_is_in_order(
    town: SimpleNamespace, columns: dict[str, Any], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        update(town.initiative, **columns)


def test_an_initiative_may_last_one_day(town: SimpleNamespace) -> None:
    update(town.initiative, end_date=DAY, dormant_since=DAY)

    town.initiative.refresh_from_db()
    assert town.initiative.end_date == DAY


def test_references_and_codes_are_unique_in_a_municipality_only(town: SimpleNamespace) -> None:
    other = Municipality.objects.create(code="GM9003", name="Elders", slug="elders")
    District.objects.create(municipality=other, code=town.district.code, name="Noord")

    with pytest.raises(IntegrityError), transaction.atomic():
        District.objects.create(
            municipality=town.municipality, code=town.district.code, name="Nog een"
        )
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.create(
            municipality=town.municipality,
            reference="i1",
            name="Nog een",
            organisation=town.organisation,
        )


def test_a_wijk_does_not_end_before_it_begins(town: SimpleNamespace) -> None:
    update(town.district, valid_from_year=2020, valid_to_year=2020)

    with pytest.raises(IntegrityError, match="district_validity_in_order"):
        update(town.district, valid_to_year=2019)


def test_a_figure_stands_once_a_year(town: SimpleNamespace) -> None:
    refuses_twice(
        lambda: KeyFigure.objects.create(
            municipality=town.municipality,
            area_code="WK900201",
            district=town.district,
            year=2026,
            indicator="inhabitants",
            value=3000,
        )
    )


@pytest.mark.parametrize("own", [True, False])
def test_a_group_stands_once_in_a_list(town: SimpleNamespace, own: bool) -> None:
    group = TargetGroup.objects.order_by("pk")[0]

    refuses_twice(
        lambda: GroupsToServe.objects.create(
            municipality=town.municipality,
            district=town.district if own else None,
            year=2026,
            target_group=group,
        )
    )


def test_a_need_scale_runs_from_one_value_to_another(town: SimpleNamespace) -> None:
    scale = NeedIndicator.objects.create(
        municipality=town.municipality, indicator="noise", label="Geluid", low=0, high=10
    )

    with pytest.raises(IntegrityError, match="need_indicator_scale_not_flat"):
        update(scale, high=0)


def test_a_person_belongs_once_and_a_professional_to_an_organisation(town: SimpleNamespace) -> None:
    membership = Membership.objects.create(
        municipality=town.municipality, user=town.user, role=Role.READER
    )

    with pytest.raises(IntegrityError, match="membership_professional_has_organisation"):
        update(membership, role=Role.PROFESSIONAL)
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(
            municipality=town.municipality, user=town.user, role=Role.POLICYMAKER
        )


def test_people_with_one_name_are_never_merged(town: SimpleNamespace) -> None:
    for _ in range(2):
        Organisation.objects.create(
            municipality=town.municipality, name="(Particulier)", is_private_person=True
        )

    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.create(municipality=town.municipality, name="De Proef")


def test_a_voice_is_answered_after_it_was_heard(town: SimpleNamespace) -> None:
    signal = VoiceSignal.objects.create(
        municipality=town.municipality, district=town.district, date=DAY
    )

    with pytest.raises(IntegrityError, match="voice_answered_after_signal"):
        update(signal, responded_on=date(2026, 2, 28))
    with pytest.raises(IntegrityError, match="voice_none_needs_no_answer"):
        update(signal, checked_none=True, responded_on=DAY)


def test_an_action_is_never_a_residents(town: SimpleNamespace) -> None:
    action = Action.objects.create(
        municipality=town.municipality,
        district=town.district,
        lesson=town.lessons[0],
        role="policy",
    )

    with pytest.raises(IntegrityError, match="action_never_of_a_resident"):
        update(action, role="resident")


@pytest.mark.parametrize("year", [None, 2026])
def test_a_scheme_stands_once_a_year(town: SimpleNamespace, year: int | None) -> None:
    funder = Funder.objects.create(
        municipality=town.municipality, name="Proefdam", kind=FunderKind.MUNICIPALITY
    )

    refuses_twice(
        lambda: Scheme.objects.create(
            municipality=town.municipality, funder=funder, name="Buurtbudget", year=year
        )
    )
