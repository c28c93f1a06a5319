"""What hangs on planned initiatives: tags with observations, ties, and moments of contact."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from areas.models import Municipality
from audit.actor import Actor
from initiatives.importing.inserting import insert_rows
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
        self._observe(rows, records, tags)
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
    ) -> dict[tuple[int, int], int]:
        """Add the missing tags; returns the id of every tag of these rows by initiative and lesson."""
        new: list[tuple[int, int, int, int]] = []
        for row in rows:
            held = (
                {code: place for code, (_pk, place) in row.stored.tags.items()}
                if row.stored
                else {}
            )
            for code, place in assign_positions(held, row.values.lessons).items():
                if code not in held:
                    lesson = self.vocabulary.pk("lessons", code)
                    new.append((self.municipality.pk, records[row.reference].pk, lesson, place))
        insert_rows(LessonTag, ("municipality", "initiative", "lesson", "position"), new)
        tagged = LessonTag.objects.filter(initiative__in=records.values())
        found = tagged.values_list("initiative_id", "lesson_id", "pk")
        return {(initiative, lesson): pk for initiative, lesson, pk in found}

    def _observe(
        self,
        rows: Sequence[PlannedInitiative],
        records: Mapping[str, Initiative],
        tags: Mapping[tuple[int, int], int],
    ) -> None:
        now = timezone.now()
        insert_rows(
            Observation,
            ("tag", "date", "kind", "text", "by", "created_at"),
            (
                (
                    tags[records[row.reference].pk, self.vocabulary.pk("lessons", code)],
                    row.values.observed_on,
                    _kind(row),
                    row.values.observation,
                    self.actor.user_id,
                    now,
                )
                for row in rows
                for code in row.seen_under
            ),
        )

    def _seen(self, row: PlannedInitiative) -> list[Any]:
        seen = row.values
        return [[code, seen.observed_on, _kind(row), seen.observation] for code in row.seen_under]

    def _tie(self, rows: Sequence[PlannedInitiative], records: Mapping[str, Initiative]) -> None:
        differing = [row for row in rows if "partners" in row.changed]
        outdated = [row.stored.pk for row in differing if row.stored]
        PartnerTie.objects.filter(initiative__in=outdated).delete()
        insert_rows(
            PartnerTie,
            ("municipality", "initiative", "partner_kind", "involved"),
            (
                (
                    self.municipality.pk,
                    records[row.reference].pk,
                    self.vocabulary.pk("partners", tie.kind),
                    tie.involved,
                )
                for row in differing
                for tie in row.values.partners
            ),
        )

    def _meet(self, rows: Sequence[PlannedInitiative], records: Mapping[str, Initiative]) -> None:
        """Add moments of contact; who and how are not in files."""
        insert_rows(
            Contact,
            ("municipality", "initiative", "partner_kind", "date", "who", "how", "note", "by"),
            (
                (
                    self.municipality.pk,
                    records[row.reference].pk,
                    self.vocabulary.pk("partners", kind),
                    day,
                    "",
                    "",
                    "",
                    self.actor.user_id,
                )
                for row in rows
                for kind, day in row.contacts
            ),
        )


def _kind(row: PlannedInitiative) -> str:
    """A sentence is something seen; a date alone says that it still holds."""
    kind = Observation.Kind.SEEN if row.values.observation else Observation.Kind.CONFIRMED
    return kind.value
