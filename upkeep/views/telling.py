"""Saying what came of an operation, with the way to its undo."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.requests import MemberRequest
from upkeep.models import Operation
from upkeep.writes import Result


def tell(request: MemberRequest, result: Result) -> None:
    """Name the counts; the operation's own page names the records and carries the undo."""
    left = len(result.left)
    skipped = (
        ngettext("%(n)s overgeslagen.", "%(n)s overgeslagen.", left) % {"n": left} if left else ""
    )
    if result.operation is None:
        reasons = " ".join(dict.fromkeys(item.reason for item in result.left))
        said = _("Er is niets veranderd.")
        messages.warning(request, f"{said} {skipped} {reasons}")
        return
    tell_done(request, result.operation, skipped)


def tell_done(request: MemberRequest, operation: Operation, more: str = "") -> None:
    """Say what was done, with the way to its undo."""
    messages.success(
        request,
        format_html(
            '{}. {} <a class="tap" href="{}">{}</a>',
            operation.label,
            more,
            reverse("upkeep:operation", args=[operation.pk]),
            _("Bekijk of maak ongedaan"),
        ),
    )
