"""Organisations named in a file: found by name, else created; hidden applicants never merged."""

from collections.abc import Iterable

from accounts.models import FormerName, Organisation
from areas.models import Municipality
from initiatives.importing.names import is_private, name_key


class FormerNames:
    """Names that went in a merge, each with what the organisation is called now."""

    def __init__(self, municipality: Municipality) -> None:
        """Read them: one query, and one more where there are any."""
        found = FormerName.objects.filter(municipality=municipality)
        pairs = found.order_by("pk").values_list("name", "organisation__name")
        self._now = {name_key(former): name for former, name in pairs}
        if self._now:
            known = Organisation.objects.filter(municipality=municipality, is_private_person=False)
            for name in known.values_list("name", flat=True):
                self._now.pop(name_key(name), None)

    def current(self, name: str) -> str:
        """The name that the organisation has now; the name itself where it is nobody's former one."""
        return self._now.get(name_key(name), name)


class Organisations:
    """The organisations of a municipality by name, and those created on the way."""

    def __init__(self, municipality: Municipality) -> None:
        """Read the names that are known: two queries."""
        self._municipality = municipality
        self.created: list[Organisation] = []
        known = Organisation.objects.filter(municipality=municipality, is_private_person=False)
        self._known: dict[str, int] = {}
        for pk, name in known.order_by("pk").values_list("pk", "name"):
            self._known.setdefault(name_key(name), pk)
        former = FormerName.objects.filter(municipality=municipality).order_by("-pk")
        for pk, name in former.values_list("organisation_id", "name"):
            self._known.setdefault(name_key(name), pk)

    def ensure(self, names: Iterable[str]) -> None:
        """Create the named organisations that do not exist yet."""
        new: dict[str, str] = {}
        for name in names:
            if name and not is_private(name) and name_key(name) not in self._known:
                new.setdefault(name_key(name), name)
        made = self._create(
            Organisation(municipality=self._municipality, name=name) for name in new.values()
        )
        self._known.update(zip(new, (organisation.pk for organisation in made), strict=True))

    def people(self, names: Iterable[str]) -> list[int]:
        """A new organisation for each hidden applicant, in the order of their rows."""
        rows = (
            Organisation(municipality=self._municipality, name=name, is_private_person=True)
            for name in names
        )
        return [organisation.pk for organisation in self._create(rows)]

    def pk(self, name: str) -> int | None:
        """The organisation of a name that is known or was ensured; none for a blank one."""
        return self._known[name_key(name)] if name else None

    def _create(self, rows: Iterable[Organisation]) -> list[Organisation]:
        made = Organisation.objects.bulk_create(rows)
        self.created += made
        return made
