"""Funders and schemes named in a file: found by name, else created."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from django.utils.translation import gettext as _

from areas.models import Municipality, MunicipalRow
from funding.columns import FUNDER_KINDS, GrantValues
from funding.models import Funder, Scheme
from funding.models import FunderKind as FunderKinds
from initiatives.importing.names import name_key
from initiatives.importing.report import RowRefused

_UNNAMED: Final = {"own": "Eigen bijdrage", "crowd": "Crowdfunding"}


class FunderNames:
    """What the known funders say about a row that leaves its funder's kind or name blank."""

    def __init__(self, municipality: Municipality) -> None:
        """Read the funders that are known: one query."""
        self._municipality = municipality
        self._kinds: dict[str, set[str]] = defaultdict(set)
        known = Funder.objects.filter(municipality=municipality)
        for name, kind in known.values_list("name", "kind"):
            self._kinds[name_key(name)].add(kind)

    def completed(self, values: GrantValues) -> GrantValues:
        """The row with a kind and a name of its funder. Raises RowRefused where the kind cannot be known."""
        kind = values.funder_kind or self._only_kind(values.funder)
        if not kind:
            known = ", ".join(FUNDER_KINDS.all())
            raise RowRefused(
                "funder_kind",
                _("Vul in wat voor geldgever dit is; kies uit: %(known)s.") % {"known": known},
            )
        return replace(values, funder_kind=kind, funder=values.funder or self._unnamed(kind))

    def _only_kind(self, name: str) -> str:
        kinds = self._kinds.get(name_key(name), set()) if name else set()
        return next(iter(kinds)) if len(kinds) == 1 else ""

    def _unnamed(self, kind: str) -> str:
        if kind == FunderKinds.MUNICIPALITY:
            return f"Gemeente {self._municipality.name}"
        return _UNNAMED.get(kind) or f"Onbekend ({FunderKinds(kind).label})"


class Funders:
    """The funders and schemes of a municipality, and those created on the way."""

    def __init__(self, municipality: Municipality) -> None:
        """Read what is known: two queries."""
        self._municipality = municipality
        self.created: list[MunicipalRow] = []
        self._funders: dict[tuple[str, str], int] = {}
        funders = Funder.objects.filter(municipality=municipality).order_by("pk")
        for pk, name, kind in funders.values_list("pk", "name", "kind"):
            self._funders.setdefault((name_key(name), kind), pk)
        self._schemes: dict[tuple[int, str, int | None], int] = {}
        schemes = Scheme.objects.filter(municipality=municipality).order_by("pk")
        for pk, funder, name, year in schemes.values_list("pk", "funder_id", "name", "year"):
            self._schemes.setdefault((funder, name_key(name), year), pk)

    def ensure(self, rows: Sequence[GrantValues]) -> None:
        """Create the funders and schemes of these rows that do not exist yet."""
        self._ensure_funders(rows)
        self._ensure_schemes(rows)

    def funder(self, values: GrantValues) -> int:
        """The id of a row's funder."""
        return self._funders[name_key(values.funder), values.funder_kind]

    def scheme(self, values: GrantValues) -> int | None:
        """The id of a row's scheme; none for a blank one."""
        return self._schemes[self._scheme_key(values)] if values.scheme else None

    def _ensure_funders(self, rows: Iterable[GrantValues]) -> None:
        new: dict[tuple[str, str], Funder] = {}
        for values in rows:
            key = (name_key(values.funder), values.funder_kind)
            if key not in self._funders and key not in new:
                new[key] = Funder(
                    municipality=self._municipality, name=values.funder, kind=values.funder_kind
                )
        self.created += Funder.objects.bulk_create(new.values())
        self._funders |= {key: funder.pk for key, funder in new.items()}

    def _ensure_schemes(self, rows: Iterable[GrantValues]) -> None:
        new: dict[tuple[int, str, int | None], Scheme] = {}
        for values in rows:
            key = self._scheme_key(values)
            if values.scheme and key not in self._schemes and key not in new:
                new[key] = Scheme(
                    municipality=self._municipality,
                    funder_id=key[0],
                    name=values.scheme,
                    year=key[2],
                )
        self.created += Scheme.objects.bulk_create(new.values())
        self._schemes |= {key: scheme.pk for key, scheme in new.items()}

    def _scheme_key(self, values: GrantValues) -> tuple[int, str, int | None]:
        """A scheme is one of a funder in a year: that of the period, else of the decision, else of the receipt."""
        dated = values.period_start or values.decided_on or values.received_on
        return self.funder(values), name_key(values.scheme), dated.year if dated else None
