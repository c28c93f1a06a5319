"""The real messages: to whom, what is in them, once a week at most, and what happens when sending fails."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from email.message import EmailMessage
from io import StringIO
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import Membership, Role, User
from areas.models import TargetGroup
from audit.models import AuditEntry
from facilitation.models import Action
from funding.course import Step, StepKind
from initiatives.models import Initiative, Observation
from initiatives.writes import VoiceInput, add_voice_signal
from lessons.models import Lesson
from tests.funding.building import treasury
from tests.initiatives.building import ACTOR, TODAY, Town, as_, lessons, town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("frozen")]


def known(member: Membership) -> Membership:
    """Somebody who logged in before."""
    User.objects.filter(pk=member.user_id).update(last_login=timezone.now())
    return member


def stale(place: Town, name: str = "Soep", **given: object) -> Initiative:
    made = place.initiative(name, lessons=lessons("bridging-1"), **given)
    Observation.objects.filter(tag__initiative=made).update(date=date(2025, 1, 5))
    return made


def send(*arguments: str) -> str:
    """What the command says."""
    out = StringIO()
    call_command("send_digests", *arguments, stdout=out)
    return out.getvalue()


def sent() -> EmailMessage:
    """The one message that left, as it goes over the line."""
    assert len(mail.outbox) == 1
    return mail.outbox[0].message()


def body(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_the_real_message(here: Town) -> None:
    member = known(here.member(Role.PROFESSIONAL))
    made = stale(here, "Soep & <b>Zo</b>")
    assert "Weekberichten: 1 verstuurd; deze week al gehad: 0" in send()
    message = sent()
    assert message["To"] == member.user.email
    assert message["Subject"] == "1 ding wacht op jou in Wijkinitiatieven"
    assert message["From"] == "Wijkinitiatieven <noreply@127.0.0.1>"
    assert message.get_content_type() == "multipart/alternative"
    link = f"http://127.0.0.1:8000/initiatieven/{made.pk}/"
    assert "- Soep & <b>Zo</b>: Voor het laatst gezien op 5 januari 2025" in body(message)
    assert link in body(message)
    assert "Soep &amp; &lt;b&gt;Zo&lt;/b&gt;</a>" in body(message, "html")
    assert f'href="{link}"' in body(message, "html")
    assert User.objects.get(pk=member.user_id).digest_sent_on == TODAY


def test_a_mail_program_can_turn_it_off_in_one_click(here: Town) -> None:
    member = known(here.member(Role.PROFESSIONAL))
    stale(here)
    send()
    raw = mail.outbox[0].message().as_bytes().decode()
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw
    header = re.search(
        r"^List-Unsubscribe:\s+<(http://127\.0\.0\.1:8000)(/\S+)>$", raw, re.MULTILINE
    )
    assert header is not None
    assert header[1] + header[2] in body(sent())
    client = Client(enforce_csrf_checks=True)
    response = client.post(header[2], {"List-Unsubscribe": "One-Click"})
    assert response.status_code == 200
    assert not User.objects.get(pk=member.user_id).wants_digest


def test_every_link_but_turning_off_asks_to_log_in_and_lands_there_after(here: Town) -> None:
    member = known(here.member(Role.PROFESSIONAL))
    stale(here)
    send()
    links = set(re.findall(r"http://127\.0\.0\.1:8000(/\S+)", body(sent())))
    assert len(links) == 3
    for link in links:
        answer = Client().get(link)
        if link.startswith("/weekbericht/uit/"):
            assert answer.status_code == 200
        else:
            assert answer["Location"] == f"/account/login/?next={link}"
            assert as_(member).get(link).status_code == 200


def test_a_second_run_and_the_six_days_after_send_nothing(here: Town) -> None:
    known(here.member(Role.PROFESSIONAL))
    stale(here)
    send()
    for days in (0, 1, 6, -6):
        day = TODAY + timedelta(days=days)
        assert "0 verstuurd; deze week al gehad: 1" in send("--date", day.isoformat())
    assert len(mail.outbox) == 1
    send("--date", (TODAY + timedelta(days=7)).isoformat())
    assert len(mail.outbox) == 2


def test_nobody_is_told_that_there_is_nothing(here: Town) -> None:
    member = known(here.member(Role.PROFESSIONAL))
    assert "0 verstuurd; deze week al gehad: 0; niets te doen: 1" in send()
    assert mail.outbox == []
    assert User.objects.get(pk=member.user_id).digest_sent_on is None


def test_a_dry_run_tells_and_sends_nothing(here: Town) -> None:
    member = known(here.member(Role.PROFESSIONAL))
    stale(here)
    told = send("--dry-run")
    assert f"{member.user.email}: 1 ding wacht op jou" in told
    assert "1 zou versturen" in told
    assert mail.outbox == []
    assert User.objects.get(pk=member.user_id).digest_sent_on is None


@pytest.mark.parametrize("day", ["gisteren", "2026-13-01", "0001-01-01"])
def test_what_is_no_day_is_said(day: str) -> None:
    with pytest.raises(CommandError, match="datum"):
        send("--date", day)


@pytest.mark.parametrize(
    "change",
    [
        {"is_active": False},
        {"wants_digest": False},
        {"last_login": None},
    ],
)
def test_who_gets_none(here: Town, change: dict[str, object]) -> None:
    member = known(here.member(Role.PROFESSIONAL))
    stale(here)
    User.objects.filter(pk=member.user_id).update(**change)
    send()
    assert mail.outbox == []


@pytest.mark.parametrize("day", [TODAY.isoformat(), "2026-11-20"])
def test_an_ended_membership_gets_none_for_an_earlier_day_either(here: Town, day: str) -> None:
    known(here.member(Role.PROFESSIONAL))
    stale(here)
    Membership.objects.update(valid_until=TODAY - timedelta(days=1))
    send("--date", day)
    assert mail.outbox == []


def signal(place: Town) -> None:
    groups = tuple(TargetGroup.objects.filter(code="youth"))
    given = VoiceInput(place.districts[0], TODAY, missing_groups=groups)
    add_voice_signal(ACTOR, place.municipality, given, today=TODAY)


def action(place: Town, owner: User | None, **given: object) -> Action:
    values: dict[str, object] = {
        "role": "policy",
        "text": "Bel mevrouw Jansen",
        "due_date": TODAY,
        "state_at_start": "empty",
        **given,
    }
    return Action.objects.create(
        municipality=place.municipality,
        district=place.districts[0],
        lesson=Lesson.objects.get(code="linking-1"),
        owner=owner,
        **values,
    )


def test_a_policymaker_gets_the_own_actions_and_open_signals(here: Town) -> None:
    member = known(here.member(Role.POLICYMAKER))
    stale(here, "Niet van mij")
    signal(here)
    action(here, member.user)
    action(here, here.member(Role.POLICYMAKER).user)
    send()
    text = body(sent())
    assert "Er zijn 2 dingen" in text
    assert "- Jouw actie in Zonneveld van Sluiswaarde bij “" in text
    assert "klaar op 22 november 2026." in text
    assert "- Zonneveld van Sluiswaarde: Een signaal van 22 november 2026" in text
    assert "Jansen" not in text
    assert "Niet van mij" not in text


def test_an_action_whose_cell_was_answered_says_so_without_naming_by_what(here: Town) -> None:
    member = known(here.member(Role.POLICYMAKER))
    made = here.initiative("Geheime kring", lessons=lessons("bridging-1"), location_shielded=True)
    lesson = Lesson.objects.get(code="bridging-1")
    row = action(here, member.user, due_date=TODAY + timedelta(days=200))
    Action.objects.filter(pk=row.pk).update(lesson=lesson)
    here.initiative("Tweede", lessons=lessons("bridging-1"))
    send()
    text = body(sent())
    assert "is misschien klaar. Sinds" in text
    assert "gedekt" in text
    assert made.name not in text


def test_an_action_whose_cell_is_as_it_was_and_that_is_not_due_waits(here: Town) -> None:
    member = known(here.member(Role.POLICYMAKER))
    action(here, member.user, due_date=TODAY + timedelta(days=200))
    send()
    assert mail.outbox == []


def test_an_officer_gets_clocks_and_full_schemes(here: Town) -> None:
    purse = treasury("GM9003", "Muntdam")
    known(purse.town.member(Role.FUNDING_OFFICER))
    received = (Step(StepKind.RECEIVED, TODAY - timedelta(days=60)),)
    purse.grant(*received, requested_cents=1_200_000)
    stale(purse.town, "Niet van de subsidie")
    send()
    text = body(sent())
    assert "Er zijn 2 dingen" in text
    assert "- Buurttafel Muntdam: Besluit op de aanvraag: had op" in text
    assert (
        "- Regeling Muntdam 2026: Nog € 10.000 onder het plafond, en er is € 12.000 aangevraagd."
        in text
    )
    assert "Niet van de subsidie" not in text


@pytest.mark.parametrize("role", [Role.READER, Role.ADMIN])
def test_who_has_nothing_to_do_gets_none(here: Town, role: Role) -> None:
    known(here.member(role))
    stale(here)
    signal(here)
    send()
    assert mail.outbox == []


def test_of_a_professional_nothing_of_another_organisation(here: Town) -> None:
    known(here.member(Role.PROFESSIONAL))
    stale(here, "Van ons")
    stale(here, "Van hen", organisation=here.other)
    send()
    assert "Van ons" in body(sent())
    assert "Van hen" not in body(sent())


def test_one_message_for_two_municipalities_with_links_that_open_in_the_right_one(
    here: Town,
) -> None:
    there, elsewhere = town("GM9002", "Elders"), town("GM9004", "Nergens")
    member = known(here.member(Role.PROFESSIONAL))
    Membership.objects.create(
        municipality=there.municipality,
        user=member.user,
        role=Role.PROFESSIONAL,
        organisation=there.organisation,
    )
    stale(here, "Van hier")
    far = stale(there, "Van daar")
    stale(elsewhere, "Van nergens")
    send()
    text = body(sent())
    assert text.index("Elders\n") < text.index("Van daar") < text.index("Sluiswaarde\n")
    assert "Van nergens" not in text
    client = as_(member)
    assert client.get(f"/initiatieven/{far.pk}/?gemeente=GM9001").status_code == 404
    assert f"/initiatieven/{far.pk}/?gemeente=GM9002" in text
    assert client.get(f"/initiatieven/{far.pk}/?gemeente=GM9002").status_code == 200
    assert client.get(f"/initiatieven/{far.pk}/").status_code == 200


def test_an_ended_membership_leaves_its_municipality_out(here: Town) -> None:
    there = town("GM9002", "Elders")
    member = known(here.member(Role.PROFESSIONAL))
    Membership.objects.create(
        municipality=there.municipality,
        user=member.user,
        role=Role.PROFESSIONAL,
        organisation=there.organisation,
        valid_until=TODAY - timedelta(days=1),
    )
    stale(here, "Van hier")
    stale(there, "Van daar")
    send()
    assert "Elders" not in mail.outbox[0].message().as_string()


class Refusing(EmailBackend):
    """A mail server that refuses, breaks off or stops the run at whoever is named."""

    at: str = ""
    problem: BaseException = SMTPRecipientsRefused({})

    def send_messages(self, messages: Sequence[mail.EmailMessage]) -> int:
        if messages[0].to == [self.at]:
            raise self.problem
        return super().send_messages(messages)


class Gone(EmailBackend):
    """No mail server at all."""

    def open(self) -> bool:
        raise ConnectionRefusedError("Connection refused")


@pytest.fixture
def refusing(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, BaseException], None]]:
    """Tell at whose message the server does what."""

    def set_up(at: str, problem: BaseException) -> None:
        monkeypatch.setattr(Refusing, "at", at)
        monkeypatch.setattr(Refusing, "problem", problem)

    with override_settings(MAILERS={"default": {"BACKEND": f"{__name__}.Refusing"}}):
        yield set_up


def three(here: Town) -> list[User]:
    stale(here)
    return [known(here.member(Role.PROFESSIONAL)).user for _ in range(3)]


def receivers() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_what_the_server_refuses_is_told_and_tried_again_and_others_get_theirs(
    here: Town, refusing: Callable[[str, BaseException], None]
) -> None:
    first, second, third = three(here)
    refusing(second.email, SMTPRecipientsRefused({second.email: (550, b"weg")}))
    with pytest.raises(CommandError, match="aangekomen: 1; zie hierboven"):
        send()
    assert receivers() == [first.email, third.email]
    assert User.objects.get(pk=second.pk).digest_sent_on is None
    refusing("", SMTPRecipientsRefused({}))
    assert "1 verstuurd; deze week al gehad: 2" in send()
    assert receivers() == [first.email, third.email, second.email]


def test_what_may_have_arrived_is_told_and_not_sent_again(
    here: Town, refusing: Callable[[str, BaseException], None]
) -> None:
    first, second, third = three(here)
    refusing(second.email, SMTPServerDisconnected("weg"))
    with pytest.raises(CommandError):
        send()
    refusing("", SMTPRecipientsRefused({}))
    assert "0 verstuurd; deze week al gehad: 3" in send()
    assert receivers() == [first.email, third.email]


def test_a_run_that_is_stopped_halfway_gives_nobody_two(
    here: Town, refusing: Callable[[str, BaseException], None]
) -> None:
    first, second, third = three(here)
    refusing(second.email, KeyboardInterrupt())
    with pytest.raises(KeyboardInterrupt):
        send()
    refusing("", SMTPRecipientsRefused({}))
    send()
    assert receivers() == [first.email, third.email]


def test_without_a_mail_server_nobody_loses_a_week(here: Town) -> None:
    three(here)
    with (
        override_settings(MAILERS={"default": {"BACKEND": f"{__name__}.Gone"}}),
        pytest.raises(CommandError, match="De mailserver is niet te bereiken"),
    ):
        send()
    assert not User.objects.filter(digest_sent_on__isnull=False).exists()
    assert "3 verstuurd" in send()


def test_who_turns_it_off_during_the_run_gets_none(
    here: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    member = known(here.member(Role.PROFESSIONAL))
    stale(here)

    def opened(self: EmailBackend) -> None:
        User.objects.filter(pk=member.user_id).update(wants_digest=False)

    monkeypatch.setattr(EmailBackend, "open", opened)
    send()
    assert mail.outbox == []


def test_queries_grow_by_a_constant_for_each_person(here: Town) -> None:
    for index in range(30):
        stale(here, f"Soep {index}")
    known(here.member(Role.PROFESSIONAL))
    counts = []
    for _ in range(3):
        User.objects.update(digest_sent_on=None)
        with CaptureQueriesContext(connection) as captured:
            send()
        counts.append(len(captured))
        known(here.member(Role.PROFESSIONAL))
    assert counts[1] - counts[0] == counts[2] - counts[1] <= 25
    assert counts[0] <= 26


def test_sending_is_no_change_in_the_log(here: Town) -> None:
    known(here.member(Role.PROFESSIONAL))
    stale(here)
    before = AuditEntry.objects.count()
    send()
    assert AuditEntry.objects.count() == before
