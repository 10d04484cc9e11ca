"""The parts of one answer agree: first line, numbers, steps, what if; and none says more than is known."""

from datetime import date
from typing import Any, Final

import pytest

from bot.lawbook import load_law
from bot.replies.chat import chat_messages
from bot.replies.headline import headline
from bot.replies.lines import steps
from bot.replies.numbers import numbers
from bot.replies.register import register_messages
from bot.replies.what_if import came_text, left_text
from bot.replies.why import reasons
from bot.replies.words import Words, load_words
from rules.assess import assess
from rules.assessment import Assessment
from rules.plans.come_for import come_for
from rules.plans.what_if import leave_on
from rules.read import read_case

ON: Final = date(2026, 11, 21)
LATER: Final = date(2026, 12, 24)
RU: Final = load_words("ru")
EN: Final = load_words("en")

EXPELLED_NOT_GONE: Final[dict[str, Any]] = {
    "citizenship": "TJ",
    "stays": [{"entry": "2026-03-01", "purpose": "work"}],
    "offences": [{"in_force": "2026-09-01", "kind": "stay", "with_expulsion": True}],
}
SHORTENED: Final[dict[str, Any]] = {
    "citizenship": "UZ",
    "stays": [{"entry": "2026-10-01", "purpose": "private"}],
    "stay_shortened": "2026-11-18",
}
HEALED: Final[dict[str, Any]] = {
    "citizenship": "TJ",
    "stays": [{"entry": "2025-02-01", "purpose": "private"}],
    "permits": [{"kind": "temporary_residence", "issued": "2025-09-25", "until": "2028-09-25"}],
}
OPEN_CONTRACT: Final[dict[str, Any]] = {
    "citizenship": "KG",
    "stays": [{"entry": "2025-06-01", "purpose": "work"}],
    "contracts": [{"signed": "2025-06-05"}],
}
KNOWS_NOTHING: Final[dict[str, Any]] = {"citizenship": "UZ", "stays": [{"entry": "unknown"}]}


def of(case: dict[str, Any]) -> Assessment:
    """Return the assessment of a case on the day of the walks."""
    return assess(read_case(case), ON, load_law())


def test_an_expulsion_ordered_has_no_last_day_in_any_part() -> None:
    """Where one ground for a ban has no known end, no line promises that entry opens on a day."""
    given = of(EXPELLED_NOT_GONE)
    left = leave_on(read_case(EXPELLED_NOT_GONE), ON, LATER, load_law())

    assert "at least up to and including 21 November 2029" in numbers(given, EN)[-1]
    assert "at least up to and including" in left_text(left, EN)


def test_an_expulsion_ordered_alone_promises_no_new_count() -> None:
    """A few days over start no ban themselves, but the order closes entry: that stands in the numbers."""
    case = {
        "citizenship": "TJ",
        "stays": [{"entry": "2026-08-19", "purpose": "private"}],
        "permits": [{"kind": "temporary_residence", "issued": "2026-08-20", "until": "2026-11-18"}],
        "offences": [{"in_force": "2026-11-20", "kind": "stay", "with_expulsion": True}],
    }
    given = of(case)

    assert given.cautious.status == "overstay"
    assert not any(ban.until for ban in given.cautious.bans)
    assert numbers(given, EN)[-1] == EN("number.closed_open")


def test_who_must_leave_today_leaves_before_anything_late() -> None:
    """Under a shortened stay the way out comes first, nothing extends it, and what is late comes after."""
    given = of(SHORTENED)
    first, second, *_ = steps(given, RU)

    assert first == "Выезжайте из России: последний день сегодня, 21 ноября 2026 года"
    assert second.startswith("Зарегистрируйтесь")


def test_a_ban_that_leaving_would_start_is_in_the_first_line() -> None:
    """Who holds a permit now, but was over before, is not told that all is in order."""
    given = of(HEALED)
    left = leave_on(read_case(HEALED), ON, LATER, load_law())

    assert given.cautious.status == "lawful"
    assert any(ban.hypothetical for ban in given.cautious.bans)
    assert "порядке" not in headline(given, RU)
    assert headline(given, RU).endswith(RU("headline.ban_if_left"))
    assert "основания для запрета на въезд до 24 декабря 2029 года" in left_text(left, RU)


@pytest.mark.parametrize(("words", "what"), [(RU, "продлён ли срок пребывания"), (EN, "was extended")])
def test_what_may_keep_a_stay_running_is_told_beside_the_overstay(words: Words, what: str) -> None:
    """Who works on an open-ended contract is told first of all that an extension would change the answer."""
    assert what in chat_messages(of(OPEN_CONTRACT), words)[1].splitlines()[1]


def test_no_number_is_invented_from_a_date_nobody_knows() -> None:
    """Neither what-if, nor the register, nor the opening of Why counts days from an unknown entry."""
    case, law = read_case(KNOWS_NOTHING), load_law()
    given = of(KNOWS_NOTHING)
    told = "\n".join(
        (
            left_text(leave_on(case, ON, LATER, law), RU),
            came_text(come_for(case, ON, 60, law), RU, inside=True),
            register_messages(given, RU)[0],
        )
    )

    assert not any(letter.isdigit() for letter in told)
    assert "дата въезда" in told
    assert reasons(given, RU)[0] == RU("why.unfounded", what="дата въезда")


def test_a_date_that_settles_only_a_duty_is_not_said_to_decide_the_stay() -> None:
    """After a patent the law is in doubt, not the day of the registration, though nobody told that day."""
    case = {
        "citizenship": "TJ",
        "stays": [{"entry": "2026-02-01", "purpose": "work"}],
        "patents": [{"issued": "2026-03-01", "paid_until": "2026-11-10"}],
        "registrations": [{"from": "2026-02-01/2026-11-21", "until": "2026-11-10"}],
    }
    given = of(case)
    came = came_text(come_for(read_case(case), ON, 60, load_law()), RU, inside=True)

    assert "registrations[0].from" in given.disputes
    assert headline(given, RU) == RU("headline.overstay_reading", ago=RU.count("day_ago", 11))
    assert "если читать закон мягче" in came


def test_who_must_leave_by_a_decision_is_not_told_to_be_in_time() -> None:
    """A ban that was decided obliges to leave: what if I leave later says so, and no line doubts it."""
    case = {
        "citizenship": "UZ",
        "stays": [{"entry": "2026-10-01", "purpose": "private"}],
        "decisions": [{"kind": "entry_ban", "on": "2026-11-01", "until": "2031-11-01"}],
    }
    left = left_text(leave_on(read_case(case), ON, LATER, load_law()), RU)

    assert left == RU("headline.decided_over", date=date(2026, 11, 4))
    assert RU("ban.decides_short") not in "\n".join(chat_messages(of(case), RU))
