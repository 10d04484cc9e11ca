"""The calendar file in the conversation: sent on a command or a button, with its dates in words."""

from datetime import date, timedelta
from typing import Any

import icalendar
import pytest

from bot.dialog.model import Document
from bot.replies.words import LANGUAGES, load_words
from tests.bot.dialog_person import PEOPLE, Talker


def sent(talker: Talker) -> Document:
    """Return the file that was just sent."""
    document = talker.replies[0].document
    assert document is not None
    return document


def event(document: Document, uid: str) -> Any:  # noqa: ANN401 - the values of a library may be of any kind
    """Return one event of a file."""
    found = icalendar.Calendar.from_ical(document.make()).walk("VEVENT")
    return next(each for each in found if each["UID"] == f"{uid}@muhlat")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("way", [("/calendar",), ("take", "calendar")])
def test_file_is_sent(way: tuple[str, ...], language: str) -> None:
    """The file comes with how to use it and its dates, under a name that tells nothing."""
    talker = Talker().start(language).go(*PEOPLE["builder"], *way)
    document, words = sent(talker), load_words(language)

    assert (document.name, document.media_type) == ("muhlat.ics", "text/calendar")
    assert talker.replies[0].text.startswith(words("calendar.how"))
    assert words.date(event(document, "last_day-1")["DTSTART"].dt) in talker.replies[0].text


def test_file_of_the_same_day_is_newer() -> None:
    """Whoever mends a date and takes the file again at once has the newer one."""
    talker = Talker().start().go(*PEOPLE["builder"], "/calendar")
    first = event(sent(talker), "last_day-1")
    second = event(sent(talker.go("/calendar")), "last_day-1")
    talker.today = talker.today + timedelta(days=1)
    third = event(sent(talker.go("/calendar")), "last_day-1")

    assert first["SEQUENCE"] < second["SEQUENCE"] < third["SEQUENCE"]
    assert first["DTSTAMP"].dt < second["DTSTAMP"].dt < third["DTSTAMP"].dt


def test_without_an_answer_there_is_no_file() -> None:
    """Before all is told, the open question comes again instead of a file."""
    talker = Talker().start().go("choose:UZ", "/calendar")

    assert all(reply.document is None for reply in talker.replies)
    assert talker.at == "inside"


def test_without_a_date_there_is_no_file() -> None:
    """Somebody at home whose way is open has no date, and is told so."""
    talker = Talker(today=date(2026, 11, 21)).start()
    talker.go("choose:KG", "choose:no", "choose:no", "choose:done", "answer", "/calendar")

    assert all(reply.document is None for reply in talker.replies)
    assert load_words("ru")("calendar.nothing") in talker.text
