"""What of an answer stands in a calendar: its events, each under a name that is the same in every file.

The name says the kind of the event and its number among those of its kind and nothing of the person, so
that a later file, made from other facts, moves the old event instead of setting another beside it.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from bot.replies import vocabulary
from bot.replies.calendar_file.alarms import days_before
from bot.replies.disputes import unfounded
from bot.replies.lines import action_line, duties_to_do, duty_act, too_long
from bot.replies.trips import plan_lines
from bot.replies.words import Words
from rules.assessment import Assessment, Duty

LAST_DAY: Final = "last_day"
ENTRY_OPENS: Final = "entry_opens"
TRIP_ENTRY: Final = "trip_entry"
TRIP_LAST: Final = "trip_last"

_LEAVE: Final = "leave"
"""The duty that the last day of a stay stands for."""

_ONE_DAY: Final = timedelta(days=1)


class Event(NamedTuple):
    """A day in a calendar.

    Attributes:
        kind: the name of a duty, or one of those of this module.
        number: its place among the events of its kind, from 1 on.
        day: the day it stands on.
        name: what it is, in a few words.
        text: what is to be done, in a sentence without a full stop.
        cancelled: whether an earlier file may have had it, and it is no more.
    """

    kind: str
    number: int
    day: date
    name: str
    text: str
    cancelled: bool = False

    @property
    def uid(self) -> str:
        """The name that stays the same in every file."""
        return f"{self.kind}-{self.number}@muhlat"

    def rings(self, on: date) -> tuple[int, ...]:
        """Return how many days before its day it rings, in a file made on a day."""
        return () if self.cancelled else days_before(self.kind, (self.day - on).days)


def events(assessment: Assessment, words: Words) -> tuple[Event, ...]:
    """Return what is to be done and by when, and what is no more, in order of the days.

    What is late stands on the day asked about where the answer says to do it still, and nowhere else. What is
    to be done once, though two things ask for it by one day, is there once.
    """
    found = [*_duties(assessment, words), *_stay(assessment, words), *_trips(assessment, words)]
    once = {
        (event.uid if event.cancelled else (event.kind, event.day, event.text)): event
        for event in reversed(found)
    }
    return tuple(sorted(once.values(), key=lambda event: (event.day, event.uid)))


def live(found: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events that are not cancelled."""
    return tuple(event for event in found if not event.cancelled)


def _duties(assessment: Assessment, words: Words) -> Iterator[Event]:
    told = duties_to_do(assessment)
    count: dict[str, int] = {}
    others = (duty for duty in assessment.cautious.duties if duty.duty != _LEAVE)
    for duty in sorted(others, key=lambda each: (each.since, each.due)):
        number = count[duty.duty] = count.get(duty.duty, 0) + 1
        event = _duty(duty, assessment, words, told=duty in told)
        if event is not None:
            yield event._replace(number=number)


def _duty(duty: Duty, assessment: Assessment, words: Words, *, told: bool) -> Event | None:
    """Return the event of a duty; None where its day is over and there is nothing to do about it."""
    on, name = assessment.on, words(vocabulary.DUTIES.get(duty.duty, vocabulary.OTHER_DUTY).name)
    match duty.state:
        case "done" if duty.due >= on:
            return Event(duty.duty, 1, duty.due, name, words("calendar.gone"), cancelled=True)
        case "open" if not told:
            name = words("calendar.with_lawyer", what=name)
            return Event(duty.duty, 1, duty.due, name, words("act.ask_about", things=name))
        case "open":
            return Event(duty.duty, 1, duty.due, name, _by(duty, assessment, words))
        case "missed" if told:
            text = words("step.late", act=duty_act(duty, assessment, words), date=duty.due)
            return Event(duty.duty, 1, on, words("calendar.late", what=name), text)
        case _:
            return None


def _by(duty: Duty, assessment: Assessment, words: Words) -> str:
    """Return what to do about a duty with its last day, as it reads on any day."""
    return words("step.due", act=duty_act(duty, assessment, words), date=duty.due)


def _stay(assessment: Assessment, words: Words) -> Iterator[Event]:
    """Yield the last day of the stay and the day on which entry opens, each cancelled where there is none."""
    answer, on, name = assessment.cautious, assessment.on, words("calendar.last_day")
    leave = next((duty for duty in answer.duties if duty.duty == _LEAVE and duty.state != "done"), None)
    if leave is not None and leave.state == "open":
        yield Event(LAST_DAY, 1, leave.due, name, _by(leave, assessment, words))
    elif leave is not None or "leave_now" in answer.actions:
        # The event stands on today, and today is not the last day: that is over.
        late = words("calendar.maybe_late" if unfounded(assessment) else "calendar.leave_now", what=name)
        yield Event(LAST_DAY, 1, on, late, action_line("leave_now", assessment, words))
    else:
        yield _gone(LAST_DAY, 1, name, assessment, words)
    opens, name = answer.may_enter_from, words("calendar.entry_opens")
    if answer.status == "outside" and opens is not None and opens > on:
        yield Event(ENTRY_OPENS, 1, opens, name, action_line("plan_entry", assessment, words))
    else:
        yield _gone(ENTRY_OPENS, 1, name, assessment, words)


def _trips(assessment: Assessment, words: Words) -> Iterator[Event]:
    """Yield the two days of each planned trip.

    The place after the last is cancelled: a trip that an earlier file had may have been given up.
    """
    trips, on = assessment.cautious.planned, assessment.on
    entry, last = words("calendar.trip_entry"), words("calendar.trip_last")
    for number, (trip, line) in enumerate(zip(trips, plan_lines(trips, words), strict=True), 1):
        can_begin = trip.ok or too_long(trip)
        begins = entry if can_begin else words("calendar.trip_closed")
        ends = (trip.latest_exit or trip.last_day) if can_begin else None
        for kind, name, day in ((TRIP_ENTRY, begins, trip.entry), (TRIP_LAST, last, ends)):
            if day is None or day < on:
                yield _gone(kind, number, name, assessment, words)
            else:
                yield Event(kind, number, day, name, line)
    for kind, name in ((TRIP_ENTRY, entry), (TRIP_LAST, last)):
        yield _gone(kind, len(trips) + 1, name, assessment, words)


def _gone(kind: str, number: int, name: str, assessment: Assessment, words: Words) -> Event:
    """Return an event that is no more and whose day is not known: it stands on a day that is over."""
    return Event(kind, number, assessment.on - _ONE_DAY, name, words("calendar.gone"), cancelled=True)
