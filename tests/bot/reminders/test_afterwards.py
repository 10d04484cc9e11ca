"""After a deadline: whoever has not said that it is done is asked, and shown where to look if it is not."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from bot.dialog.model import Command, Context, Reply, Tap
from bot.dialog.remembered import Deadline, Form
from bot.dialog.reminding.arrival import came_too_late, day_reply
from bot.dialog.reminding.planning import deadline_of, replanned
from bot.dialog.reminding.reviewing import reviewed
from bot.lawbook import load_law
from bot.reminders.plan import Wanted
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import BUILDER, COOK, TRADER, Talker
from tests.bot.reminders.kinds import KINDS, too_late
from tests.bot.reminders.test_agreeing import reminded, state_of, told

RU: Final = load_words("ru")
DAY: Final = timedelta(days=1)
LAST: Final = date(2026, 12, 24)
"""Until when the cook's patent is paid."""
PAYMENT: Final = Deadline("patent_payment", LAST)
LEAVING: Final = Deadline("leave", LAST)
OVER: Final = Deadline("leave", date(2026, 12, 3))
"""The trader's last day."""

every_kind = pytest.mark.parametrize("kind", KINDS)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def asked(talker: Talker, *deadlines: Deadline) -> Reply | None:
    """Return what is sent today of deadlines that are over."""
    wanted = [Wanted(kind, 1, day, day + DAY) for kind, day in deadlines]
    return day_reply(state_of(talker), wanted, Context(talker.today, load_law()))[0]


def message(talker: Talker, *deadlines: Deadline) -> Reply:
    """Return the same, which is something."""
    reply = asked(talker, *deadlines)
    assert reply is not None
    return reply


def missed(kind: str, language: str = "ru", form: Form = "open") -> tuple[Talker, Deadline]:
    """Return somebody on the day after a deadline of that kind, and the deadline."""
    talker, over = too_late(kind, language, form)
    return talker, deadline_of(over)


def planned(talker: Talker) -> list[tuple[str, date]]:
    """Return the kinds and days of what is planned anew today and comes after its deadline."""
    _, remind = replanned(state_of(talker), Context(talker.today, load_law()))
    assert remind is not None
    return [(each.kind, each.day) for each in remind.wanted if each.is_after]


# --- what it says ------------------------------------------------------------------------------


@every_language
@every_kind
def test_open_form(kind: str, language: str) -> None:
    """When the last day was, and what to tap: two sentences. It can not be put off any more."""
    words = load_words(language)
    talker, due = missed(kind, language)
    reply = message(talker, due)
    assert words.date(due.day) in reply.text
    assert words("button.remind.done") in reply.text
    assert len(re.findall(r"[.!?](?:\s|$)", re.sub(r"\([^)]*\)", "", reply.text))) == 2
    assert [each.label for row in reply.rows for each in row] == [
        words(f"button.remind.{name}") for name in ("done", "dates", "stop_kind")
    ]


@every_language
@every_kind
def test_neutral_form(kind: str, language: str) -> None:
    """The lock screen shows what it always does, not that something is for today; the rest after a tap."""
    words = load_words(language)
    talker, due = missed(kind, language, "neutral")
    reply = message(talker, due)
    assert reply.text == words("remind.neutral")
    ((look,),) = reply.rows
    talker.do(Tap(look.data))
    assert talker.text == message(missed(kind, language)[0], due).text
    assert {"done", "dates", "stop"} < set(state_of(talker).offers)
    assert "later" not in state_of(talker).offers


