"""A channel as small as can be, with a clock of its own: it keeps the rows, sends what is due, day by day."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.dialog.model import Button, Command, Context, Effect, Event, Remind, RemindNow, Reply, Said, Tap
from bot.dialog.remembered import Deadline
from bot.dialog.reminding.arrival import ACTIONS, day_reply
from bot.dialog.reminding.ending import erased_replies, keeping_is_due, keeping_replies
from bot.dialog.reminding.planning import AGAIN, coming, deadline_of, replanned
from bot.dialog.view import View
from bot.reminders.moments import moments_of
from bot.reminders.plan import Wanted
from bot.reminders.zones import DEFAULT_ZONE
from tests.bot.dialog_person import Talker, context_on

Row = tuple[str, date, date]
DAY = timedelta(days=1)
QUIET = timedelta(days=30)


@dataclass
class Postbox:
    """The rows of one person, and all that was said to them, line by line."""

    talker: Talker
    wanted: dict[Row, Wanted] = field(default_factory=dict)
    sent: set[Row] = field(default_factory=set)
    told: list[tuple[date, tuple[Wanted, ...], str]] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    heard: date = date.min
    asked: date | None = None
    replies: tuple[Reply, ...] = ()
    about: Wanted | None = None
    blocked: bool = False
    cancelled: bool = False
    first_wanted: dict[Deadline, date] = field(default_factory=dict)
    last_days: dict[Deadline, frozenset[date]] = field(default_factory=dict)
    zone: str = DEFAULT_ZONE

    @property
    def today(self) -> date:
        """The day by the fake clock."""
        return self.talker.today

    @property
    def context(self) -> Context:
        """What the conversation may know of the day."""
        return context_on(self.today)

    # --- the person ----------------------------------------------------------------------------

    def begin(self, language: str, script: tuple[str, ...]) -> None:
        """Walk through the questions to the answer."""
        self.heard = self.today
        self.lines.append(f"{self.today}  /start, {len(script)} answers")
        self.talker.start(language).go(*script)
        self._carry_out()
        self._note(self.talker.replies[:1])

    def does(self, *script: str) -> None:
        """Follow a script as :meth:`Talker.go` does, or tap what stands under a reminder: ``!done``.

        ``#blocks`` and ``#unblocks`` are what Telegram alone sees.
        """
        self.heard = self.today
        for line in script:
            if line.startswith("#"):
                self.blocked = line == "#blocks"
                self.lines.append(f"            ({line[1:]} the bot)")
            elif line.startswith("!"):
                self.taps(self.button(line[1:]))
            elif line.startswith("="):
                self._event(Said(line[1:]), line[1:])
            elif line.startswith("~"):
                self.does(f"={line[1:]}", "confirm")
            elif line.startswith("/"):
                name, _, rest = line[1:].partition(" ")
                self._event(Command(name, rest), line)
            else:
                state = self.talker.state
                assert state is not None
                assert line in state.offers, (line, state.offers)
                self.taps(self._on_screen(f"{state.turn}.{state.offers.index(line)}"))

    def follows(self, action: str, *script: str) -> None:
        """Do what a reminder offers: right under it, or after a look where that is all it offers."""
        state = self.talker.state
        number = 0 if state is None or self.about is None else state.reminders.number(deadline_of(self.about))
        under = {button.data for row in self.replies[-1].rows for button in row}
        if f"r{number}.{ACTIONS.index(action)}" in under:
            self.does(f"!{action}", *script)
        else:
            self.does("!open", action, *script)

    def button(self, action: str) -> Button:
        """Return the button that does this under what came last, of the deadline it is reacted to."""
        state = self.talker.state
        number = 0
        if state is not None and self.about is not None and action not in {"keep", "erase"}:
            number = state.reminders.number(deadline_of(self.about)) or 0
        data = f"r{number}.{ACTIONS.index(action)}"
        buttons = [button for reply in reversed(self.replies) for row in reply.rows for button in row]
        return next(button for button in buttons if button.data == data)

    def _on_screen(self, data: str) -> Button:
        buttons = (each for reply in self.talker.replies for row in reply.rows for each in row)
        return next(button for button in buttons if button.data == data)

    def taps(self, button: Button) -> None:
        """Tap a button, on the screen or under a reminder."""
        self._event(Tap(button.data), f"[{button.label}]")

    def _event(self, event: Event, shown: str) -> None:
        self.talker.do(event)
        self.lines.append(f"            > {shown}")
        self.cancelled = False
        self._note(self.talker.replies)
        self._carry_out()
        self.at_once()

    def _note(self, replies: tuple[Reply, ...]) -> None:
        first, *_ = replies
        lines = [line for line in first.text.splitlines() if line]
        whole = self.talker.state is not None and self.talker.at == "reminders"
        self.lines += [f"            {line}" for line in (lines if whole else lines[:2])]

    # --- the channel ---------------------------------------------------------------------------

    def _carry_out(self) -> None:
        for effect in self.talker.effects:
            self._effect(effect)
        self.talker.effects.clear()

    def _effect(self, effect: Effect) -> None:
        match effect:
            case Remind(wanted, zone):
                self.zone = zone
                self.wanted = {_row(each): each for each in wanted}
            case RemindNow(wanted):
                self._send(wanted)
            case _:
                pass

    def _send(self, *wanted: Wanted, hour: str | None = None) -> tuple[Wanted, ...]:
        """Send what comes together, and return what was told."""
        state = self.talker.state
        assert state is not None
        if self.blocked:
            self.lines.append(f"{self.today}  (blocked: all that was to come is cancelled)")
            self.wanted.clear()
            self.cancelled = True
            return ()
        reply, told = day_reply(state, wanted, self.context)
        self.lines += [
            f"{self.today}  (not sent: {each.kind} of {each.deadline})"
            for each, is_told in zip(wanted, told, strict=True)
            if not is_told
        ]
        found = tuple(each for each, is_told in zip(wanted, told, strict=True) if is_told)
        if reply is not None:
            what = f" ({', '.join(f'{each.kind} of {each.deadline}' for each in found)})"
            self._sent((reply,), what, self._hour(wanted) if hour is None else hour)
            self.told.append((self.today, found, reply.text))
        return found

    def _hour(self, wanted: Sequence[Wanted]) -> str:
        """Return at which hour by the clocks of the person, and how far those are from Greenwich."""
        zone = ZoneInfo(self.zone)
        midnight = datetime.combine(self.today, time(), zone)
        (moment,) = set(moments_of([each._replace(day=self.today) for each in wanted], zone, midnight))
        return f" {moment.astimezone(zone):%H:%M %z}"

    def _sent(self, replies: tuple[Reply, ...], what: str = "", hour: str = "") -> None:
        self.replies = (*self.replies, *replies)
        for reply in replies:
            text = " / ".join(reply.text.splitlines())
            buttons = "".join(f" [{button.label}]" for row in reply.rows for button in row)
            after = what if reply is replies[-1] else ""
            self.lines.append(f"{self.today}{hour}  {text}{buttons}{after}")

    def at_once(self) -> None:
        """Send what is wanted today and was planned only now, as if the person had tapped by day."""
        new = [each for row, each in self.wanted.items() if row[2] <= self.today and row not in self.sent]
        self.sent.update(map(_row, new))
        if new:
            self._send(*new, hour=" at once")

    def morning(self) -> Iterator[Wanted]:
        """Send what is due today and yield what was sent; plan again afterwards, and once a week."""
        if self.talker.state is None or self.cancelled:
            return
        due = [row for row in sorted(self.wanted, key=lambda row: row[2]) if row[2] <= self.today]
        new = [self.wanted[row] for row in due if row not in self.sent]
        self.sent.update(due)
        for each in self.wanted.values():
            self.first_wanted.setdefault(deadline_of(each), self.today)
        if new:
            yield from self._send(*new)
        self._note_last_days()
        self._plan(again=bool(new))
        self._end()

    def _note_last_days(self) -> None:
        """Note of what is still wanted this evening and is due today on which days it was told."""
        state = self.talker.state
        found = None if state is None else coming(View(state, self.context))
        for due in {deadline_of(each) for each in found or () if each.deadline == self.today}:
            if state is not None and state.reminders.active and not state.reminders.is_off(due):
                told = {day for day, wanted, _ in self.told if due in map(deadline_of, wanted)}
                self.last_days[due] = frozenset(told)

    def _plan(self, *, again: bool) -> None:
        state = self.talker.state
        waiting = self.asked is not None and self.asked > self.heard
        if (
            state is not None
            and not self.cancelled
            and not waiting
            and state.reminders.active
            and (again or self.today >= (state.reminders.planned_on or date.min) + AGAIN)
        ):
            self.talker.state, told = replanned(state, self.context)
            if told is not None:
                self._effect(told)

    def _end(self) -> None:
        state = self.talker.state
        if state is None:
            return
        if self.asked is not None and self.asked <= self.heard:
            self.asked = None
        if self.asked is None and keeping_is_due(state, self.heard, self.context):
            self.asked = self.today
            if not self.blocked:
                self._sent(keeping_replies(state, self.context))
        elif self.asked is not None and self.today >= self.asked + QUIET:
            if not self.blocked:
                self._sent(erased_replies(state, self.context))
            self.talker.state = None
            self.wanted.clear()

    def lives(
        self, last: date, reacts: Callable[["Postbox", Wanted], None], plans: Mapping[date, tuple[str, ...]]
    ) -> None:
        """Let the days go by until the last: what was sent is reacted to, and what was planned is done."""
        while self.today < last:
            self.talker.today += DAY
            for wanted in self.morning():
                self.about = wanted
                reacts(self, wanted)
            if self.today in plans:
                self.lines.append(str(self.today))
                self.does(*plans[self.today])


def _row(wanted: Wanted) -> Row:
    return wanted.kind, wanted.deadline, wanted.day
