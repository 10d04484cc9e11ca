"""The months that a question about a date opens on, and the date given as an example: where it can lie."""

from dataclasses import replace
from datetime import date
from typing import Final

import pytest

from bot.dialog.asking import example
from bot.dialog.model import Context
from bot.dialog.questions import BY_ID
from bot.dialog.questions.form import Days, Span
from bot.dialog.state import Draft, Facts, Place, State
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import COOK, Talker

RU: Final = load_words("ru")
NEVER: Final = date(2000, 1, 1)
every_language = pytest.mark.parametrize("language", LANGUAGES)


def shown(talker: Talker) -> tuple[str, ...]:
    """Return the months on the buttons."""
    assert talker.state is not None
    return tuple(each.partition(":")[2] for each in talker.state.offers if each.startswith("month:"))


def asked(question: str, today: date, facts: Facts | None = None, language: str = "ru") -> Talker:
    """Return somebody who is asked a question."""
    told = facts or Facts({"citizenship": "UZ", "stays": [{"entry": "2025-10-20"}]}, {"inside": "yes"})
    state = State(language=language, consent="day", place=Place(question), facts=told)
    return Talker(today=today, state=state).go("/help")


def drafted(name: str, **values: str) -> Facts:
    """Return the facts of somebody who is asked about a new entry of a list."""
    case = {"citizenship": "UZ", "stays": [{"entry": "2025-10-20"}]}
    return Facts(case, {"inside": "yes"}, Draft(name, None, values))


PATENT: Final = drafted("patents", issued="2026-02-20")
PLAN: Final = drafted("planned", entry="2027-02-01")
TRIP: Final = drafted("stays", entry="2024-10-20")
WINDOWS: Final = {
    # What has happened: this year, or where it is young the last twelve months.
    "entry, in November": ("entry", date(2026, 11, 21), None, "2026-01", "2026-11"),
    "entry, in June": ("entry", date(2026, 6, 15), None, "2026-01", "2026-06"),
    "entry, in May": ("entry", date(2026, 5, 15), None, "2025-06", "2026-05"),
    "entry, in January": ("entry", date(2026, 1, 3), None, "2025-02", "2026-01"),
    # A move lies after the entry.
    "move": ("moved.on", date(2026, 1, 3), None, "2025-10", "2026-01"),
    # What is to come: from this month on.
    "patent, in March": ("patent.paid", date(2026, 3, 3), PATENT, "2026-02", "2026-12"),
    "patent, in December": ("patent.paid", date(2026, 12, 3), PATENT, "2026-12", "2027-11"),
    "registration": ("registered.until", date(2026, 12, 30), None, "2026-12", "2027-11"),
    "plan": ("plan.entry", date(2026, 12, 30), drafted("planned"), "2026-12", "2027-11"),
    # What follows on something else: from there on.
    "exit": ("trip.exit", date(2026, 11, 21), TRIP, "2024-10", "2025-09"),
    "planned exit": ("plan.exit", date(2026, 11, 21), PLAN, "2027-02", "2027-12"),
}  # fmt: skip


@pytest.mark.parametrize(("question", "today", "facts", "first", "last"), WINDOWS.values(), ids=WINDOWS)
def test_months_shown(question: str, today: date, facts: Facts | None, first: str, last: str) -> None:
    """A question opens on the months in which its answer can lie."""
    months = shown(asked(question, today, facts))
    assert (months[0], months[-1]) == (first, last)


@every_language
def test_paid_again_in_december(language: str) -> None:
    """Paying again in December opens on December and the year to come; other years are a tap away."""
    talker = Talker(today=date(2026, 12, 14)).start(language, "remember").go(*COOK)
    talker.go("review", "change:papers", "open:patents:0", "change", "~25.03.2026")
    words = load_words(language)
    assert shown(talker)[0] == "2026-12"
    assert shown(talker)[-1] == "2027-11"
    labels = [[button.label for button in row] for row in talker.replies[-1].rows]
    pairs = [row for row in labels if row[0].endswith((" 2026", " 2027")) and len(row[0]) > len("◀ 2026")]
    assert pairs[0] == [f"{words.month(12).capitalize()} 2026", f"{words.month(1).capitalize()} 2027"]
    assert max(len(label) for row in pairs for label in row) <= 15
    assert ["◀ 2026", words("button.other_year"), "2027 ▶"] in labels
    assert words("hint.month", example="23.01.2027") in talker.text
    assert shown(talker.go("year:2026"))[0] == "2026-03"
    assert shown(talker.go("month:2026-11", "back"))[0] == "2026-03"
    assert shown(talker.go("year:2027", "month:2027-01", "back"))[0] == "2026-12"
    talker.go("month:2027-01", "when:2027-01-24")
    assert talker.case["patents"][0]["paid_until"] == "2027-01-24"


