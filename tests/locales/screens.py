"""Every screen of the conversation, in any language: what the plain-wording and catalogue tests look at.

The ten people and the ways through the question table are walked to the answer; on the way each question also
hears something that it cannot understand. From the answer every button is tapped, and what it leads to.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Final, get_args

from bot.dialog.model import COMMANDS, Command, Context, Event, Kind, Reply, Said, Tap, Unsupported
from bot.dialog.reminding.ending import erased_replies, keeping_replies
from bot.dialog.reminding.news import notice_replies
from bot.dialog.reminding.planning import coming
from bot.dialog.reminding.reviewing import reviewed
from bot.dialog.step import step
from bot.dialog.view import View
from bot.lawbook import load_law
from tests.bot.dialog_paths import PATHS
from tests.bot.dialog_person import COOK, PEOPLE, TODAY, Talker
from tests.bot.reminders.kinds import KINDS, at_once, reminder, somebody, too_late
from tests.bot.reminders.laws import CHANGES, context_of, told_before

if TYPE_CHECKING:
    from bot.dialog.remembered import Form
    from bot.dialog.state import State

SCRIPTS: Final = {**PEOPLE, **{name: path.script for name, path in PATHS.items()}}
NOT_UNDERSTOOD: Final = ("xyz", "45.13.2026", "x" * 500, "01.02.2026 - 03.04.2026 - 05.06.2026", "?")
DEPTH: Final = 2
DEEPER: Final = {"cook": 3, "expelled": 3}
"""How many taps from the answer are tried: one person inside and one outside is followed further."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A message as somebody got it: at which place of the conversation, and on whose way there."""

    at: str
    person: str
    reply: Reply

    @property
    def labels(self) -> tuple[str, ...]:
        """What stands on its buttons."""
        return tuple(button.label for row in self.reply.rows for button in row)


@cache
def screens(language: str) -> tuple[Shown, ...]:
    """Return every message that the walks bring, each text once."""
    return tuple({(shown.reply.text, shown.labels): shown for shown in _walks(language)}.values())


def _walks(language: str) -> Iterator[Shown]:
    misheard: set[str] = set()
    newcomer = Talker(device=language)
    newcomer.do(Command("start"))
    for action in ("", f"choose:{language}", "choose:day"):
        if action:
            newcomer.tap(action)
        yield from _shown(newcomer, "newcomer")
    for person, script in SCRIPTS.items():
        talker = Talker().start(language)
        yield from _shown(talker, person)
        for line in script:
            if talker.at not in misheard:
                misheard.add(talker.at)
                yield from _misunderstood(talker, person)
            talker.go(line)
            yield from _shown(talker, person)
        if person in PEOPLE:
            yield from _tapped(talker, person, DEEPER.get(person, DEPTH))
    yield from _aside(language)
    yield from _clocks(language)
    yield from _calendars(language)
    yield from _reminded(language)
    yield from _law_changed(language)


def _misunderstood(talker: Talker, person: str) -> Iterator[Shown]:
    before = talker.state
    for text in NOT_UNDERSTOOD:
        talker.do(Said(text))
        yield from _shown(talker, person)
        talker.state = before


def _tapped(talker: Talker, person: str, depth: int) -> Iterator[Shown]:
    """Tap everything that can be tapped from here; a place that was seen is not entered again."""
    open_states: list[State | None] = [talker.state]
    seen = {str(talker.state and talker.state.place)}
    for _ in range(depth):
        following: list[State | None] = []
        for state in open_states:
            for action in () if state is None else state.offers:
                talker.state = state
                talker.tap(action)
                yield from _shown(talker, person)
                place = str(talker.state and talker.state.place)
                if talker.state is not None and place not in seen:
                    seen.add(place)
                    following.append(talker.state)
        open_states = following


