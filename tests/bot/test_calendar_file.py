"""The calendar file: read back with two libraries, safe on a lock screen, changed by a later one."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Final, TypeAlias

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from bot.lawbook import load_law
from bot.replies.calendar_file.events import Event, events
from bot.replies.calendar_file.file import calendar_file, calendar_text, written
from bot.replies.disputes import unfounded
from bot.replies.words import LANGUAGES, load_words
from rules.assess import assess
from rules.assessment import Assessment
from rules.read import read_case
from tests.bot.test_answer_cases import assessed

Entry: TypeAlias = Any
"""An event as a library has read it, whose values may be of any kind."""

ON: Final = date(2026, 11, 22)
COOK: Final = {
    "citizenship": "UZ",
    "stays": [{"entry": "2026-03-02", "purpose": "work"}],
    "registrations": [{"from": "2026-03-05", "until": "2027-03-01"}],
    "patents": [{"issued": "2026-03-25", "paid_until": "2026-12-24"}],
    "medical": ["2026-03-20"],
    "fingerprinted": "2026-03-20",
}
"""A cook with a patent, paid for another month."""
NEWCOMER: Final = {"citizenship": "UZ", "stays": [{"entry": "2026-11-20", "purpose": "private"}]}
"""Somebody who came two days ago."""
OVER: Final = {"citizenship": "UZ", "stays": [{"entry": "2026-03-02", "purpose": "private"}]}
"""Somebody whose days are long used up."""
AT_HOME: Final = {
    "citizenship": "TJ",
    "stays": [{"entry": "2026-03-02", "exit": "2026-05-30"}],
    "planned": [{"entry": "2027-01-10", "exit": "2027-02-20"}, {"entry": "2027-03-01", "exit": "2027-03-10"}],
}
"""Somebody at home, who will come twice."""
PEOPLE: Final = {"cook": COOK, "newcomer": NEWCOMER, "over": OVER, "at_home": AT_HOME}

LEAVING: Final = [30, 14, 7, 3, 1, 0]
DENIED: Final = re.compile(
    r"росси|русия|орусия|russia|rossiya|rusiya|патент|patent|запре|тақиқ|taqiq|тыюу|манъ|\bban|въезд|entry"
    r"|вуруд|kirish|кириш|кирүү|выезд|leave|leaving|баромад|chiqish|чиқиш|чыгуу|депорт|deport|мигра|migra|муҳоҷир"
    r"|muhojir|муҳожир|виза|visa|штраф|fine|ҷарима|jarima|жарима|айып|полиц|polic|полис|мвд|mvd|вкд|iiv|иив"
    r"|иим|реестр|register|рӯйхат|roʻyxat|рўйхат|тизме|регистр|registr|қайд|каттоо|\bсуд|court|\bsud|\bсот"
    r"|срок|муҳлат|muddat|муддат|мөөнөт|stay|нарушен|muhlat",
    re.IGNORECASE,
)
"""What no lock screen shall show, in any of the six languages."""

every_language = pytest.mark.parametrize("language", LANGUAGES)
every_person = pytest.mark.parametrize("person", PEOPLE)


@cache
def answer_to(person: str, on: date = ON) -> Assessment:
    """Return the answer to one of the people."""
    return assess(read_case(PEOPLE[person]), on, load_law())


def answer(case: Mapping[str, Any], on: date = ON) -> Assessment:
    """Return the answer to a case."""
    return assess(read_case(dict(case)), on, load_law())


def read(content: bytes) -> dict[str, Entry]:
    """Return the events of a file by their names."""
    found: list[Entry] = list(icalendar.Calendar.from_ical(content).walk("VEVENT"))
    assert len({str(event["UID"]) for event in found}) == len(found)
    return {str(event["UID"]).partition("@")[0]: event for event in found}


def in_russian(case: Mapping[str, Any], on: date = ON, version: int = 0) -> dict[str, Entry]:
    """Return the events of the file for a case."""
    return read(calendar_file(answer(case, on), load_words("ru"), version))


def live(found: Mapping[str, Entry]) -> dict[str, date]:
    """Return the days of the events that are not cancelled."""
    return {uid: event["DTSTART"].dt for uid, event in found.items() if event["STATUS"] != "CANCELLED"}


def alarms(event: Entry) -> list[timedelta]:
    """Return when an event rings, from the midnight on which its day begins."""
    return [alarm["TRIGGER"].dt for alarm in event.walk("VALARM")]


# --- what is in it ---------------------------------------------------------------------------


def test_every_day_by_which_something_is_due_is_in_the_file() -> None:
    """Whatever the case: no open duty, last day, trip or first day of entry is left out, and none is past.

    Only where the stay itself hangs on a date that nobody knows, what hangs on the stay has no day either.
    """
    words, missing, past = load_words("ru"), [], []
    for name, assessment in assessed():
        found, now = events(assessment, words), assessment.cautious
        days = {event.day for event in found if not event.cancelled}
        wanted = {duty.due for duty in now.duties if duty.state == "open" and not unfounded(assessment)}
        wanted |= {trip.entry for trip in now.planned if trip.entry >= assessment.on}
        if now.status == "lawful" and now.last_day is not None and "leave_now" not in now.actions:
            wanted.add(now.last_day)
        if now.status == "outside" and now.may_enter_from and now.may_enter_from > assessment.on:
            wanted.add(now.may_enter_from)
        missing += [(name, day) for day in wanted - days]
        past += [(name, day) for day in days if day < assessment.on]

    assert missing == []
    assert past == []


def test_done_is_never_to_be_done_in_the_file() -> None:
    """A duty that is done stands in no file but as cancelled."""
    words = load_words("ru")
    for name, assessment in assessed():
        states: dict[str, set[str]] = {}
        for duty in assessment.cautious.duties:
            states.setdefault(duty.duty, set()).add(duty.state)
        for event in events(assessment, words):
            if states.get(event.kind) == {"done"}:
                assert event.cancelled, name


@pytest.mark.parametrize(
    ("person", "days"),
    [
        ("cook", {"patent_payment-1": "2026-12-24", "last_day-1": "2026-12-24"}),
        ("newcomer", {"last_day-1": "2027-02-17"}),
        ("over", {"last_day-1": "2026-11-22"}),
        (
            "at_home",
            {"entry_opens-1": "2027-01-01", "trip_entry-1": "2027-01-10", "trip_entry-2": "2027-03-01"},
        ),
    ],
)
def test_days_of_people(person: str, days: Mapping[str, str]) -> None:
    """A few people and the days that they find in their calendar."""
    found = {
        uid: str(day) for uid, day in live(read(calendar_file(answer_to(person), load_words("ru")))).items()
    }

    assert {uid: found.get(uid) for uid in days} == days


def test_what_is_late_stands_on_today() -> None:
    """What has been missed and can still be done is to be done today, and says which day it was due."""
    case = {"citizenship": "UZ", "stays": [{"entry": "2026-10-05", "purpose": "work"}]}
    event = in_russian(case)["register-1"]

    assert event["DTSTART"].dt == ON
    assert "последний день был 19 октября 2026 года" in event["DESCRIPTION"]
    assert alarms(event) == [timedelta(hours=9)]


def test_what_needs_a_lawyer_is_not_told_to_be_done() -> None:
    """Whoever is over the time is not sent to the authorities by the calendar: only leaving stands there."""
    assert set(live(in_russian(OVER))) == {"last_day-1"}


@every_person
def test_description_tells_what_the_answer_tells(person: str) -> None:
    """Beside what to do stand what was not checked and the day of the law."""
    words, assessment = load_words("ru"), answer_to(person)
    for event in read(calendar_file(assessment, words)).values():
        told = str(event["DESCRIPTION"])
        if event["STATUS"] == "CANCELLED":
            assert told == words("calendar.gone")
        else:
            assert "Не проверено: база запретов на въезд" in told
            assert words.date(assessment.law_checked) in told


# --- alarms ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "ahead", "days"),
    [
        ("last_day", 40, LEAVING),
        ("last_day", 14, [14, 7, 3, 1, 0]),
        ("last_day", 0, [0]),
        ("trip_last", 30, LEAVING),
        ("patent_payment", 40, [10, 5, 3, 1, 0]),
        ("fine_payment", 4, [3, 1, 0]),
        ("register", 40, [2, 1, 0]),
        ("medical", 40, LEAVING),
        ("medical", 0, [0]),
        ("trip_entry", 8, [7, 3, 1, 0]),
    ],
)
def test_alarms(kind: str, ahead: int, days: Sequence[int]) -> None:
    """Each kind rings its days before, at nine in the morning; nothing rings before the file is made."""
    event = Event(kind, 1, ON + timedelta(days=ahead), "name", "text")
    entry = read(written((event,), answer_to("cook"), load_words("en")))[f"{kind}-1"]

    assert [entry["DTSTART"].dt + trigger for trigger in alarms(entry)] == [
        event.day - timedelta(days=before) for before in days
    ]
    assert alarms(entry) == [timedelta(hours=9) - timedelta(days=before) for before in days]
    assert {str(alarm["ACTION"]) for alarm in entry.walk("VALARM")} == {"DISPLAY"}


# --- the form --------------------------------------------------------------------------------


@every_person
@every_language
def test_form_of_the_file(language: str, person: str) -> None:
    """Lines of at most 75 octets that end in CR LF, cut between letters; whole-day events of one day."""
    content = calendar_file(answer_to(person), load_words(language))

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode()
    heading: Entry = icalendar.Calendar.from_ical(content)
    assert (heading["VERSION"], heading["METHOD"]) == ("2.0", "PUBLISH")
    assert heading["PRODID"].startswith("-//Muhlat//")
    for event in read(content).values():
        assert event["DTSTART"].params["VALUE"] == event["DTEND"].params["VALUE"] == "DATE"
        assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(days=1)
        assert (event["CLASS"], event["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
        assert not {"LOCATION", "ORGANIZER", "ATTENDEE", "URL", "GEO"} & set(event)


@every_person
@every_language
def test_second_library_reads_the_same(language: str, person: str) -> None:
    """What another library finds in the file is what was written."""
    content = calendar_file(answer_to(person), load_words(language))
    other = vobject.readOne(content.decode())
    found = {
        str(event.uid.value): (
            event.dtstart.value,
            event.dtend.value,
            event.summary.value,
            event.description.value,
            event.status.value,
            sorted(alarm.trigger.value for alarm in event.contents.get("valarm", [])),
        )
        for event in other.vevent_list
    }

    assert found == {
        str(event["UID"]): (
            event["DTSTART"].dt,
            event["DTEND"].dt,
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
            str(event["STATUS"]),
            sorted(alarms(event)),
        )
        for event in read(content).values()
    }


def test_second_library_reads_every_case() -> None:
    """Of every case a second library reads as many events as there are."""
    words = load_words("tg")
    for name, assessment in assessed()[::7]:
        other = vobject.readOne(calendar_file(assessment, words).decode())

        assert len(other.vevent_list) == len(events(assessment, words)), name


@pytest.mark.parametrize(
    "text",
    [
        "a, b; c \\ d",
        "one\nEND:VEVENT\nBEGIN:VEVENT\nUID:other",
        "one\r\nATTENDEE:mailto:a@example.org",
        "ҷ" * 500,
        "👨‍👩‍👧" * 60,
        '"quoted": \\n, \\, \\;',
        "{date} %s <b>&amp;",
    ],
)
def test_hostile_text_stays_text(text: str) -> None:
    """No text can end its line, add a property or an event, or be cut within a letter."""
    content = written((Event("medical", 1, ON, text, text),), answer_to("cook"), load_words("en"))
    (event,) = read(content).values()
    same = text.replace("\r\n", "\n")

    assert str(event["DESCRIPTION"]).startswith(f"{same}.\n\n")
    assert "ATTENDEE" not in event
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert vobject.readOne(content.decode()).vevent.description.value.startswith(f"{same}.\n\n")


# --- a lock screen ---------------------------------------------------------------------------


@every_language
def test_titles_are_harmless(language: str) -> None:
    """What a lock screen shows says nothing of Russia, papers, bans or the police, and is always the same."""
    shown = set()
    for person in PEOPLE:
        found: Entry = icalendar.Calendar.from_ical(calendar_file(answer_to(person), load_words(language)))
        shown |= {str(found["X-WR-CALNAME"])}
        shown |= {str(event["SUMMARY"]) for event in found.walk("VEVENT")}
        shown |= {str(alarm["DESCRIPTION"]) for alarm in found.walk("VALARM")}

    assert len(shown) == 2
    assert [text for text in shown if DENIED.search(text) or re.search(r"\d", text)] == []


def test_names_say_nothing_of_the_person() -> None:
    """A name in the file is a kind and a number; no day, country or place stands in it."""
    words = load_words("ru")
    for _, assessment in assessed():
        for event in events(assessment, words):
            assert re.fullmatch(r"[a-z_]+-[1-9][0-9]?@muhlat", event.uid)


# --- a later file ----------------------------------------------------------------------------

PAID: Final = {**COOK, "patents": [{"issued": "2026-03-25", "paid_until": "2027-01-24"}]}
REGISTERED: Final = {**NEWCOMER, "registrations": [{"from": "2026-11-22", "until": "2027-02-10"}]}
LEFT: Final = {**NEWCOMER, "stays": [{"entry": "2026-11-20", "exit": "2026-11-22"}]}
ONE_TRIP: Final = {**AT_HOME, "planned": [{"entry": "2027-01-12", "exit": "2027-02-20"}]}


@pytest.mark.parametrize(
    ("before", "after", "moved", "cancelled"),
    [
        (COOK, PAID, {"patent_payment-1", "last_day-1"}, set()),
        (NEWCOMER, REGISTERED, set(), {"register-1"}),
        (NEWCOMER, LEFT, set(), {"last_day-1"}),
        (AT_HOME, ONE_TRIP, {"trip_entry-1"}, {"trip_entry-2", "trip_last-2"}),
    ],
    ids=["paid", "registered", "left", "trip_given_up"],
)
def test_later_file_changes_the_earlier(
    before: Mapping[str, Any], after: Mapping[str, Any], moved: set[str], cancelled: set[str]
) -> None:
    """What stays keeps its name, what has moved moves, what is no more is cancelled and rings no more."""
    old, new = in_russian(before), in_russian(after, ON + timedelta(days=1))

    assert moved <= set(live(old)) & set(live(new))
    assert all(live(old)[uid] != live(new)[uid] for uid in moved)
    assert cancelled <= set(live(old))
    assert all(new[uid]["STATUS"] == "CANCELLED" and alarms(new[uid]) == [] for uid in cancelled)


@pytest.mark.parametrize(("days", "version"), [(1, 0), (0, 1), (400, 0), (1, 9999)])
def test_calendars_take_the_later_file(days: int, version: int) -> None:
    """The later of two files has the greater number and the later stamp, within a day by its version."""
    old = in_russian(COOK)["last_day-1"]
    new = in_russian(COOK, ON + timedelta(days=days), version)["last_day-1"]

    assert new["SEQUENCE"] > old["SEQUENCE"]
    assert new["DTSTAMP"].dt > old["DTSTAMP"].dt
    assert new["LAST-MODIFIED"].dt == new["DTSTAMP"].dt


@pytest.mark.parametrize("on", [date(2003, 1, 1), date(2026, 11, 22), date(2199, 12, 31)])
def test_no_clock_is_read(on: date) -> None:
    """The stamp is the day of the file, and the same answer gives the same bytes."""
    case = {"citizenship": "UZ", "stays": [{"entry": str(on)}]}
    content = calendar_file(answer(case, on), load_words("ru"))
    stamps = {event["DTSTAMP"].dt for event in read(content).values()}

    assert stamps == {datetime(on.year, on.month, on.day, tzinfo=UTC)}
    assert all(0 <= event["SEQUENCE"] < 2**31 for event in read(content).values())
    assert calendar_file(answer(case, on), load_words("ru")) == content


# --- the twin in words -----------------------------------------------------------------------


@every_person
@every_language
def test_twin_tells_every_day(language: str, person: str) -> None:
    """The message with the file names each of its days in words."""
    words, assessment = load_words(language), answer_to(person)
    text = calendar_text(assessment, words)

    assert text is not None
    assert text.startswith(words("calendar.how"))
    days = set(live(read(calendar_file(assessment, words))).values())
    assert [day for day in days if words.date(day) not in text] == []


def test_nothing_to_come_makes_no_file() -> None:
    """Where no day is known, there is nothing to take along."""
    assert calendar_text(answer({"citizenship": "UZ"}), load_words("ru")) is None
