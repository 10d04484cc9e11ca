"""From the answer to the fact that matters most, and to what the register of controlled persons is."""

from datetime import date
from typing import Any, Final

import pytest

from bot.dialog.leading import leads, to_first
from bot.dialog.model import Context
from bot.dialog.state import Facts, Place, State
from bot.dialog.view import View
from bot.lawbook import load_law
from bot.replies.words import LANGUAGES, load_words
from rules.assessment import Ask
from tests.bot.answer_people import answer, assessment
from tests.bot.dialog_person import PEOPLE, TODAY, Talker

LOST: Final = PEOPLE["lost"]


def at_answer(case: dict[str, Any], inside: str = "yes", **told: str) -> View:
    """Return the view of somebody at the answer."""
    facts = Facts(case, {"inside": inside, **told})
    state = State("en", "day", place=Place("answer"), facts=facts)
    return View(state, Context(TODAY, load_law()))


def test_the_button_leads_to_the_date_and_back_to_a_firm_answer() -> None:
    """Whoever found the stamp says the day, and the answer hangs on it no more."""
    talker = Talker().start("en").go(*LOST)
    talker.tap("first")
    assert talker.at == "entry"

    talker.go("~25.08.2026", "answer")
    assert talker.case["stays"] == [{"entry": "2026-08-25", "purpose": "private"}]
    assert talker.state is not None
    assert "first" not in talker.state.offers


def test_back_from_the_date_leads_to_the_answer() -> None:
    """Whoever has not found it yet is back at once, and nothing is changed."""
    talker = Talker().start("en").go(*LOST)
    before = talker.case
    talker.go("first", "back")

    assert talker.at == "answer"
    assert talker.case == before


def test_a_trip_is_opened_at_the_date_that_matters() -> None:
    """Of two trips the one whose exit decides is opened, with its other answers kept."""
    talker = Talker().start("en").go("choose:UZ", "choose:no", "choose:yes")
    talker.go("~10.08.2026", "~20.08.2026", "choose:another", "~01.03.2026", "rough", "when:2026-05")
    talker.go("choose:all")
    while talker.state is not None and "answer" not in talker.state.offers:
        talker.tap("choose:done")
    talker.go("answer", "first")

    assert talker.at == "trip.exit"
    assert "1 March 2026" in talker.text

    talker.go("~20.05.2026")
    assert {"entry": "2026-03-01", "exit": "2026-05-20"} in talker.case["stays"]
    assert {"entry": "2026-08-10", "exit": "2026-08-20"} in talker.case["stays"]


STAY: Final = {"entry": "2026-10-01", "purpose": "work"}
PLACES: Final[dict[str, tuple[dict[str, Any], str, Place]]] = {
    # the case, the path to ask for, and where it leads
    "the purpose": ({"stays": [STAY]}, "stays[0].purpose", Place("purpose")),
    "the present entry, told after a later trip": (
        {"stays": [STAY, {"entry": "2026-02-01", "exit": "2026-03-01"}]},
        "stays[1].entry",
        Place("entry"),
    ),
    "an earlier trip, told after the present stay": (
        {"stays": [STAY, {"entry": "2026-02", "exit": "2026-03-01"}]},
        "stays[0].entry",
        Place("trip.entry", 1),
    ),
    "the paid time of a patent": (
        {"stays": [STAY], "patents": [{"issued": "2026-10-10", "paid_until": "2026-12"}]},
        "patents[0].paid_until",
        Place("patent.paid", 0),
    ),
    "the end of a contract that ended early": (
        {"stays": [STAY], "contracts": [{"signed": "2026-10-10", "ended": "2026-11"}]},
        "contracts[0].ended",
        Place("contract.until", 0),
    ),
    "the day of an expulsion": (
        {"removals": [{"on": "2023", "kind": "expulsion"}]},
        "removals[0].on",
        Place("removal.on", 0),
    ),
    "the second fine": (
        {"offences": [{"in_force": "2025-01-01", "kind": "stay"}, {"in_force": "2026", "kind": "stay"}]},
        "offences[1].in_force",
        Place("fine.when", 1),
    ),
    "the end of the registration": (
        {"stays": [STAY], "registrations": [{"from": "2026-10-02", "until": "2026-12"}]},
        "registrations[0].until",
        Place("registered.until"),
    ),
    "what no question asks": ({"stays": [STAY]}, "international_driver", Place("review")),
    "what is no path": ({"stays": [STAY]}, "stays[0].entry.day", Place("review")),
    "a stay that is there no more": ({"stays": [STAY]}, "stays[4].entry", Place("review")),
    "what the present stay is not asked for": ({"stays": [STAY]}, "stays[0].visa", Place("review")),
}


@pytest.mark.parametrize("name", PLACES)
def test_where_a_path_leads(name: str) -> None:
    """Each fact leads to its question, of the right entry; what has none leads to all that was told."""
    case, path, place = PLACES[name]
    view = at_answer({"citizenship": "KG", **case})
    given = assessment(answer())._replace(ask_first=Ask(path, "status"))
    move = to_first(view, given)

    assert move.state is not None
    assert move.state.place == place
    assert move.state.back == (Place("answer"),)


def test_without_an_assessment_nothing_leads_on() -> None:
    """Where the law files do not reach, the answer has only its usual buttons."""
    assert leads(at_answer({"citizenship": "KG"}), None) == ()


def test_without_a_fact_to_find_it_leads_to_all_that_was_told() -> None:
    """A button that has lost its meaning meanwhile does no harm."""
    for given in (None, assessment(answer())):
        move = to_first(at_answer({"citizenship": "KG"}), given)
        assert move.state is not None
        assert move.state.place == Place("review")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_register_is_told_to_whoever_it_may_concern(language: str) -> None:
    """The mother learns from when she may be in it, what it means and the ways out, and then more."""
    words = load_words(language)
    talker = Talker().start(language).go(*PEOPLE["mother"], "register")

    assert talker.replies[0].text == words("register.since", date=date(2026, 10, 30))
    assert words("register.ways") in talker.text

    talker.tap("more")
    assert words("register.children") in talker.text

    talker.go("back", "back")
    assert talker.at == "answer"


def test_before_the_last_day_the_register_lies_ahead() -> None:
    """The trader is told of the day after his last one."""
    talker = Talker().start("en").go(*PEOPLE["trader"], "register")

    assert talker.replies[0].text.startswith("From 4 December 2026 you may be entered")


@pytest.mark.parametrize("person", ["builder", "cook", "student", "expelled", "planning"])
def test_nobody_else_is_bothered_with_it(person: str) -> None:
    """Whoever has weeks left, or is at home, gets no button for the register."""
    talker = Talker().start("en").go(*PEOPLE[person])

    assert talker.state is not None
    assert "register" not in talker.state.offers


def test_what_lies_ahead_is_told_under_why() -> None:
    """After the reasons come the worse bans and the new account, each with its day."""
    talker = Talker().start("en").go(*PEOPLE["mother"], "why")
    told = talker.text
    while talker.state is not None and "next" in talker.state.offers:
        talker.tap("next")
        told += talker.text

    assert "From 29 November 2026 leaving makes grounds for an entry ban: overstay, 3 years" in told
    assert "it does not mend the overstay" in told
