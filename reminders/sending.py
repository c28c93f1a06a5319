"""Sending the weekly digest: to whom, once a week at most, whatever happens in between.

Who gets it: an active person with a membership that holds, who wants it, who has something to do, and who has logged in
before: an address that nobody used yet may be somebody else's.

Once a week: before a message leaves, the person's week is claimed by one conditional update of `User.digest_sent_on`,
which only one of two runs can win. Killed after the claim, that person gets none this week, never two. A message that
the mail server refused gives its claim back, so that the next run tries again. When the connection broke halfway nobody
can say whether it arrived: then the claim stays, and the run says so.
"""

import email.policy
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from email.message import EmailMessage
from itertools import groupby
from smtplib import SMTPException, SMTPServerDisconnected
from typing import Any, Final

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives, mailers
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.middleware import MUNICIPALITY_PARAMETER
from accounts.models import Membership, Role, User
from dashboards.analysis.attention import Need
from dashboards.views.mine import page_of
from dashboards.waiting import THEIRS, waiting_for
from reminders.digest import Digest, Found, as_text, closing, compose, opening

WEEK: Final = timedelta(days=7)
OFF_LINK_AGE: Final = timedelta(days=90)
_LONGEST_LINE: Final = 998
_SALT: Final = "reminders.off"


class DigestMessage(EmailMultiAlternatives):
    """A message whose lines are as long as mail allows.

    Folded at 78, Python writes the link of List-Unsubscribe as an encoded word, which mail programs cannot follow.
    """

    def message(self, *, policy: Any = email.policy.default) -> EmailMessage:
        """Return it as it goes over the line."""
        return super().message(policy=policy.clone(max_line_length=_LONGEST_LINE))


class Unreachable(Exception):
    """No connection with the mail server: nobody can get anything now."""


@dataclass(slots=True)
class Outcome:
    """What a run did: how many got a digest, had nothing to do, or got one less than a week before; who failed."""

    sent: int = 0
    nothing: int = 0
    earlier: int = 0
    failed: list[str] = field(default_factory=list)


def digest_for(memberships: Sequence[Membership], day: date, *, site: str = "") -> Digest:
    """Return what waits for the person of these memberships; a constant number of queries a membership.

    Links begin with `site`; those of somebody in several municipalities say which one they are of.
    """
    several = len(memberships) > 1
    return compose(_found(membership, day, site, several=several) for membership in memberships)


def _found(membership: Membership, day: date, site: str, *, several: bool) -> Found:
    theirs = THEIRS[Role(membership.role)]
    code = membership.municipality.code

    def link(path: str) -> str:
        if not several:
            return f"{site}{path}"
        mark = "&" if "?" in path else "?"
        return f"{site}{path}{mark}{MUNICIPALITY_PARAMETER}={code}"

    def link_to(need: Need) -> str:
        return link(page_of(need))

    groups = waiting_for(membership, day, theirs).groups if theirs else ()
    return Found(membership.municipality.name, groups, link(reverse("dashboards:mine")), link_to)


def absolute(path: str) -> str:
    """Return the whole address of a page."""
    return f"{settings.SITE_URL}{path}"


def off_link(user: User) -> str:
    """Return where this person turns the digest off without logging in; it works for `OFF_LINK_AGE`."""
    return absolute(reverse("reminders:off", args=[signing.dumps(user.pk, salt=_SALT)]))


def whose_link(token: str) -> User | None:
    """Return the person of a link to turn the digest off; None when it was changed, is too old, or they are gone."""
    try:
        pk = signing.loads(token, salt=_SALT, max_age=OFF_LINK_AGE)
    except signing.BadSignature:
        return None
    return User.objects.filter(pk=pk).first()


