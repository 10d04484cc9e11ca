"""What holds for every answer that can be given: short, complete, and never more certain than it is."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, TypeVar, get_args

from hypothesis import given
from hypothesis import strategies as st

from bot.replies import vocabulary
from bot.replies.answer import answer_text, unchecked
from bot.replies.chat import chat_messages, more_messages
from bot.replies.headline import headline
from bot.replies.lines import ban_line, steps, trip_line
from bot.replies.reasons import FACTS, FOUND, READINGS, RULES
from bot.replies.tree import whole_messages
from bot.replies.why import reasons
from bot.replies.words import LANGUAGES, Words, load_words
from rules.assessment import (
    Account,
    Answer,
    Assessment,
    Ban,
    BanKind,
    Duty,
    DutyState,
    Finding,
    Level,
    Status,
    Trip,
)

MOST_WORDS: Final = 60
SENTENCE_END: Final = re.compile(r"[.!?](?=\s|$)")

FORBIDDEN: Final = re.compile(
    r"вы легальн|вы (?:здесь )?законно|вам запрещ[её]н|у вас запрет|вас не впустят|вам закрыли|гарант"
    r"|you are legal|you're legal|legally in Russia|you are banned|you have a ban|you will be banned"
    r"|guarantee",
    re.IGNORECASE,
)

UNKNOWN: Final = "something_new"
DAYS: Final = st.dates(date(2013, 1, 1), date(2032, 12, 31))


Part = TypeVar("Part")


def names(known: Iterable[str]) -> st.SearchStrategy[str]:
    """Return names of one kind, among them one that no table knows."""
    return st.sampled_from([*known, UNKNOWN])


LAWS: Final = st.sampled_from(
    ["114-FZ 27(12)", "KoAP 32.2", "TK 112", "EAEU Treaty 97(9)", "decree 274", "KZ agreement 2012", "D-31"]
)
BANS: Final = st.builds(
    Ban,
    names(vocabulary.BANS),
    st.sampled_from(get_args(BanKind)),
    DAYS | st.none(),
    DAYS | st.none(),
    st.booleans(),
    LAWS,
)
DUTIES: Final = st.builds(
    Duty, names(vocabulary.DUTIES), DAYS, DAYS, st.sampled_from(get_args(DutyState)), LAWS
)
TRIPS: Final = st.builds(Trip, DAYS, DAYS | st.none(), DAYS | st.none(), st.booleans())
ACCOUNTS: Final = st.builds(
    Account, st.integers(0, 366), st.integers(0, 90), st.just(90), DAYS, DAYS
) | st.builds(
    lambda used, year: Account(used, max(0, 90 - used), 90, date(year, 1, 1), date(year, 12, 31)),
    st.integers(0, 366),
    st.integers(2025, 2032),
)
ACTIONS: Final = names([*vocabulary.ACTION_OF_DUTY, *vocabulary.ACTIONS])


def several(parts: st.SearchStrategy[Part]) -> st.SearchStrategy[tuple[Part, ...]]:
    """Return a few of the parts."""
    return st.lists(parts, max_size=5).map(tuple)


@st.composite
def answers(draw: st.DrawFn, on: date) -> Answer:
    """Return one view of a case, of sound form but of any content."""
    status: Status = draw(st.sampled_from(get_args(Status)))
    ahead = st.integers(0, 4000).map(lambda days: on + timedelta(days=days))
    return Answer(
        status=status,
        ground=draw(names(vocabulary.GROUNDS)) if status == "lawful" else None,
        days=draw(ACCOUNTS | st.none()),
        last_day=draw(ahead | st.none()) if status == "lawful" else None,
        overstay_days=draw(st.integers(1, 4000)) if status == "overstay" else 0,
        may_enter_from=draw(ahead | st.none()) if status == "outside" else None,
        duties=draw(several(DUTIES)),
        bans=draw(several(BANS)),
        level=draw(st.sampled_from(get_args(Level))),
        actions=draw(several(ACTIONS)),
        planned=draw(several(TRIPS)),
    )


FINDINGS: Final = st.builds(
    Finding,
    names(RULES),
    LAWS,
    DAYS,
    st.sampled_from(["high", "medium", "low", UNKNOWN]),
    st.dictionaries(names(FOUND), DAYS | st.integers(0, 999) | st.booleans() | st.none() | st.just("missed")),
    st.none() | names(READINGS),
)
DISPUTES: Final = names(READINGS) | st.sampled_from(
    [
        *FACTS,
        *(
            f"{key}[{number}].{name}"
            for key, _, name in (path.partition(".") for path in FACTS)
            if name
            for number in (0, 3)
        ),
        "new[0].day",
    ]
)


@st.composite
def assessments(draw: st.DrawFn) -> Assessment:
    """Return an assessment of sound form but of any content."""
    on = draw(DAYS)
    cautious = draw(answers(on))
    favourable = draw(answers(on)) if draw(st.booleans()) else cautious
    differs = tuple(name for name in Answer._fields if getattr(cautious, name) != getattr(favourable, name))
    return Assessment(
        on=on,
        law_checked=date(2026, 5, 9),
        cautious=cautious,
        favourable=favourable,
        differs=differs,
        disputes=draw(several(DISPUTES)) if differs else (),
        not_checked=draw(several(names(vocabulary.UNCHECKED))),
        trace=draw(several(FINDINGS)),
    )


every_answer = given(
    words=st.sampled_from([load_words(code) for code in LANGUAGES]), assessment=assessments()
)


def everything(assessment: Assessment, words: Words) -> str:
    """Return all that can be said about an assessment."""
    told = (
        answer_text(assessment, words, why=True),
        *chat_messages(assessment, words),
        *more_messages(assessment, words),
        answer_text(assessment, words, why=True, whole=True),
        *whole_messages(assessment, words),
    )
    return "\n".join(told)


@every_answer
def test_nothing_is_promised_and_nothing_is_certain(words: Words, assessment: Assessment) -> None:
    """Nobody is told that they are legal, and no ban is told as a fact, whatever the engine says."""
    assert FORBIDDEN.search(everything(assessment, words)) is None


@every_answer
def test_messages_are_short(words: Words, assessment: Assessment) -> None:
    """A message of a chat has at most two sentences and 60 words, so has the headline; the last one three."""
    *messages, closing = chat_messages(assessment, words)
    assert len(SENTENCE_END.findall(closing)) <= 3
    for message in (headline(assessment, words), *messages, *more_messages(assessment, words)):
        assert len(SENTENCE_END.findall(message)) <= 2, message
    for message in (*messages, closing, *more_messages(assessment, words)):
        assert len(message.split()) <= MOST_WORDS, message
        assert message == message.strip()


@every_answer
def test_nothing_is_lost_for_being_short(words: Words, assessment: Assessment) -> None:
    """What the first messages have no room for is told when more is asked for."""
    told = "\n".join((*chat_messages(assessment, words), *more_messages(assessment, words)))

    assert all(step in told for step in steps(assessment, words))
    assert all(ban_line(ban, words) in told for ban in assessment.cautious.bans)
    assert all(trip_line(trip, words) in told for trip in assessment.cautious.planned)


@every_answer
def test_all_that_was_not_checked_is_said(words: Words, assessment: Assessment) -> None:
    """Every answer names what it could not know, and the day on which the law was read."""
    text, chat = answer_text(assessment, words, why=False), "\n".join(chat_messages(assessment, words))
    flat = " ".join(text.replace("•", "").split())

    assert len(unchecked(assessment, words)) >= len(vocabulary.ALWAYS_UNCHECKED)
    for key in (*vocabulary.ALWAYS_UNCHECKED, *assessment.not_checked):
        name = words(vocabulary.UNCHECKED.get(key, vocabulary.OTHER_UNCHECKED))
        assert name in flat
        assert name in chat
    for told in (flat, chat):
        assert words.date(assessment.law_checked) in told
        assert words("answer.not_advice") in told


@every_answer
def test_red_never_stands_alone(words: Words, assessment: Assessment) -> None:
    """Who sees the red sign also sees a next step; nothing is told to be done twice."""
    told = steps(assessment, words)

    assert told or assessment.cautious.level != "red"
    assert len(set(told)) == len(told)


@every_answer
def test_text_fits_the_terminal(words: Words, assessment: Assessment) -> None:
    """No line of the text is wider than a terminal, and the answer comes first."""
    text = answer_text(assessment, words, why=True)

    assert max(map(len, text.splitlines())) <= 76
    assert " ".join(text.split()).startswith(" ".join(headline(assessment, words).split()))


@every_answer
def test_level_is_a_sign_with_a_word(words: Words, assessment: Assessment) -> None:
    """The level is never told by its colour alone."""
    level = words(vocabulary.LEVELS[assessment.cautious.level])

    assert re.fullmatch(r"[✅⛔⚠]️? \w.*", level)
    assert level in answer_text(assessment, words, why=False)
    assert level in chat_messages(assessment, words)[0]


@every_answer
def test_each_reason_names_the_law(words: Words, assessment: Assessment) -> None:
    """Every step of the reasoning has the version of its law; it is as short as a message may be."""
    told = reasons(assessment, words)

    assert len(told) <= len(assessment.trace) + 1
    for finding in assessment.trace:
        if finding.rule == "doubt.all":  # it stands on what stands before it
            continue
        assert finding.reading is not None or words.date(finding.version) in "\n".join(told)