def _aside(language: str) -> Iterator[Shown]:
    """Commands, kinds of messages that are declined, and a question answered the other way round."""
    commands: list[Event] = [Command(name) for name in (*COMMANDS, "no_such_command")]
    kinds: list[Event] = [Unsupported(kind) for kind in get_args(Kind)]
    for event in commands + kinds:
        talker = Talker().start(language)
        talker.do(event)
        yield from _shown(talker, "aside")
    for event in map(Command, COMMANDS):
        told = Talker().start(language).go(*PEOPLE["builder"])
        told.do(event)
        yield from _shown(told, "aside")


def _clocks(language: str) -> Iterator[Shown]:
    """Somebody who is asked by whose clock to remind: a town, one of several clocks, a slip, no town."""
    for text in ("spb", "Троицк", "Екатиринбург", "xyz", "?"):
        talker = Talker().start(language, "remember").go(*COOK, "remind", f"={text}")
        yield from _shown(talker, "clock")


def _calendars(language: str) -> Iterator[Shown]:
    """Somebody who pays in December, and helps themselves with a question mark in each part of a calendar."""
    talker = Talker(today=date(2026, 12, 14)).start(language).go(*COOK)
    for line in ("review", "change:papers", "open:patents:0", "change", "month:2026-03"):
        yield from _shown(talker.go(line), "calendar")
    yield from _shown(talker.go("=?"), "calendar")
    for line in ("when:2026-03-25", "rough", "=?", "rough_years", "=?", "back", "years", "=?"):
        yield from _shown(talker.go(line), "calendar")


def _reminded(language: str) -> Iterator[Shown]:
    """Somebody who is reminded: the list, a reminder of each kind, in time and after; all tapped; the end.

    And somebody whose time is over, who asks for the list.
    """
    for kind in KINDS:
        talker = somebody(kind, language)
        yield from _tapped(talker, kind, 1)
        for place in ("/reminders", "!open"):
            talker = somebody(kind, language)
            if place == "!open":
                sent = reminder(talker, kind)
                yield from (Shown("reminder", kind, reply) for reply in sent)
                talker.do(Tap(sent[0].rows[0][0].data))
            else:
                talker.go(place)
            yield from _shown(talker, kind)
            yield from _tapped(talker, kind, 2)
        yield from _together(kind, language)
    yield from _shown(Talker().start(language).go(*PEOPLE["mother"], "/reminders"), "over")
    state = somebody("leave", language).state
    if state is not None:
        for replies in (keeping_replies, erased_replies):
            yield from (
                Shown("reminder", "quiet", reply) for reply in replies(state, Context(TODAY, load_law()))
            )


def _together(kind: str, language: str) -> Iterator[Shown]:
    """Somebody who is told of several deadlines at once, and of one that is over, with others and alone."""
    talker = somebody(kind, language)
    others = coming(View(talker.state, Context(talker.today, load_law()))) if talker.state is not None else ()
    yield Shown("reminder", kind, at_once(talker, *(others or ())))
    late, over = too_late(kind, language)
    yield Shown("reminder", kind, at_once(late, over, *(others or ())))
    yield Shown("reminder", kind, at_once(late, over))
    late.go("/reminders")
    yield from _shown(late, kind)
    late.do(Tap(at_once(late, over).rows[-1][0].data))
    yield from _shown(late, kind)


def _law_changed(language: str) -> Iterator[Shown]:
    """Somebody to whom a change of the law is told, in both forms; all of it after a tap, also too late."""
    forms: tuple[Form, ...] = ("open", "neutral")
    for name in CHANGES:
        for form in forms:
            context = context_of(name)
            state = reviewed(told_before(name, language, form), context).state
            sent = notice_replies(state, context) or ()
            yield from (Shown("news", name, reply) for reply in sent)
            for each in (context, replace(context, law=load_law())):
                opened = step(state, Tap(sent[0].rows[0][0].data), each)
                yield from (Shown("news", name, reply) for reply in opened.replies)


def _shown(talker: Talker, person: str) -> Iterator[Shown]:
    at = "nowhere" if talker.state is None else talker.at
    for reply in talker.replies:
        yield Shown(at, person, reply)
