"""What was told can be taken back: planned trips, and answers that hung on a date that was wrong."""

import pytest

from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import PEOPLE, Talker, inside


def planner(language: str = "ru") -> Talker:
    """Return somebody at home with one trip planned by its dates, and two noted as answers to what if."""
    talker = Talker().start(language).go(*PEOPLE["planning"], "plan", "~01.03.2027", "~30.04.2027", "/status")
    for _ in range(2):
        talker.go("what_if", "come", "=30", "plan")
    return talker


@pytest.mark.parametrize("language", LANGUAGES)
def test_planned_trips_are_listed_and_taken_out(language: str) -> None:
    """Every planned trip stands among what is known, and can be taken out alone."""
    talker = planner(language)
    noted, other, dated = talker.case["planned"]
    assert dated == {"entry": "2027-03-01", "exit": "2027-04-30"}

    talker.go("review")
    assert f"{load_words(language)('review.plans')}: 3" in talker.text
    talker.go("change:planned", "open:planned:0", "remove")
    assert talker.at == "review"
    assert talker.case["planned"] == [other, dated]
    talker.go("change:planned", "open:planned:1", "remove", "change:planned", "open:planned:0", "remove")
    assert "planned" not in talker.case
    assert "change:planned" not in (talker.state.offers if talker.state else ())
    assert noted != other


def test_the_next_trip_by_dates_replaces_none_that_was_noted() -> None:
    """After a noted trip is taken out, a trip planned by its dates still replaces only the one before it."""
    talker = planner().go("review", "change:planned", "open:planned:0", "remove", "answer")
    kept = talker.case["planned"][0]
    talker.go("plan", "~01.06.2027", "~10.06.2027")

    assert talker.case["planned"] == [kept, {"entry": "2027-06-01", "exit": "2027-06-10"}]


def test_examinations_after_entry_move_with_the_entry() -> None:
    """Who said that both were done after entry, and then corrects the entry, did them after that one."""
    talker = inside("~20.10.2025").go(
        "choose:private",
        "choose:none",
        "choose:no",
        "choose:both",
        "rough",
        "when:unknown",
        "choose:done",
    )
    assert talker.at == "review"
    assert talker.case["medical"] == ["2025-10-20/2026-11-21"]
    talker.go("change:entry", "~20.10.2026")

    assert talker.case["medical"] == ["2026-10-20/2026-11-21"]
    assert talker.case["fingerprinted"] == "2026-10-20/2026-11-21"
