"""What a grant repeats of its decisions and payments, and how it is read back and saved with its log row."""

from typing import Any

from audit.actor import Actor
from audit.log import Changes, Event, Snapshot, difference, record, snapshot
from audit.models import AuditEntry
from audit.versioned import Conflict, save_new, save_versioned
from funding import course
from funding.histories import history_of
from funding.models import Decision, Grant, Payment


def standing_columns(stands: course.Standing) -> dict[str, Any]:
    """Return the columns of a grant that repeat its standing."""
    return {
        "state": stands.state.value,
        "granted_cents": stands.granted_cents,
        "settled_cents": stands.settled_cents,
        "paid_cents": stands.paid_cents,
        "received_on": stands.received_on,
        "decided_on": stands.decided_on,
        "reported_on": stands.reported_on,
        "settled_on": stands.settled_on,
        "revoked_on": stands.revoked_on,
        "closed_on": stands.closed_on,
    }


def locked(grant: Grant, seen_version: int) -> tuple[Grant, course.History]:
    """Return the grant as stored, locked until the transaction ends, with its course.

    Raises `Conflict` when it no longer has the version that the person saw.
    """
    stored = Grant.objects.select_for_update(of=("self",)).select_related("funder").get(pk=grant.pk)
    if stored.version != seen_version:
        raise Conflict(stored)
    return stored, history_of(stored)


def repeat(grant: Grant, history: course.History) -> None:
    """Fill the columns of an unsaved or locked grant that repeat its course."""
    for name, value in standing_columns(history.standing()).items():
        setattr(grant, name, value)


def save_changed(
    actor: Actor, grant: Grant, history: course.History, before: Snapshot, seen_version: int
) -> Grant:
    """Save a locked grant as its course now says, with its log row; return it."""
    repeat(grant, history)
    save_versioned(grant, seen_version)
    log(actor, AuditEntry.Action.UPDATE, grant, difference(before, picture(grant, history)))
    return grant


def log(actor: Actor, action: str, grant: Grant, changes: Changes) -> None:
    """Write the log row of something that was done to a grant."""
    record(actor, Event(action, grant, changes, municipality_code=grant.municipality.code))


def picture(grant: Grant, history: course.History) -> Snapshot:
    """Return a grant with its decisions and payments, as the log compares it."""
    return snapshot(
        grant,
        decisions=[
            [step.date, step.kind.value, step.amount_cents, step.reason, *extras(step)]
            for step in history.steps
        ],
        payments=[[paid.date, paid.amount_cents] for paid in history.payments],
    )


def extras(step: course.Step) -> list[object]:
    """Return what only some steps carry, as the log keeps it: the ground, and why the ceiling was exceeded."""
    if not (step.ground or step.over_cents):
        return []
    over = [step.over_cents, step.over_reason] if step.over_cents else []
    return [step.ground, *over]


def store_step(actor: Actor, grant: Grant, step: course.Step) -> None:
    """Insert a step that the course allows."""
    save_new(
        Decision(
            municipality_id=grant.municipality_id,
            grant=grant,
            kind=step.kind.value,
            date=step.date,
            amount_cents=step.amount_cents,
            reason=step.reason.strip(),
            ground=step.ground,
            over_cents=step.over_cents,
            over_reason=step.over_reason.strip(),
            by_id=actor.user_id,
        )
    )


def store_payment(actor: Actor, grant: Grant, paid: course.Paid, note: str) -> None:
    """Insert a payment that the course allows."""
    save_new(
        Payment(
            municipality_id=grant.municipality_id,
            grant=grant,
            date=paid.date,
            amount_cents=paid.amount_cents,
            note=note.strip(),
            by_id=actor.user_id,
        )
    )
