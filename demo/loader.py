"""What the parts of loading Sluiswaarde share."""

from dataclasses import dataclass, field
from datetime import date

from accounts.models import Organisation
from areas.models import District, Municipality
from audit.actor import Actor
from funding.models import Funder, Scheme
from initiatives.models import Initiative


@dataclass(slots=True)
class Loader:
    """The municipality, the day it is loaded, and what was made so far, by what the source calls it."""

    municipality: Municipality
    today: date
    actor: Actor
    districts: dict[str, District] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    initiatives: dict[int, Initiative] = field(default_factory=dict)
    funders: dict[str, Funder] = field(default_factory=dict)
    schemes: dict[tuple[str, int], Scheme] = field(default_factory=dict)
