"""Work on an upload in the background: waiting, busy, interrupted, started anew, stopped; and what the page says."""

from collections.abc import Generator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Membership, Role
from administration import import_holds as holds
from administration import import_work
from administration.import_work import PATIENCE, ask, run
from administration.models import Stage, Upload
from audit.actor import Actor
from initiatives.models import Initiative
from tests.administration.importing import BAD, GOOD, HEAD, browser, checked, choose, post, seen
from tests.administration.importing import lines as as_lines
from tests.initiatives.building import Town, town

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Town:
    return town()


@pytest.fixture
def admin(here: Town) -> Client:
    return browser(here, Role.ADMIN)


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    """Every file is a large one, and its work waits here for a worker."""
    waiting: list[tuple[Any, ...]] = []

    class Queue:
        def enqueue(self, *args: Any) -> None:
            waiting.append(args)

    monkeypatch.setattr(import_work, "DIRECT_ROWS", 0)
    monkeypatch.setattr(import_work, "work", Queue())
    return waiting


def work(queue: list[tuple[Any, ...]]) -> None:
    """Do what waits, as the worker does."""
    from uuid import UUID  # noqa: PLC0415 -- as the task reads it

    while queue:
        pk, actor = queue.pop(0)
        run(UUID(pk), Actor(**actor))


@pytest.fixture
def waiting(admin: Client, queue: list[tuple[Any, ...]]) -> str:
    """The address of a file that waits for its check."""
    return str(post(admin, as_lines(HEAD, GOOD))["Location"])


@pytest.fixture
def held(waiting: str) -> Generator[holds.Tell]:
    """Somebody is at work on that file."""
    with holds.hold(Upload.objects.get().pk) as tell:
        Upload.objects.update(started_at=timezone.now())
        yield tell


def test_a_large_file_waits_for_the_worker_and_goes_on_when_it_comes(
    admin: Client, waiting: str, queue: list[tuple[Any, ...]]
) -> None:
    page = seen(admin, waiting)
    assert "Het bestand wordt gecontroleerd" in page
    assert "op de achtergrondverwerking." in page
    assert "lijkt niet te draaien" not in page
    work(queue)
    assert "1 rij gelezen, 0 geweigerd" in seen(admin, waiting)
    assert "Het bestand wordt geladen" in choose(admin, waiting, "all")
    assert not Initiative.objects.exists()
    work(queue)
    assert "1 rij: 1 nieuw" in seen(admin, waiting)
    assert "De import wordt ongedaan gemaakt" in choose(admin, waiting, "undo")
    work(queue)
    assert "1 weggehaald" in seen(admin, waiting)


def test_without_a_worker_the_page_says_so_after_a_moment(admin: Client, waiting: str) -> None:
    Upload.objects.update(asked_at=timezone.now() - PATIENCE - timedelta(seconds=1))
    page = seen(admin, waiting)
    assert "De achtergrondverwerking lijkt niet te draaien." in page
    assert "manage.py db_worker --no-reload" in page


def test_a_worker_busy_with_another_file_is_no_worker_that_is_gone(
    here: Town, admin: Client, waiting: str
) -> None:
    other = Upload.objects.get()
    other.pk = uuid4()
    other.started_at = timezone.now()
    other.save(force_insert=True)
    Upload.objects.update(asked_at=timezone.now() - PATIENCE - timedelta(seconds=1))
    with holds.hold(other.pk):
        page = seen(admin, waiting)
    assert "Er wordt eerst een ander bestand verwerkt." in page
    assert "lijkt niet te draaien" not in page


@pytest.mark.parametrize(
    ("what", "says"),
    [("check", "Gecontroleerd: 2.000 van 9.000 rijen."), ("store", "Klaargezet: 2.000 van 9.000")],
)
def test_the_page_tells_how_far_the_work_is(
    admin: Client, waiting: str, held: holds.Tell, what: str, says: str
) -> None:
    held(what, 2_000, 9_000)
    page = seen(admin, waiting)
    assert says in page
    assert 'value="22"' in page
    assert "onderbroken" not in page


