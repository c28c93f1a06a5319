"""The digest on literal needs: which items, in which order, how many, in which words."""

from datetime import date

import pytest

from accounts.models import Role
from dashboards.analysis.attention import Group, Need, Reason
from dashboards.waiting import THEIRS
from reminders.digest import Digest, Found, as_text, compose, shares

D = date(2026, 11, 22)


def stale(name: str, subject: int = 1) -> Group:
    return Group(Need(Reason.STALE, subject, name, "Voor het laatst gezien op 5 januari.", D))


def found(municipality: str, *groups: Group) -> Found:
    def link_to(need: Need) -> str:
        return f"https://wijk.example/{need.reason.name.lower()}/{need.subject}/"

    return Found(municipality, groups, f"https://wijk.example/{municipality.lower()}/", link_to)


def text(digest: Digest) -> str:
    return as_text(digest, "https://wijk.example/weekbericht/", "https://wijk.example/uit/")


def test_the_whole_message_as_text() -> None:
    digest = compose([found("Sluiswaarde", stale("Soep & Zo", 3))])
    assert digest.subject == "1 ding wacht op jou in Wijkinitiatieven"
    assert text(digest).splitlines() == [
        "Er is 1 ding dat op jou wacht.",
        "",
        "Sluiswaarde",
        "",
        "- Soep & Zo: Voor het laatst gezien op 5 januari.",
        "  https://wijk.example/stale/3/",
        "",
        "Je krijgt dit hooguit één keer per week, en alleen als er iets te doen is. Voor de links log je in.",
        "Instellen: https://wijk.example/weekbericht/",
        "Uitzetten: https://wijk.example/uit/",
    ]


def test_the_order_is_that_of_what_waits() -> None:
    digest = compose([found("Sluiswaarde", stale("Zand"), stale("Appel"))])
    assert [item.title for item in digest.sections[0].items] == ["Zand", "Appel"]


def test_seven_are_shown_and_the_others_counted() -> None:
    digest = compose([found("Sluiswaarde", *(stale(f"Nr {n}", n) for n in range(10)))])
    assert [item.title for item in digest.sections[0].items] == [f"Nr {n}" for n in range(7)]
    assert digest.subject == "10 dingen wachten op jou in Wijkinitiatieven"
    assert "en nog 3: https://wijk.example/sluiswaarde/" in text(digest)


def test_exactly_seven_leave_nothing_to_count() -> None:
    digest = compose([found("Sluiswaarde", *(stale(f"Nr {n}", n) for n in range(7)))])
    assert "en nog" not in text(digest)


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([], []),
        ([3], [3]),
        ([10], [7]),
        ([10, 10], [4, 3]),
        ([1, 10], [1, 6]),
        ([9, 9, 9], [3, 2, 2]),
    ],
)
def test_municipalities_share_the_seven(counts: list[int], expected: list[int]) -> None:
    assert shares(counts, 7) == expected


def test_where_nothing_waits_is_left_out() -> None:
    digest = compose([found("Leeg"), found("Vol", stale("Soep"))])
    assert [section.municipality for section in digest.sections] == ["Vol"]
    assert compose([found("Leeg")]).total == 0


def test_what_somebody_typed_as_an_action_stays_out() -> None:
    need = Need(Reason.ACTION, 5, "Bel mevrouw Jansen", "Jouw actie in Zonneveld.", D)
    digest = compose([found("Sluiswaarde", Group(need))])
    assert "Jansen" not in text(digest)
    assert "- Jouw actie in Zonneveld.\n  https://wijk.example/action/5/" in text(digest)


def test_only_what_comes_first_of_a_record_is_told() -> None:
    later = Need(Reason.CONTACT, 1, "Soep", "Meer dan 90 dagen geen contact.", D)
    digest = compose([found("Sluiswaarde", Group(stale("Soep").first, (later,)))])
    assert digest.total == 1
    assert "geen contact" not in text(digest)


def test_each_role_is_asked_what_is_theirs() -> None:
    asked = {role: {reason.name for reason in THEIRS[role]} for role in Role}
    assert asked == {
        Role.PROFESSIONAL: {
            "ACTION", "MONEY", "STALE", "NEVER_SEEN", "NO_LESSON", "NEARLY_STALE", "NOT_COUNTING",
            "CONTACT", "IDEA",
        },
        Role.POLICYMAKER: {"ACTION", "VOICE"},
        Role.FUNDING_OFFICER: {"CLOCK", "SCHEME"},
        Role.ADMIN: {"ACTION"},
        Role.READER: set(),
    }  # fmt: skip
