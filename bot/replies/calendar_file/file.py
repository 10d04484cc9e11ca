"""The calendar file itself (RFC 5545), and its twin in words."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

from bot.replies.answer import dashed, footing, unchecked
from bot.replies.calendar_file.alarms import HOUR
from bot.replies.calendar_file.events import Event, events, live
from bot.replies.words import Words
from rules.assessment import Assessment

if TYPE_CHECKING:
    import icalendar

NAME: Final = "muhlat.ics"
MEDIA_TYPE: Final = "text/calendar"

_FIRST: Final = date(2020, 1, 1)
"""No file is older; the numbers of the versions of an event begin here."""
_VERSIONS: Final = 10_000
"""Versions of an event that are told apart within one day."""
_GREATEST: Final = 2**31 - 1
"""The greatest whole number that a calendar file can hold."""


def calendar_file(assessment: Assessment, words: Words, version: int = 0) -> bytes:
    """Return the dates of an answer as an iCalendar file.

    Args:
        assessment: the answer; its day is the day of the file.
        words: the language of what stands in the events. Their titles say nothing of what they are about.
        version: grows with every file made on one day, so that calendars take the newer of two.

    Returns:
        The file: UTF-8, lines of at most 75 octets that end in CR LF. The same answer gives the same file.
    """
    return written(events(assessment, words), assessment, words, version)


def written(found: tuple[Event, ...], assessment: Assessment, words: Words, version: int = 0) -> bytes:
    """Return events as an iCalendar file, as :func:`calendar_file` does those of an answer."""
    from icalendar import Calendar  # noqa: PLC0415 - slow to load, and only wanted by whoever takes the file

    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", f"-//Muhlat//Muhlat//{words.language[:2].upper()}")
    calendar.add("METHOD", "PUBLISH")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", words("calendar.name"))
    footnote = "\n".join(_footnote(assessment, words))
    for event in found:
        calendar.add_component(_entry(event, assessment.on, words, footnote, version))
    content: bytes = calendar.to_ical()
    return content


def calendar_text(assessment: Assessment, words: Words) -> str | None:
    """Return how the file is used, and its dates in words; None where the answer has no date to come."""
    coming = live(events(assessment, words))
    if not coming:
        return None
    lines = (words("calendar.line", date=event.day, what=event.name) for event in coming)
    return "\n".join((words("calendar.how"), "", *dashed(dict.fromkeys(lines))))


def _footnote(assessment: Assessment, words: Words) -> Iterator[str]:
    yield words("answer.not_checked_list", things=words.listing(unchecked(assessment, words)))
    yield " ".join(footing(assessment, words))


def _entry(event: Event, on: date, words: Words, footnote: str, version: int) -> "icalendar.Event":
    from icalendar import Event as Entry  # noqa: PLC0415 - as above

    within = min(version, _VERSIONS - 1)
    made = datetime.combine(on, time(tzinfo=UTC)) + timedelta(seconds=within)
    entry = Entry()
    entry.add("UID", event.uid)
    entry.add("DTSTAMP", made)
    entry.add("LAST-MODIFIED", made)
    entry.add("SEQUENCE", min(max((on - _FIRST).days, 0) * _VERSIONS + within, _GREATEST))
    entry.add("DTSTART", event.day)
    entry.add("DTEND", event.day + timedelta(days=1))
    entry.add("SUMMARY", words("calendar.title"))
    entry.add("DESCRIPTION", event.text if event.cancelled else f"{event.text}.\n\n{footnote}")
    entry.add("STATUS", "CANCELLED" if event.cancelled else "CONFIRMED")
    entry.add("CLASS", "PRIVATE")
    entry.add("TRANSP", "TRANSPARENT")
    for days in event.rings(on):
        entry.add_component(_alarm(days, words))
    return entry


def _alarm(days: int, words: Words) -> "icalendar.Alarm":
    from icalendar import Alarm  # noqa: PLC0415 - as above

    alarm = Alarm()
    alarm.add("ACTION", "DISPLAY")
    alarm.add("DESCRIPTION", words("calendar.title"))
    alarm.add("TRIGGER", timedelta(hours=HOUR) - timedelta(days=days))
    return alarm