@pytest.mark.both_engines
def test_work_that_began_and_that_nobody_is_at_was_interrupted(
    admin: Client, waiting: str, queue: list[tuple[Any, ...]]
) -> None:
    Upload.objects.update(started_at=timezone.now())
    page = seen(admin, waiting)
    assert "De verwerking is onderbroken" in page
    assert "Er is niets geladen, ook niet een deel." in page
    work(queue)  # The task that was begun before does nothing by itself.
    assert "De verwerking is onderbroken" in seen(admin, waiting)
    choose(admin, waiting, "again")
    work(queue)
    assert "1 rij gelezen, 0 geweigerd" in seen(admin, waiting)


def test_work_is_not_started_anew_while_somebody_is_at_it(
    admin: Client, waiting: str, held: holds.Tell, queue: list[tuple[Any, ...]]
) -> None:
    queue.clear()
    choose(admin, waiting, "again")
    assert queue == []
    assert Upload.objects.get().started_at is not None


@pytest.mark.both_engines
def test_nobody_holds_a_file_after_its_work(here: Town, admin: Client) -> None:
    checked(admin, HEAD, GOOD)
    pk = Upload.objects.get().pk
    assert holds.look(pk) is None
    with holds.hold(pk) as tell:
        assert holds.look(pk) is not None
        tell("store", 5, 10)
        assert holds.look(pk) == holds.Progress("store", 5, 10)
    assert holds.look(pk) is None


def test_a_choice_twice_asks_for_one_load(here: Town, admin: Client, queue: list[Any]) -> None:
    url = str(post(admin, as_lines(HEAD, GOOD))["Location"])
    work(queue)
    upload = Upload.objects.get()
    actor = Actor("test", upload.user_id)
    assert ask(upload, Stage.LOAD, actor)
    assert not ask(upload, Stage.LOAD, actor)
    choose(admin, url, "all")
    assert len(queue) == 1


def test_a_file_that_waits_is_thrown_away_at_once(admin: Client, waiting: str) -> None:
    assert "Gestopt. Er is niets geladen" in choose(admin, waiting, "stop")
    assert not Upload.objects.exists()


def test_who_works_on_a_stopped_file_stops_at_the_next_rows(
    admin: Client, waiting: str, held: holds.Tell
) -> None:
    choose(admin, waiting, "stop")
    assert admin.get(waiting).status_code == 404
    with pytest.raises(holds.Stopped):
        held("check", 1, 2)


def test_what_is_loaded_cannot_be_stopped(here: Town, admin: Client) -> None:
    url = checked(admin, HEAD, GOOD)
    choose(admin, url, "all")
    assert "Het bestand was al geladen." in choose(admin, url, "stop")
    assert Initiative.objects.exists()


def test_a_right_taken_away_while_the_work_waits_counts(
    here: Town, admin: Client, queue: list[Any]
) -> None:
    url = str(post(admin, as_lines(HEAD, GOOD))["Location"])
    work(queue)
    choose(admin, url, "all")
    Membership.objects.update(role=Role.READER)
    work(queue)
    assert Upload.objects.get().refusal == "Je mag dit niet meer importeren. Er is niets gedaan."
    assert not Initiative.objects.exists()


def test_a_refused_load_shows_what_stands_in_the_way_now(
    here: Town, admin: Client, queue: list[Any]
) -> None:
    url = str(post(admin, as_lines(HEAD, GOOD.replace("WK900101", "WK900102")))["Location"])
    work(queue)
    choose(admin, url, "all")
    here.districts[1].delete()
    work(queue)
    page = seen(admin, url)
    assert "Er is niets geladen: er zijn rijen geweigerd." in page
    assert "1 rij gelezen, 1 geweigerd" in page


def test_a_row_that_came_meanwhile_is_no_longer_new(
    here: Town, admin: Client, queue: list[Any]
) -> None:
    url = str(post(admin, as_lines(HEAD, GOOD, BAD))["Location"])
    work(queue)
    made = here.initiative("Eerder")
    Initiative.objects.filter(pk=made.pk).update(reference="a1")
    choose(admin, url, "good")
    work(queue)
    assert "2 rijen: 0 nieuw, 1 gewijzigd" in seen(admin, url)
    assert Initiative.objects.get().name == "Buurttafel"
