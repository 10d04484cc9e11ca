"""Why the answer is as it is: short first, whole on request, to be checked by hand."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

import pytest

from bot.lawbook import load_law
from bot.replies.answer import WIDTH, answer_text
from bot.replies.packing import MOST_WORDS
from bot.replies.reasons import OTHER_FOUND, OTHER_RULE
from bot.replies.steps import STEPS, step_line
from bot.replies.tree import branches, results, whole_messages
from bot.replies.vocabulary import OTHER_BAN, OTHER_DUTY, OTHER_GROUND
from bot.replies.why import reasons, vague_days
from bot.replies.words import LANGUAGES, load_words
from rules.assess import assess
from rules.assessment import Assessment, Finding, Value
from rules.facts import Case
from rules.read import read_case
from tests.bot.dialog_person import TRADER, Talker
from tests.rules.test_trace import nodes, plain

CASES: Final = Path(__file__).parents[1] / "cases"
EN: Final = load_words("en")
RU: Final = load_words("ru")
ON: Final = date(2026, 11, 21)
GENERAL: Final = (OTHER_RULE, OTHER_GROUND, OTHER_BAN, OTHER_DUTY.name)
every_language = pytest.mark.parametrize("language", LANGUAGES)


@cache
def assessed() -> tuple[tuple[str, Case, Assessment], ...]:
    """Return every case of the collection that is no refusal, assessed."""

    def every() -> Iterator[tuple[str, Case, Assessment]]:
        for file in sorted(CASES.glob("*.toml")):
            for case in tomllib.loads(file.read_text("utf-8"))["case"]:
                if "faults" not in case:
                    facts = read_case(plain(case["facts"]))
                    yield case["name"], facts, assess(facts, case["on"], load_law())

    return tuple(every())


def trader() -> Assessment:
    """Return the assessment of somebody with 78 days used."""
    stays = [{"entry": "2026-02-01", "exit": "2026-03-17"}, {"entry": "2026-10-20"}]
    return assess(read_case({"citizenship": "KZ", "stays": stays}), ON, load_law())


# --- one step --------------------------------------------------------------------------------------


@every_language
def test_every_step_has_words_of_its_own(language: str) -> None:
    """No step of any case falls back to a general word, and none leaves a gap in its text."""
    words = load_words(language)
    general = {*(words(key) for key in GENERAL), words("why.pair", name=words(OTHER_FOUND), value="")}

    for name, _, assessment in assessed():
        for step, above in nodes(assessment.trace):
            if above:
                line = step_line(step, words)
                assert {each for each in general if each in line} == set(), (name, step)
                assert "None" not in line, (name, step)
                assert "{" not in line, (name, step)


def test_no_line_is_for_a_step_that_never_comes() -> None:
    """Of the lines for steps every one is said in some case, but for a few that are rarer than that."""
    said = {step.rule for _, _, assessment in assessed() for step, above in nodes(assessment.trace) if above}
    used = {key for key in STEPS if any(rule == key or rule.startswith(f"{key}.") for rule in said)}

    assert len(set(STEPS) - used) <= 12, set(STEPS) - used


@pytest.mark.parametrize(
    ("rule", "found", "en", "ru"),
    [
        (
            "days.stay",
            {"entry": date(2026, 2, 1), "exit": date(2026, 3, 17), "days": 45},
            "1 February 2026 to 17 March 2026: 45 days",
            "с 1 февраля 2026 года по 17 марта 2026 года: 45 дней",
        ),
        ("left_out.suspension", {"days": 30}, "30 days are left out: the terms were suspended", None),
        ("term.working_days", {"working_days": 7, "off": 2}, None, None),
        (
            "end.until.work_permit",
            {"until": date(2026, 12, 31)},
            "it was given until 31 December 2026",
            "срок указан до 31 декабря 2026 года",
        ),
        (
            "stay.patent",
            {"first": date(2026, 3, 25), "last": None},
            "from 25 March 2026 on: work patent",
            "с 25 марта 2026 года: патент",
        ),
        ("ban.removal", {"until": None}, None, None),
    ],
)
def test_a_step_is_one_short_line(
    rule: str, found: dict[str, date | int | None], en: str | None, ru: str | None
) -> None:
    """Dates are in words, numbers have their nouns, and a rule without words takes those above it."""
    step = Finding(rule, "115-FZ 5(1)", date(2025, 1, 1), "high", found)

    for words, wanted in ((EN, en), (RU, ru)):
        line = step_line(step, words)
        assert "\n" not in line
        assert not line.endswith(".")
        assert wanted is None or line == wanted


def test_a_reading_that_a_step_took_is_named() -> None:
    """Days left out by a reading of the law say which."""
    found: dict[str, Value] = {"ground": "patent", "days": 30}
    step = Finding(
        "left_out.other_ground", "115-FZ 13.3(5)", date(2015, 1, 1), "high", found, "limit_90_other_grounds"
    )

    assert step_line(step, EN).startswith("30 days on another ground are left out: work patent; whether ")


def test_a_day_that_was_named_is_not_marked() -> None:
    """Who named the day of entry is not told it is inexact because the registration may be of that day."""
    case = read_case(
        {
            "citizenship": "KZ",
            "stays": [{"entry": "2026-10-20"}],
            "registrations": [{"from": "2026-10-20/2026-11-21"}],
        }
    )
    unsure = vague_days(case, ON)
    told = "\n".join(whole_messages(assess(case, ON, load_law()), EN, unsure))

    assert set(unsure) == {date(2026, 10, 20), date(2026, 11, 21)}
    assert "20 October 2026 to 21 November 2026: 33 days" in told
    assert "not an exact date" not in told


def test_a_day_not_known_exactly_is_marked() -> None:
    """Who told only the month sees where a day of it was taken."""
    case = read_case({"citizenship": "UZ", "stays": [{"entry": "2026-08"}]})
    told = "\n".join(whole_messages(assess(case, ON, load_law()), EN, vague_days(case)))

    assert "1 August 2026 to 21 November 2026: 113 days (not an exact date)" in told
    assert "Date of entry is not known exactly: some day of August 2026" in told


# --- the whole tree --------------------------------------------------------------------------------


def test_which_dates_gave_78_can_be_seen() -> None:
    """The tree of a terminal shows the stays that add up, under the number they give."""
    text = answer_text(trader(), EN, why=True, whole=True)

    assert (
        """\
   ├ 1 February 2026 to 17 March 2026: 45 days
   └ 20 October 2026 to 21 November 2026: 33 days
