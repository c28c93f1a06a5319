"""The log: what it keeps of a change, and how two people saving at once are told apart."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from accounts.models import Organisation
from areas.models import Municipality
from audit.actor import Actor, command_actor
from audit.log import Event, difference, plain, record, record_many, snapshot
from audit.models import AuditEntry
from audit.versioned import Conflict, save_new, save_versioned


def test_values_become_json() -> None:
    assert plain({"a": date(2026, 11, 22), 2: Decimal("1.50")}) == {"a": "2026-11-22", "2": "1.50"}
    assert plain({"c", "a", "b"}) == ["a", "b", "c"]
    assert plain((1, None, True)) == [1, None, True]


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        (None, {"a": 1, "b": None}, {"a": [None, 1]}),
        ({"a": 1}, None, {"a": [1, None]}),
        ({"a": 1, "b": [1]}, {"a": 1, "b": [2]}, {"b": [[1], [2]]}),
        ({"a": 1}, {"a": 1}, {}),
        (None, None, {}),
    ],
)
def test_a_difference_names_what_changed(before: object, after: object, changes: object) -> None:
    assert difference(before, after) == changes  # type: ignore[arg-type]


def made() -> Organisation:
    municipality = Municipality.objects.create(
        code="GM9001", name="Sluiswaarde", slug="sluiswaarde"
    )
    organisation = Organisation(municipality=municipality, name="Welzijn", kind="welfare")
    save_new(organisation)
    return organisation


@pytest.mark.django_db
def test_a_snapshot_leaves_out_bookkeeping_and_secrets() -> None:
    kept = snapshot(made(), tags={"b", "a"})
    assert kept["name"] == "Welzijn"
    assert kept["tags"] == ["a", "b"]
    assert kept.keys().isdisjoint({"id", "version", "created_at", "updated_at", "password"})


@pytest.mark.django_db
def test_an_entry_says_who_what_when_and_where_from() -> None:
    organisation = made()
    actor = Actor("Ans", origin="10.0.0.1", request_id="r1")
    record(actor, Event(AuditEntry.Action.UPDATE, organisation, {"name": ["A", "B"]}, "GM9001"))
    entry = AuditEntry.objects.get()
    assert (entry.actor_label, entry.origin, entry.request_id) == ("Ans", "10.0.0.1", "r1")
    assert (entry.object_type, entry.object_id) == ("accounts.organisation", str(organisation.pk))
    assert (entry.object_label, entry.version) == ("Welzijn", 1)
    assert entry.changes == {"name": ["A", "B"]}
    assert str(entry).endswith("Ans update Welzijn")


@pytest.mark.django_db
def test_an_import_writes_its_entries_at_once() -> None:
    actor = command_actor("import_initiatives")
    events = [Event(AuditEntry.Action.IMPORT, label=f"rij {number}") for number in range(1_200)]
    assert record_many(actor, events) == 1_200
    assert (
        AuditEntry.objects.filter(actor_label="import_initiatives", origin="opdrachtregel").count()
        == 1_200
    )


@pytest.mark.django_db
def test_a_long_label_is_shortened_not_refused() -> None:
    record(command_actor("x"), Event(AuditEntry.Action.EXPORT, label="a" * 500))
    assert len(AuditEntry.objects.get().object_label) == 300


@pytest.mark.django_db
def test_of_two_who_saw_the_same_version_one_wins() -> None:
    first = made()
    second = Organisation.objects.get(pk=first.pk)
    first.name, second.name = "Eerste", "Tweede"
    save_versioned(first, 1)
    assert first.version == 2
    with pytest.raises(Conflict) as raised:
        save_versioned(second, 1)
    assert isinstance(raised.value.current, Organisation)
    assert (raised.value.current.name, raised.value.current.version) == ("Eerste", 2)
    assert Organisation.objects.get().name == "Eerste"


@pytest.mark.django_db
def test_a_row_that_is_gone_is_a_conflict_without_a_row() -> None:
    gone = made()
    Organisation.objects.all().delete()
    with pytest.raises(Conflict) as raised:
        save_versioned(gone, 1)
    assert raised.value.current is None


@pytest.mark.django_db
def test_checks_come_before_saving() -> None:
    organisation = made()
    organisation.kvk_number = "12"
    with pytest.raises(ValidationError, match="acht cijfers"):
        save_versioned(organisation, 1)
    assert Organisation.objects.get().version == 1