SAYS: Final = [
    # (who, the deadlines that come together, days after, the message)
    pytest.param(
        TRADER, [OVER], 1,
        "Выезд из России: последний день был 3 декабря 2026 года. Если вы выехали, нажмите «Сделано»; "
        "если вы в России, посмотрите, что делать сегодня: «Мои даты».",
        id="leaving",
    ),
    pytest.param(
        COOK, [LEAVING, PAYMENT], 1,
        "Оплата патента: последний день был 24 декабря 2026 года. Если оплатили вовремя, нажмите «Сделано» "
        "и укажите, до какого дня; если нет, поговорите сегодня с юристом.",
        id="paying and leaving are one message; what the answer leaves to a lawyer is left to one",
    ),
    pytest.param(
        COOK, [LEAVING], 7,
        "Оплата патента: последний день был 24 декабря 2026 года. Если оплатили вовремя, нажмите «Сделано» "
        "и укажите, до какого дня; если нет, поговорите сегодня с юристом.",
        id="nor is whoever may have paid asked to leave a week later",
    ),
    pytest.param(
        BUILDER, [Deadline("register", date(2026, 10, 20))], 1,
        "Регистрация: последний день был 20 октября 2026 года. Если сделано, нажмите «Сделано»; "
        "если нет, посмотрите, что делать: «Мои даты».",
        id="everything else",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("who", "deadlines", "later", "text"), SAYS)
def test_what_it_says(who: tuple[str, ...], deadlines: list[Deadline], later: int, text: str) -> None:
    """The answer first, then what to tap; no reproach, no threat, no number of the law."""
    talker = reminded(who, "open")
    if who == BUILDER:
        talker = _builder()
    talker.today = deadlines[0].day + later * DAY
    assert message(talker, *deadlines).text == text


def _builder() -> Talker:
    """Return the builder on the day after the entry, when nothing is late yet."""
    talker = Talker(today=date(2026, 10, 7)).start("ru", "remember").go(*BUILDER)
    return talker.go("remind", "choose:Europe/Moscow", "choose:open")


def test_leaving_by_itself_where_payments_were_stopped() -> None:
    """Whoever wants to hear nothing of payments is asked whether they have left."""
    talker = reminded(COOK, "open")
    talker.state = replace(
        state_of(talker), reminders=state_of(talker).reminders.switched("patent_payment", on=False)
    )
    talker.today = LAST + DAY
    assert message(talker, LEAVING, PAYMENT).text.startswith("Выезд из России: последний день был")


def test_beside_what_is_open() -> None:
    """Together with a reminder in time it is a line of the same list."""
    talker = _builder()
    talker.today = date(2026, 10, 21)
    over = Wanted("register", 1, date(2026, 10, 20), talker.today)
    ahead = Wanted("medical", 1, date(2026, 11, 4), talker.today)
    reply, is_told = day_reply(state_of(talker), (ahead, over), Context(talker.today, load_law()))
    assert is_told == (True, True)
    assert reply is not None
    assert reply.text.splitlines() == [
        "Ваши сроки:",
        "1) Регистрация: последний день был 20 октября 2026 года; сделано?",
        "2) Пройдите медосмотр: последний день — 4 ноября 2026 года",
    ]


# --- when it comes -----------------------------------------------------------------------------


@every_kind
def test_not_where_it_is_done_or_not_wanted(kind: str) -> None:
    """Nothing comes of what is done, switched off, still open, or was never reminded of."""
    talker, due = missed(kind)
    state = state_of(talker)
    assert asked(talker, due) is not None
    kept = state.reminders
    for other in (
        replace(kept, on=False),
        kept.switched(kind, on=False),
        kept.silenced(due, on=False),
        kept.said_done(due),
        replace(kept, deadlines=tuple(each for each in kept.deadlines if each != due)),
    ):
        talker.state = replace(state, reminders=other)
        assert asked(talker, due) is None
    talker.state, talker.today = state, due.day
    assert asked(talker, due) is None


def test_not_whoever_has_left() -> None:
    """Whoever left on the last day, or later and said so, is not asked."""
    for days in (0, 1):
        talker = reminded(TRADER, "open")
        talker.today = OVER.day + days * DAY
        talker.go("/status", "review", "change:inside", "choose:no", f"~{talker.today:%d.%m.%Y}")
        for later in (1, 7):
            talker.today = OVER.day + later * DAY
            assert asked(talker, OVER) is None
            assert planned(talker) == []


def test_planned_with_the_others_and_kept() -> None:
    """It is planned while the deadline is open; later plans keep it, and what is told done is dropped."""
    talker = reminded(COOK, "open")
    after = [("leave", LAST + DAY), ("patent_payment", LAST + DAY), ("leave", LAST + 7 * DAY)]
    ahead = [("patent_renewal", date(2027, 3, 11))]
    assert planned(talker) == [*after, *ahead]
    talker.today = LAST
    assert planned(talker) == [*after, *ahead]
    talker.today = LAST + 2 * DAY
    assert planned(talker) == after
    talker.today = LAST + 8 * DAY
    assert planned(talker) == after
    talker.today = LAST + 9 * DAY
    assert planned(talker) == [("leave", LAST + 7 * DAY)]
    talker.today = LAST + 15 * DAY
    assert planned(talker) == []


def test_a_change_of_the_law_keeps_it() -> None:
    """Whoever is assessed again after a change of the law is asked as well, by the same rows."""
    talker = reminded(COOK, "open")
    for talker.today in (LAST, LAST + DAY, LAST + 7 * DAY):
        context = Context(talker.today, load_law())
        _, remind = replanned(state_of(talker), context)
        assert reviewed(state_of(talker), context).remind == remind
        assert planned(talker)


def test_paid_and_not_said_so() -> None:
    """Whoever taps "Done" the day after tells until when it is paid, and is reminded next month."""
    talker = reminded(COOK, "open")
    talker.today = LAST + DAY
    (done, *_), *_ = message(talker, PAYMENT, LEAVING).rows
    told(talker)
    talker.do(Tap(done.data))
    assert talker.at == "patent.paid"
    talker.go("~24.01.2027")
    days = [each.day for each in told(talker)[-1].wanted if each.kind == "patent_payment"]
    assert days == [date(2027, 1, day) for day in (14, 19, 21, 23, 24, 25)]
    assert asked(talker, PAYMENT) is None
    assert asked(talker, LEAVING) is None


def test_what_was_not_told_in_time_is_still_an_alarm() -> None:
    """That the person is asked afterwards does not make a lost reminder a good one."""
    talker, due = missed("patent_payment")
    assert came_too_late(state_of(talker), *due, Context(talker.today, load_law()))


# --- what else is told of it -------------------------------------------------------------------


def test_the_next_reminder_is_one_in_time() -> None:
    """What comes after a deadline is never named as the next reminder, nor sent as an example."""
    talker = reminded(TRADER, "open")
    told(talker)
    talker.today = OVER.day + DAY
    assert planned(talker) == [("leave", OVER.day + DAY), ("leave", OVER.day + 7 * DAY)]
    assert RU("review.reminders") not in talker.go("/status", "review").text
    assert "test" not in state_of(talker.go("/reminders")).offers
    talker.effects.clear()
    talker.do(Command("reminders", "test"))
    assert talker.effects == []
    assert talker.text.startswith(RU("remind.nothing_over"))


LISTED: Final = [
    # (days after the last day, what the list says of it)
    (-1, "последний день — 3 декабря 2026 года; напоминания сегодня и 3 декабря 2026 года"),
    (0, "последний день — 3 декабря 2026 года; напоминание сегодня"),
    (1, "последний день был 3 декабря 2026 года; напоминания сегодня и 10 декабря 2026 года"),
    (2, "последний день был 3 декабря 2026 года; напомню 10 декабря 2026 года"),
    (7, "последний день был 3 декабря 2026 года; напоминание сегодня"),
]


@pytest.mark.parametrize(("later", "line"), LISTED)
def test_list(later: int, line: str) -> None:
    """What is over stands in the list while a day of asking about it is ahead; it can be switched off."""
    talker = reminded(TRADER, "open")
    talker.today = OVER.day + later * DAY
    assert talker.go("/reminders").text.splitlines()[1] == f"1) Выезд из России: {line}"
    talker.go(f"switch_off:leave:{OVER.day}")
    assert planned(talker) == []
    assert RU("remind.line_off", what="").strip("; ") in talker.text


def test_list_when_all_is_over() -> None:
    """When nobody is asked any more nothing stands there, and it is said that the time is over."""
    talker = reminded(TRADER, "open")
    talker.today = OVER.day + 8 * DAY
    assert talker.go("/reminders").text == RU("remind.nothing_over")


def test_a_kind_stopped_after_its_deadline_can_be_switched_on_again() -> None:
    """It stands in the list though none of it is ahead: else the next payment would come and go unseen."""
    talker = reminded(COOK, "open")
    talker.today = LAST + DAY
    stop = message(talker, PAYMENT).rows[-1][0]
    assert stop.label == RU("button.remind.stop_kind")
    talker.do(Tap(stop.data))
    assert talker.text.startswith(RU("remind.kind_stopped_of", duty=RU("duty.patent_payment")))
    talker.today = LAST + 2 * DAY
    talker.go("/reminders")
    assert RU("remind.line_off", what="Оплата патента") in talker.text
    talker.go(f"switch_on:patent_payment:{LAST}")
    assert state_of(talker).reminders.off == ()
    assert RU("remind.line_off", what="Оплата патента") not in talker.text
