"""What if, in the conversation: few taps, two sentences, and nothing of it kept but a plan."""

import re
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

import pytest

from bot.dialog.model import LABEL_LIMIT, Context
from bot.dialog.screens import SITES
from bot.dialog.state import Place
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import PEOPLE, TODAY, Talker

SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)")
MOST_WORDS: Final = 60
FORBIDDEN: Final = re.compile(r"законно|легальн|гарант|legal|guarantee|banned", re.IGNORECASE)
RU: Final = load_words("ru")

every_language = pytest.mark.parametrize("language", LANGUAGES)

ASKED: Final = {
    "builder": ("leave", "come"),
    "cook": ("leave", "pay", "come"),
    "seamstress": ("leave", "come"),
    "trader": ("leave", "come"),
    "mother": ("leave", "come"),
    "expelled": ("come",),
    "driver": ("come",),
    "student": ("leave", "come"),
    "lost": ("leave", "come"),
    "planning": ("come",),
}
"""What it makes sense to ask for each of the ten."""


def at_the_answer(person: str, language: str = "ru") -> Talker:
    """Return somebody who has got the answer."""
    return Talker().start(language).go(*PEOPLE[person])


def offers(talker: Talker) -> tuple[str, ...]:
    """Return what the buttons do."""
    assert talker.state is not None
    return tuple(offer for offer in talker.state.offers if offer != "back")


@every_language
@pytest.mark.parametrize("person", PEOPLE)
def test_every_question_of_the_ten(person: str, language: str) -> None:
    """Each question is answered in two sentences, gives its reasons, and leaves no fact behind."""
    talker = at_the_answer(person, language)
    assert talker.state is not None
    facts = talker.state.facts
    talker.go("what_if")
    assert offers(talker) == ASKED[person]
    for question in ASKED[person]:
        talker.go(question)
        likely = offers(talker)
        assert likely
        assert all(len(button.label) <= LABEL_LIMIT for row in talker.replies[-1].rows for button in row)
        for answer in likely:
            talker.go(answer)
            (reply,) = talker.replies
            assert talker.at == "what_if.told"
            assert 1 <= len(SENTENCE_END.findall(reply.text)) <= 2, reply.text
            assert len(reply.text.split()) <= MOST_WORDS
            assert not FORBIDDEN.search(reply.text)
            if "why" in offers(talker):
                told = talker.text
                talker.go("why")
                assert talker.at == "what_if.why"
                while "next" in offers(talker):
                    talker.go("next")
                assert talker.go("back").text == told
            talker.go("other")
            assert talker.at == "what_if.ask"
        talker.go("back")
        assert talker.at == "what_if"
    assert talker.state.facts == facts


def test_the_cook_pays_and_leaves() -> None:
    """The days of the cook from Uzbekistan, worked out by hand; three taps from the answer to each."""
    talker = at_the_answer("cook")
    taps = talker.taps
    talker.go("what_if", "pay", "day:2027-02-24")
    assert talker.taps - taps == 3
    assert talker.text == RU("what_if.paid", until=date(2027, 2, 24))
    talker.go("other", "=30.09.2027")
    assert "24 марта 2027" in talker.text
    assert "10 марта 2027" in talker.text
    talker.go("answer", "what_if", "leave", "=1 февраля 2027")
    assert RU("what_if.left.over", day=date(2027, 2, 1), over=RU.days(39)) in talker.text
    assert RU("what_if.ban_at_worst", until=date(2030, 2, 1)) in talker.text


def test_the_last_day_is_on_a_button() -> None:
    """The builder sees today, his last day by its name, and the day after it."""
    talker = at_the_answer("builder").go("what_if", "leave")
    labels = [button.label for row in talker.replies[-1].rows for button in row]
    assert labels[0] == RU("button.what_if.today", date="21.11.2026")
    assert RU("button.what_if.last_day", date="03.01.2027") in labels
    assert "day:2027-01-04" in offers(talker)
    talker.go("day:2027-01-04")
    assert RU("what_if.left.over", day=date(2027, 1, 4), over=RU.days(1)) in talker.text


def test_a_typed_length_and_a_later_day() -> None:
    """A number may be typed, with or without words; another day to begin from moves the answer."""
    talker = at_the_answer("planning").go("what_if", "come", "=60 дней")
    assert "2 декабря 2026" in talker.text
    assert RU("what_if.before.limit") in talker.text
    talker.go("since", "day:2027-03-01")
    assert RU("what_if.came", days=RU.days(60), first=date(2027, 3, 1), last=date(2027, 4, 29)) in talker.text
    talker.go("=91")
    assert RU("what_if.never.too_long", days=RU.days(91), most=RU.days(90)) in talker.text
    assert "plan" not in offers(talker)


