"""A record's own key within its municipality, for records that did not bring one: I-2026-0001."""

from django.db.models.functions import Length

from areas.models import Municipality
from initiatives.models import Initiative


def new_references(municipality: Municipality, year: int, count: int = 1) -> list[str]:
    """The next `count` free references of a year; call it inside the transaction that uses them.

    The municipality's row is locked, so that two people saving at once never get the same one
    (on SQLite the write transaction itself does that).
    """
    Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    prefix = f"I-{year}-"
    highest = (
        Initiative.objects.filter(
            municipality=municipality,
            reference__startswith=prefix,
            reference__regex=rf"^{prefix}[0-9]{{4,9}}$",
        )
        .order_by(Length("reference").desc(), "-reference")
        .values_list("reference", flat=True)
        .first()
    )
    last = int(highest.removeprefix(prefix)) if highest else 0
    return [f"{prefix}{number:04d}" for number in range(last + 1, last + count + 1)]