"""
        in text
    )
    assert "days used: 78" in text


def test_the_branches_of_a_tree() -> None:
    """A line stands under the one it explains; the last of a row closes it."""
    (first, *_) = results(trader(), EN)

    assert [(stem, text.partition(":")[0]) for stem, _, text in branches(first.lines)] == [
        ("└ ", "days run out on 3 December 2026"),
        ("  ├ ", "1 February 2026 to 17 March 2026"),
        ("  └ ", "20 October 2026 to 3 December 2026"),
    ]


def test_the_law_of_a_step_is_said_where_it_changes() -> None:
    """A step under another article names it with its version; certainty is told where it is not high."""
    case = read_case({"citizenship": "TJ", "stays": [{"entry": "2026-10-06", "purpose": "work"}]})
    told = "\n".join(whole_messages(assess(case, ON, load_law()), EN))

    assert "(law 115-FZ, article 5(1), version of 10 January 2016; the rule is not fully confirmed)" in told


@every_language
def test_nothing_is_told_twice(language: str) -> None:
    """What two results rest on is told once and then referred to."""
    words = load_words(language)
    told = "\n".join(whole_messages(trader(), words))
    line = words("step.see_above", line="")

    assert told.count(line.strip()) == 1


@every_language
def test_the_whole_tree_is_readable_on_a_phone(language: str) -> None:
    """Every message is as short as one may be, and tells nothing less than the tree of a terminal."""
    words = load_words(language)
    for name, case, assessment in assessed():
        unsure = vague_days(case)
        messages = whole_messages(assessment, words, unsure)
        for message in messages:
            assert len(message.split()) <= MOST_WORDS, (name, message)
            assert message == message.strip()
        told = "\n".join(messages)
        for result in results(assessment, words, unsure):
            assert all(line.text in told for line in result.lines), name


@every_language
def test_the_whole_tree_fits_a_terminal(language: str) -> None:
    """No line is wider than the text, and every branch keeps its place."""
    words = load_words(language)
    for name, case, assessment in assessed():
        text = answer_text(assessment, words, why=True, whole=True, unsure=vague_days(case))
        assert max(map(len, text.splitlines())) <= WIDTH, name


@every_language
def test_short_is_shorter_than_whole(language: str) -> None:
    """The short form tells each result once, the whole one adds all that is under it."""
    words = load_words(language)
    for name, case, assessment in assessed():
        unsure = vague_days(case)
        short, whole = reasons(assessment, words, unsure), whole_messages(assessment, words, unsure)
        assert short[0] == whole[0]
        numbers = [re.match(r"(\d+)\) ", each) for each in whole]
        assert len(short) - 1 <= sum(each is not None for each in numbers), name


# --- in the conversation ---------------------------------------------------------------------------


def test_all_of_it_comes_on_request() -> None:
    """Why is short; a button gives all of it, a few messages at a time; Back leads back."""
    talker = Talker().start().go(*TRADER, "why")
    short = talker.text
    assert "45 дней" not in short
    told = talker.go("all").text
    assert talker.at == "why_all"
    while talker.state is not None and "next" in talker.state.offers:
        assert len(talker.replies) <= 5
        told += talker.go("next").text
    assert "45 дней" in told
    assert "33 дня" in told
    while talker.at == "why_all":
        talker.go("back")
    assert talker.at == "why"
    assert talker.text == short
    assert talker.go("back").at == "answer"
