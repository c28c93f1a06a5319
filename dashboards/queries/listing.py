"""What the list of initiatives sorts by."""

from datetime import date

from django.db.models import OuterRef, Subquery

from initiatives.models import InitiativeQuerySet, Observation


def with_last_seen(initiatives: InitiativeQuerySet, day: date) -> InitiativeQuerySet:
    """The initiatives with `last_seen`: the latest observation up to `day`.

    A subquery is worked out for the rows of the page only; a join would group every initiative first.
    """
    seen = Observation.objects.filter(tag__initiative=OuterRef("pk"), date__lte=day)
    return initiatives.annotate(last_seen=Subquery(seen.order_by("-date").values("date")[:1]))
