"""Reminders that come to one person together are one message, with a button for each deadline."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from bot.dialog.model import Context, Reply, Tap
from bot.dialog.reminding.arrival import day_reply, reminder_replies
from bot.dialog.reminding.planning import coming
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.reminders.plan import Wanted
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import BUILDER, Talker
from tests.bot.reminders.kinds import KINDS, somebody
from tests.bot.reminders.test_agreeing import reminded, state_of

RU: Final = load_words("ru")
Item = tuple[str, int, date]
LAST: Final = date(2026, 12, 24)
PAYMENT: Final = ("patent_payment", 1, LAST)
LEAVING: Final = ("leave", 1, LAST)
RENEWAL: Final = ("patent_renewal", 1, date(2027, 3, 10))
GONE: Final = ("register", 1, date(2026, 12, 25))


def sent(talker: Talker, *items: Item) -> tuple[Reply | None, tuple[bool, ...]]:
    """Return what comes together today, in time, and what of it is told."""
    wanted = [Wanted(kind, number, deadline, deadline) for kind, number, deadline in items]
    return day_reply(state_of(talker), wanted, Context(talker.today, load_law()))


def message(talker: Talker, *items: Item) -> Reply:
    """Return the same where all of it is told."""
    reply, told = sent(talker, *items)
    assert told == (True,) * len(items)
    assert reply is not None
    return reply


def on_day(day: date, form: str = "open", language: str = "ru") -> Talker:
    """Return the cook, whose patent is paid to the 24th of December, on a day."""
    talker = reminded(form=form, language=language)
    talker.today = day
    return talker


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_neutral_message_for_several(language: str) -> None:
    """Two deadlines are one message; its buttons are numbered and say nothing of what is due."""
    words = load_words(language)
    talker = on_day(date(2026, 12, 14), "neutral", language)
    reply = message(talker, RENEWAL, PAYMENT)
    assert reply.text == words("remind.neutral_several")
    labels = [button.label for row in reply.rows for button in row]
    assert labels == [words("button.remind.open_number", number=number) for number in (1, 2)]
    talker.do(Tap(reply.rows[0][0].data))
    assert words.date(LAST) in talker.text
    talker.do(Tap(reply.rows[1][0].data))
    assert words.date(RENEWAL[2]) in talker.text


def test_one_button_where_one_deadline_is_meant() -> None:
    """Two reminders of one deadline, as after some days without a network, are one."""
    talker = on_day(date(2026, 12, 14), "neutral")
    reply = message(talker, PAYMENT, PAYMENT)
    assert reply == (reminder_replies(state_of(talker), *PAYMENT, Context(talker.today, load_law())) or ())[0]
    assert sum(map(len, reply.rows)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_list_for_several(language: str) -> None:
    """The nearest deadline comes first, each with its last day and a button that leads to all about it."""
    words = load_words(language)
    talker = on_day(date(2026, 12, 14), language=language)
    reply = message(talker, RENEWAL, PAYMENT)
    title, first, second = reply.text.splitlines()
    assert title == words("remind.several")
    assert (first[:3], words.date(LAST) in first) == ("1) ", True)
    assert (second[:3], words.date(RENEWAL[2]) in second) == ("2) ", True)
    labels = [button.label for row in reply.rows for button in row]
    assert labels == [
        *(words("button.remind.open_number", number=number) for number in (1, 2)),
        words("button.remind.dates"),
    ]
    (look,), *_, (dates,) = reply.rows
    talker.do(Tap(look.data))
    assert talker.text == message(talker, PAYMENT).text
    assert state_of(talker).offers == ("done", "later", "dates", "stop", "back")
    talker.do(Tap(dates.data))
    assert talker.at == "answer"


SHARED: Final = [
    # (the day, all of the message)
    (
        date(2026, 10, 21),
        ["The last day is 4 November 2026:", "1) Have your fingerprints taken",
         "2) Pass the medical examination", "3) Apply for the patent"],
    ),
    (
        date(2026, 11, 4),
        ["The last day is today, 4 November 2026:", "1) Have your fingerprints taken",
         "2) Pass the medical examination", "3) Apply for the patent"],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("day", "lines"), SHARED)
def test_several_of_one_day_share_it(day: date, lines: list[str]) -> None:
    """Three papers that are due on one day are three short lines under that day."""
    talker = reminded(BUILDER, "open", "en")
    talker.today = day
    due = date(2026, 11, 4)
    items = ("fingerprints", 1, due), ("medical", 1, due), ("patent_application", 1, due)
    assert message(talker, *items).text.splitlines() == lines


@pytest.mark.parametrize("language", LANGUAGES)
def test_paying_stands_for_leaving_in_a_list_too(language: str) -> None:
    """Beside another deadline the payment is one line of the two, which says what is to be done otherwise."""
    words = load_words(language)
    talker = on_day(LAST, language=language)
    lines = message(talker, LEAVING, PAYMENT, RENEWAL).text.splitlines()
    assert len(lines) == 3
    assert lines[1] == f"1) {words('remind.item_or_leave', what=lines[1][3:].partition('; ')[0])}"
    assert words("act.leave") not in "".join(lines)


@pytest.mark.parametrize("form", ["open", "neutral"])
def test_what_is_not_true_any_more_is_left_out(form: str) -> None:
    """Each item is told of by itself; where nothing is left nothing comes."""
    talker = on_day(date(2026, 12, 14), form)
    reply, told = sent(talker, GONE, PAYMENT)
    assert (reply, told) == (message(talker, PAYMENT), (False, True))
    assert sent(talker, GONE) == (None, (False,))
    assert sent(talker) == (None, ())
    talker.state = replace(state_of(talker), reminders=replace(state_of(talker).reminders, on=False))
    assert sent(talker, PAYMENT, RENEWAL) == (None, (False, False))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("left", [3, 1, 0])
def test_paying_stands_for_leaving(left: int, language: str) -> None:
    """In the last days whoever can pay is told once: to pay, or to leave on the same day."""
    words = load_words(language)
    talker = on_day(LAST - timedelta(left), language=language)
    reply = message(talker, LEAVING, PAYMENT)
    assert reply.text.endswith(words("remind.next.or_leave"))
    assert words("act.pay_patent_soon") in reply.text
    assert words("act.pay_patent") not in reply.text  # "some days earlier" can not be done any more
    talker = on_day(LAST - timedelta(left), "neutral", language)
    neutral = message(talker, LEAVING, PAYMENT)
    assert neutral.text == words("remind.neutral" if left else "remind.neutral_today")
    talker.do(Tap(neutral.rows[0][0].data))
    assert talker.text == reply.text


def test_leaving_comes_by_itself_where_paying_does_not() -> None:
    """Whoever stopped the reminders of payments is told to leave."""
    talker = on_day(LAST)
    talker.state = replace(
        state_of(talker), reminders=state_of(talker).reminders.switched("patent_payment", on=False)
    )
    reply, told = sent(talker, LEAVING, PAYMENT)
    assert told == (True, False)
    assert reply is not None
    assert RU("act.leave_unless") in reply.text


def test_paying_alone_before_the_last_days() -> None:
    """Earlier it is told to pay, and what to do with the receipt."""
    reply = message(on_day(date(2026, 12, 14)), PAYMENT)
    assert reply.text.endswith(RU("remind.next.pay"))


def test_a_new_contract_stands_for_leaving() -> None:
    """The same for whoever must find new work."""
    talker = somebody("new_contract")
    found = coming(View(state_of(talker), Context(talker.today, load_law()))) or ()
    last = {each.kind: each.deadline for each in found if each.kind in {"leave", "new_contract"}}
    assert last["leave"] == last["new_contract"]
    talker.today = last["leave"]
    items = tuple((kind, 1, day) for kind, day in last.items())
    reply = message(talker, *items)
    assert reply.text.endswith(RU("remind.next.or_leave"))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_of_it_is_in_a_neutral_message(kind: str) -> None:
    """Whatever comes together with it, neither label nor data say what is due or when."""
    talker = somebody(kind, form="neutral")
    found = coming(View(state_of(talker), Context(talker.today, load_law()))) or ()
    items = tuple(dict.fromkeys((each.kind, each.number, each.deadline) for each in found))
    reply = message(talker, *items)
    assert reply.text in {RU(f"remind.neutral{each}") for each in ("", "_several", "_today")}
    allowed = {RU("button.remind.open")} | {RU("button.remind.open_number", number=n) for n in range(1, 10)}
    assert {button.label for row in reply.rows for button in row} <= allowed


@pytest.mark.parametrize("items", [(PAYMENT,), (PAYMENT, RENEWAL)])
def test_a_last_day_is_told_apart(items: tuple[Item, ...]) -> None:
    """Where a neutral reminder is of the last day itself it says that it is for today, and still not what."""
    talker = on_day(LAST, "neutral")
    reply = message(talker, *items)
    assert reply.text == RU("remind.neutral_today")
    assert sum(map(len, reply.rows)) == len(items)