def message_for(user: User, digest: Digest) -> DigestMessage:
    """Return the digest as a message, in plain text and in HTML, that mail programs can turn off in one click."""
    preferences, off = absolute(reverse("reminders:preferences")), off_link(user)
    context = {
        "digest": digest,
        "opening": opening(digest),
        "closing": closing(),
        "preferences": preferences,
        "off": off,
    }
    message = DigestMessage(
        digest.subject,
        as_text(digest, preferences, off),
        to=[user.email],
        headers={
            "Auto-Submitted": "auto-generated",
            "List-Unsubscribe": f"<{off}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
    message.attach_alternative(render_to_string("reminders/mail.html", context), "text/html")
    return message


def send_digests(
    day: date, *, dry_run: bool = False, tell: Callable[[str], None] = print
) -> Outcome:
    """Send everybody their digest as it stands on `day`; raise Unreachable without a mail server.

    Raises after what was sent before it; run again, nobody gets a second one. A dry run tells who would get what.
    """
    outcome = Outcome()
    for user, memberships in _people(day):
        if not _is_due(user, day):
            outcome.earlier += 1
            continue
        digest = digest_for(memberships, day, site=settings.SITE_URL)
        if not digest.total:
            outcome.nothing += 1
        elif dry_run:
            outcome.sent += 1
            tell(f"{user.email}: {digest.subject}")
        else:
            _deliver(user, digest, day, outcome, tell)
    return outcome


def _people(day: date) -> Iterator[tuple[User, list[Membership]]]:
    """Who may get a digest, with the memberships that hold on the day and still hold now; one query."""
    last = max(day, timezone.localdate())
    found = (
        Membership.objects.valid_on(last)
        .filter(user__wants_digest=True, user__last_login__isnull=False)
        .exclude(role=Role.READER)
        .order_by("user_id", "municipality__name")
    )
    for _pk, memberships in groupby(found, key=lambda membership: membership.user_id):
        rows = list(memberships)
        yield rows[0].user, rows


def _is_due(user: User, day: date) -> bool:
    return user.digest_sent_on is None or abs(day - user.digest_sent_on) >= WEEK


def claim(user: User, day: date) -> bool:
    """Take the week of a person; False when another run has it, or when they turned the digest off meanwhile."""
    free = (
        Q(digest_sent_on__isnull=True)
        | Q(digest_sent_on__lte=day - WEEK)
        | Q(digest_sent_on__gte=day + WEEK)
    )
    waiting = User.objects.filter(free, pk=user.pk, is_active=True, wants_digest=True)
    return bool(waiting.update(digest_sent_on=day))


def _release(user: User, day: date) -> None:
    """Give a claim back: the day becomes what it was when the run read this person."""
    User.objects.filter(pk=user.pk, digest_sent_on=day).update(digest_sent_on=user.digest_sent_on)


def _deliver(
    user: User, digest: Digest, day: date, outcome: Outcome, tell: Callable[[str], None]
) -> None:
    """Connect, claim, send. The connection comes first, so that a claim waits for nothing."""
    message, mailer = message_for(user, digest), mailers.default
    try:
        mailer.open()
    except OSError as error:
        raise Unreachable(str(error)) from error
    try:
        if not claim(user, day):
            outcome.earlier += 1
            return
        mailer.send_messages([message])
        outcome.sent += 1
    except (OSError, ValueError) as error:
        outcome.failed.append(user.email)
        if _refused(error):
            _release(user, day)
            tell(_("%(to)s: niet verstuurd (%(why)s).") % {"to": user.email, "why": error})
        else:
            words = {"to": user.email, "why": error}
            tell(
                _("%(to)s: misschien verstuurd, de verbinding brak (%(why)s). Niet opnieuw.")
                % words
            )
    finally:
        with suppress(OSError):
            mailer.close()


def _refused(error: OSError | ValueError) -> bool:
    """Whether a message surely did not arrive: the server answered so, or it could not be written at all."""
    if isinstance(error, SMTPServerDisconnected):
        return False
    return isinstance(error, ValueError | SMTPException)
