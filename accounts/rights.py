"""The rights table of the design: how far each role reads and writes, and what it sees on dashboards."""

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import Final

from accounts.models import Role


class Scope(IntEnum):
    """How far a right reaches."""

    NONE = 0
    PUBLISHED = 1
    OWN = 2
    ALL = 3


class Subject(Enum):
    """What rights are about."""

    RECORDS = "records"
    CONTACTS = "contacts"
    VOICES = "voices"
    FUNDING = "funding"
    ACTIONS = "actions"
    MANAGEMENT = "management"
    FRAMEWORK = "framework"
    VIEWS = "views"


class Ability(Enum):
    """What is not about one row: what a role sees on dashboards and may load."""

    DASHBOARDS = "dashboards"
    CONTACT_DATA = "contact_data"
    FREE_TEXT = "free_text"
    SCORES = "scores"
    APPLICANTS = "applicants"
    VOICE_SIGNALS = "voice_signals"
    IMPORT_RECORDS = "import_records"
    IMPORT_FUNDING = "import_funding"
    MANAGE = "manage"


@dataclass(frozen=True, slots=True)
class Right:
    """How much of a subject a role reads and writes."""

    read: Scope
    write: Scope = Scope.NONE


_ALL = Right(Scope.ALL, Scope.ALL)
_READ = Right(Scope.ALL)
_NO = Right(Scope.NONE)

RIGHTS: Final[dict[Subject, dict[Role, Right]]] = {
    Subject.RECORDS: {
        Role.PROFESSIONAL: Right(Scope.ALL, Scope.OWN),
        Role.POLICYMAKER: _ALL,
        Role.FUNDING_OFFICER: _READ,
        Role.READER: Right(Scope.PUBLISHED),
        Role.ADMIN: _ALL,
    },
    Subject.CONTACTS: {
        Role.PROFESSIONAL: Right(Scope.OWN, Scope.OWN),
        Role.POLICYMAKER: _ALL,
        Role.FUNDING_OFFICER: _READ,
        Role.READER: _NO,
        Role.ADMIN: _ALL,
    },
    Subject.VOICES: {
        Role.PROFESSIONAL: _READ,
        Role.POLICYMAKER: _ALL,
        Role.FUNDING_OFFICER: _READ,
        Role.READER: _NO,
        Role.ADMIN: _ALL,
    },
    Subject.FUNDING: {
        Role.PROFESSIONAL: Right(Scope.OWN),
        Role.POLICYMAKER: _READ,
        Role.FUNDING_OFFICER: _ALL,
        Role.READER: _NO,
        Role.ADMIN: _READ,
    },
    Subject.ACTIONS: {
        Role.PROFESSIONAL: Right(Scope.OWN, Scope.OWN),
        Role.POLICYMAKER: _ALL,
        Role.FUNDING_OFFICER: _READ,
        Role.READER: _NO,
        Role.ADMIN: _ALL,
    },
    Subject.MANAGEMENT: {role: _ALL if role is Role.ADMIN else _NO for role in Role},
    Subject.FRAMEWORK: {role: _ALL if role is Role.ADMIN else _READ for role in Role},
    Subject.VIEWS: {role: Right(Scope.ALL, Scope.OWN) for role in Role},
}

_EVERYONE = frozenset(Role)
_STAFF = _EVERYONE - {Role.READER}
ABILITIES: Final[dict[Ability, frozenset[Role]]] = {
    Ability.DASHBOARDS: _EVERYONE,
    Ability.CONTACT_DATA: _STAFF - {Role.PROFESSIONAL},
    Ability.FREE_TEXT: _STAFF,
    Ability.SCORES: _STAFF,
    Ability.APPLICANTS: _STAFF - {Role.PROFESSIONAL},
    Ability.VOICE_SIGNALS: _STAFF,
    Ability.IMPORT_RECORDS: frozenset({Role.ADMIN}),
    Ability.IMPORT_FUNDING: frozenset({Role.FUNDING_OFFICER, Role.ADMIN}),
    Ability.MANAGE: frozenset({Role.ADMIN}),
}