def test_whoever_has_just_left() -> None:
    """The exit of the stay that went on lies near today, however long ago the entry was."""
    talker = Talker(today=date(2027, 4, 18)).start().go("choose:UZ", "choose:yes", "~02.03.2026")
    talker.go("back", "back", "choose:no")
    assert talker.at == "trip.exit"
    assert "19.03.2027" in talker.text
    assert (shown(talker)[0], shown(talker)[-1]) == ("2026-05", "2027-04")
    assert talker.go("=5 апреля").text.startswith(RU("confirm", answer="5 апреля 2027 года"))


EXAMPLES: Final = {
    "an entry was a month ago": ("entry", None, "22.10.2026"),
    "a registration ends in a month": ("registered.until", None, "21.12.2026"),
    "a patent is paid for a month": ("patent.paid", drafted("patents", issued="2026-11-10"), "21.12.2026"),
    "one leaves a month after the entry": ("trip.exit", drafted("stays", entry="2026-03-01"), "31.03.2026"),
    "but not later than today": ("trip.exit", drafted("stays", entry="2026-11-10"), "21.11.2026"),
    "one is planned a month ahead": ("plan.entry", drafted("planned"), "21.12.2026"),
}


@pytest.mark.parametrize(("question", "facts", "typed"), EXAMPLES.values(), ids=EXAMPLES)
def test_example(question: str, facts: Facts | None, typed: str) -> None:
    """The example of a date is one that may well be the answer."""
    assert typed in asked(question, date(2026, 11, 21), facts).text


def test_example_of_what_was_noted() -> None:
    """Where something runs on, the example lies a month after the day noted so far."""
    facts = Facts(
        {
            "citizenship": "UZ",
            "stays": [{"entry": "2026-10-20"}],
            "registrations": [{"from": "2026-10-20/2026-11-01", "until": "2027-01-15"}],
        },
        {"inside": "yes", "registered": "yes"},
    )
    assert "14.02.2027" in asked("registered.until", date(2026, 11, 21), facts).text


@pytest.mark.parametrize("noted", [date(2026, 10, 9), None, date(2027, 1, 9), date(2020, 1, 9)])
def test_months_begin_with_what_has_just_ended(noted: date | None) -> None:
    """Where the date noted has lately gone by, its month is shown too; one of long ago is not."""
    months = Days(lambda _: Span(NEVER, date(2040, 1, 1), "", ""), ahead=True).months(
        Span(NEVER, date(2040, 1, 1), "", ""), date(2026, 12, 6), noted
    )
    assert months is not None
    first = date(months.first // 12, months.first % 12 + 1, 1)
    assert first == (date(2026, 10, 1) if noted == date(2026, 10, 9) else date(2026, 12, 1))


def test_every_example_can_be_typed() -> None:
    """The example of each question about a date is taken as an answer, on any day of a year."""
    for month in range(1, 13):
        context = Context(date(2026, month, 28), load_law())
        for question in BY_ID.values():
            form = question.form
            if not isinstance(form, Days) or form.by_year:
                continue
            facts = Facts({"citizenship": "UZ", "stays": [{"entry": "2025-10-20"}]}, {"inside": "yes"})
            state = State(language="ru", consent="day", place=Place(question.id), facts=facts)
            view = View(replace(state), context)
            span = form.span(view.known)
            typed = example(view)
            day = date(int(typed[6:]), int(typed[3:5]), int(typed[:2]))
            assert span.first <= day <= span.last, question.id
            opened = form.months(span, view.today)
            if opened is not None:
                assert opened.first <= day.year * 12 + day.month - 1 <= opened.last, question.id


@every_language
def test_roughly_offers_the_same_months(language: str) -> None:
    """Whoever does not know the day of what is to come is offered the months to come, and their years."""
    talker = asked("patent.paid", date(2026, 11, 22), PATENT, language).go("rough")
    assert talker.state is not None
    offered = [each.partition(":")[2] for each in talker.state.offers if each.startswith("when:")]
    assert (offered[0], *offered[11:]) == ("2026-11", "2027-10", "2026", "2027", "unknown")
    assert load_words(language)("ask.rough.months") in talker.text
    assert "rough:2026" in talker.state.offers
    assert load_words(language)("ask.rough", year="2026") in talker.go("rough:2026").text


def test_roughly_of_what_is_past() -> None:
    """What has happened lies in this year; where it is young, in the last twelve months."""
    for today, first in ((date(2026, 11, 22), "when:2026-01"), (date(2027, 1, 3), "when:2026-02")):
        talker = asked("entry", today).go("rough")
        assert talker.state is not None
        assert next(each for each in talker.state.offers if each.startswith("when:")) == first


@every_language
def test_no_such_day_is_said_of_the_year_that_is_meant(language: str) -> None:
    """No day of February lies ahead in November but one of the next year."""
    issued = drafted("patents", issued="2026-03-20")
    talker = asked("patent.paid", date(2026, 11, 22), issued, language).go("=31.02")
    assert "2027" in talker.text.split("\n")[0]
