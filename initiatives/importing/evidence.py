"""What hangs on planned initiatives: tags with observations, ties, and moments of contact."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from areas.models import Municipality
from audit.actor import Actor
from initiatives.importing.planning import PlannedInitiative
from initiatives.importing.vocabulary import Vocabulary
from initiatives.models import Contact, Initiative, LessonTag, Observation, PartnerTie
from initiatives.rules import assign_positions

type Logged = dict[str, dict[str, list[Any]]]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Writes what hangs on some planned rows, and says what the log keeps of it, by reference."""

    municipality: Municipality
    actor: Actor
    vocabulary: Vocabulary

    def write(self, rows: Sequence[PlannedInitiative], records: Mapping[str, Initiative]) -> Logged:
        """Write tags, observations, ties and contacts of these rows; earlier ones stay."""
        logged: Logged = defaultdict(dict)
        lost = self._remove_tags(rows)
        tags = self._add_tags(rows, records)
        for row in rows:
            gained = self._seen(row)
            if gained or row.reference in lost:
                logged[row.reference]["observations"] = [lost.get(row.reference, []), gained]
            if row.contacts:
                logged[row.reference]["contacts"] = [[], [list(moment) for moment in row.contacts]]
        self._observe(rows, tags)
        self._tie(rows, records)
        self._meet(rows, records)
        return logged

    def _remove_tags(self, rows: Sequence[PlannedInitiative]) -> dict[str, list[Any]]:
        """Remove the tags of lessons that a row no longer names; the log keeps their observations."""
        gone = {
            row.stored.tags[code][0]: (row.reference, code)
            for row in rows
            if row.stored and "lessons" in row.changed
            for code in row.stored.tags.keys() - set(row.values.lessons)
        }
        lost: dict[str, list[Any]] = defaultdict(list)
        held = Observation.objects.filter(tag__in=gone).order_by("date", "pk")
        for tag, day, kind, text in held.values_list("tag_id", "date", "kind", "text"):
            reference, code = gone[tag]
            lost[reference].append([code, day, kind, text])
        LessonTag.objects.filter(pk__in=gone).delete()
        return lost

    def _add_tags(
        self, rows: Sequence[PlannedInitiative], records: Mapping[str, Initiative]
    ) -> dict[tuple[str, str], int]:
        """Add the missing tags; returns the id of every tag of these rows by reference and lesson."""
        tags: dict[tuple[str, str], int] = {}
        new: dict[tuple[str, str], LessonTag] = {}
        for row in rows:
            held = row.stored.tags if row.stored else {}
            places = assign_positions(
                {code: position for code, (_pk, position) in held.items()}, row.values.lessons
            )
            for code, position in places.items():
                if code in held:
                    tags[row.reference, code] = held[code][0]
                else:
                    new[row.reference, code] = LessonTag(
                        municipality=self.municipality,
                        initiative=records[row.reference],
                        lesson_id=self.vocabulary.pk("lessons", code),
                        position=position,
                    )
        LessonTag.objects.bulk_create(new.values())
        return tags | {key: tag.pk for key, tag in new.items()}

    def _observe(
        self, rows: Sequence[PlannedInitiative], tags: Mapping[tuple[str, str], int]
    ) -> None:
        Observation.objects.bulk_create(
            Observation(
                tag_id=tags[row.reference, code],
                date=day,
                kind=_kind(row),
                text=row.values.observation,
                by_id=self.actor.user_id,
            )
            for row in rows
            if (day := row.values.observed_on)
            for code in row.seen_under
        )

    def _seen(self, row: PlannedInitiative) -> list[Any]:
        seen = row.values
        return [[code, seen.observed_on, _kind(row), seen.observation] for code in row.seen_under]

    def _tie(self, rows: Sequence[PlannedInitiative], records: Mapping[str, Initiative]) -> None:
        differing = [row for row in rows if "partners" in row.changed]
        outdated = [row.stored.pk for row in differing if row.stored]
        PartnerTie.objects.filter(initiative__in=outdated).delete()
        PartnerTie.objects.bulk_create(
            PartnerTie(
                municipality=self.municipality,
                initiative=records[row.reference],
                partner_kind_id=self.vocabulary.pk("partners", tie.kind),
                involved=tie.involved,
            )
            for row in differing
            for tie in row.values.partners
        )

    def _meet(self, rows: Sequence[PlannedInitiative], records: Mapping[str, Initiative]) -> None:
        Contact.objects.bulk_create(
            Contact(
                municipality=self.municipality,
                initiative=records[row.reference],
                partner_kind_id=self.vocabulary.pk("partners", kind),
                date=day,
                by_id=self.actor.user_id,
            )
            for row in rows
            for kind, day in row.contacts
        )


def _kind(row: PlannedInitiative) -> Observation.Kind:
    """A sentence is something seen; a date alone says that it still holds."""
    return Observation.Kind.SEEN if row.values.observation else Observation.Kind.CONFIRMED
