"""Who makes a change, as values: writes and log rows never see a request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """The person or command behind a change.

    `user_id` is empty for a command; `label` is what the log shows of it ("import_areas");
    `origin` is where it came from: a network address, or "opdrachtregel".
    """

    label: str
    user_id: int | None = None
    origin: str = "opdrachtregel"
    request_id: str = ""


def command_actor(name: str) -> Actor:
    """The actor of a management command."""
    return Actor(label=name)