@pytest.mark.parametrize(
    ("question", "said", "key"),
    [
        ("leave", "=12.2026", "what_if.one_day"),
        ("leave", "=01.11.2026", "date.past"),
        ("leave", "=01.01.2090", "date.too_late"),
        ("leave", "=когда-нибудь", "date.unclear"),
        ("leave", "=31.02.2027", "date.no_such_day"),
        ("come", "=долго", "what_if.number"),
        ("come", "=0", "what_if.number"),
        ("come", "=30 или 60", "what_if.number"),
    ],
)
def test_what_was_not_understood_is_told_kindly(question: str, said: str, key: str) -> None:
    """A remark with an example, then the question again."""
    talker = at_the_answer("builder").go("what_if", question)
    asked = talker.text
    talker.go(said)
    remark, _, rest = talker.text.partition("\n\n")
    assert rest == asked
    pattern = re.sub(r"\\\{\w+\\\}", ".+", re.escape(RU._text(key) or ""))
    assert re.fullmatch(pattern, remark), remark


@every_language
def test_this_is_my_plan(language: str) -> None:
    """Only then is anything kept: the trip is planned, and the answer speaks of it."""
    words = load_words(language)
    talker = at_the_answer("planning", language).go("what_if", "come", "days:60")
    assert "planned" not in talker.case
    talker.go("plan")
    assert talker.case["planned"] == [{"entry": "2026-12-02", "exit": "2027-01-30"}]
    assert talker.at == "answer"
    assert talker.text.startswith(words("what_if.noted", first=date(2026, 12, 2), last=date(2027, 1, 30)))
    talker.go("what_if", "come", "days:30", "plan")
    assert [plan["entry"] for plan in talker.case["planned"]] == ["2026-12-02", "2027-01-31"]
    assert words("answer.trips") in talker.go("/status").text


def test_a_plan_noted_is_not_lost_to_the_next_one() -> None:
    """Planning a trip by its dates replaces the one planned so before, never one that was noted."""
    talker = at_the_answer("planning").go("what_if", "come", "=60", "since", "=01.03.2027", "plan")
    talker.go("plan", "~10.01.2027", "~20.02.2027", "plan", "~11.01.2027", "~20.02.2027")
    assert [plan["entry"] for plan in talker.case["planned"]] == ["2027-03-01", "2027-01-11"]
    assert RU("planned.breaks", entries=RU.date(date(2027, 3, 1))) in talker.text


def test_staying_on_costs_a_trip() -> None:
    """Who has a plan hears that leaving too late makes it impossible."""
    talker = at_the_answer("builder").go("plan", "~20.01.2027", "~18.04.2027", "answer", "what_if", "leave")
    talker.go("=02.01.2027")
    assert RU("what_if.trip_lost", entry=date(2027, 1, 20)) in talker.text


def test_unsettled_law_offers_nothing() -> None:
    """Whoever the law is not settled for has no button that would lead nowhere."""
    talker = Talker().start().go("choose:KG", "choose:no", "choose:no", "choose:done", "answer")
    assert "what_if" in offers(talker)
    assert talker.state is not None
    talker.state = replace(
        talker.state, facts=talker.state.facts.put(citizenship="UA"), place=Place("answer")
    )
    talker.go("/status")
    assert "what_if" not in offers(talker)


def test_a_question_kept_over_night() -> None:
    """A day that has passed meanwhile is told to be past, and a beginning that has passed is today."""
    talker = at_the_answer("builder").go("what_if", "leave", "day:2026-11-28", "why")
    talker.today = TODAY + timedelta(days=14)
    talker.go("back")
    assert talker.text == RU("what_if.fault.past", day=RU.date(talker.today))
    talker = at_the_answer("planning").go("what_if", "come", "days:30", "since", "=25.11.2026")
    talker.today = date(2027, 1, 5)
    talker.go("why", "back")
    assert "5 января 2027" in talker.text


@pytest.mark.parametrize(
    "value", ["", "leave", "leave 0 yesterday", "fly 0 2026-12-01", "come many", "come 0"]
)
@pytest.mark.parametrize("at", ["what_if.ask", "what_if.told", "what_if.why"])
def test_a_place_of_no_sense_is_shown_all_the_same(at: str, value: str) -> None:
    """Whatever an older version may have left in a place, nothing is raised and Back leads out."""
    talker = at_the_answer("builder")
    assert talker.state is not None
    talker.state = replace(talker.state, place=Place(at, value=value), back=(Place("answer"),))
    view = View(talker.state, Context(TODAY, load_law()))
    assert SITES[at].show(view).texts
    assert SITES[at].hear(view, "02.12.2026").state is not None
    talker.go("=02.12.2026", "/status")
    assert talker.at == "answer"
