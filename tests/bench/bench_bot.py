"""The bot over the fake Bot API: updates a second and waiting times, beside a bare echo bot in the same run.

Every person sends the next thing as soon as the last is answered. With our bot they go through the
conversation (taps for the most part, and typed dates), with the echo bot they write a line. Both
bots run as they are, each in a process of its own, ours without the limits on sending, since
these are Telegram's and no work of the bot. To echo takes one call to the Bot API, a tap takes two:
it is acknowledged as well. The aim: at least half of the echo bot's rate.
"""

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.bench.figures import HEADS, machine, show_table, spread
from tests.fake_telegram import FakeTelegram, Person
from tests.fake_telegram.process import BotProcess

_AIM: Final = 0.5
_ECHO: Final = ("-m", "tests.bench.echo_bot")
_OURS: Final = ("-m", "tests.fake_telegram.entry", "--now=2026-11-21T12:00+03:00")
_DATES: Final = ("05.03.2026", "6 октября 2026", "01/11/2026")
_WARM_UP: Final = 2.0
"""Seconds for which both bots run before it counts: menus are set, everybody has chosen a language."""
_TYPED: Final = 0.15
"""The share of what is typed; the rest is tapped."""


@dataclass(slots=True)
class Visitor:
    """A person who goes on as soon as they are answered; the waiting times are in ``waits``."""

    person: Person
    chance: random.Random
    talks: bool
    since: float = 0.0
    seen: object = None
    waits: list[float] = field(default_factory=list)

    def look(self, now: float) -> None:
        """Go on if there is an answer."""
        shown = self._shown()
        if shown == self.seen and self.since:
            return
        if self.since:
            self.waits.append(now - self.since)
        self.seen, self.since = shown, now
        self._act()

    def _shown(self) -> object:
        """Return what changes with every answer: the data of the buttons, or the last line."""
        if not self.talks:
            last = self.person.last()
            return last and last.id
        menu = self.person.menu()
        return menu and menu.rows[0][0].data

    def _act(self) -> None:
        menu = self.person.menu()
        if not self.talks:
            self.person.writes("привет")
        elif menu is None:
            self.person.writes("/start")
        elif self.chance.random() < _TYPED:
            self.person.writes(self.chance.choice(_DATES))
        else:
            self.person.taps_button(self.chance.choice([b for row in menu.rows for b in row]), menu)


def _run(command: tuple[str, ...], visitors: int, seconds: float, *, talks: bool) -> list[float]:
    """Let visitors go on for so long; return every wait for an answer, in seconds."""
    with tempfile.TemporaryDirectory() as folder, FakeTelegram() as telegram:
        with BotProcess(telegram, Path(folder), command=command) as bot:
            people = [
                Visitor(telegram.person(), random.Random(number), talks)  # noqa: S311 - no secret
                for number in range(visitors)
            ]
            _look(telegram, people, lambda: False, once=True)
            _look(telegram, people, _over_in(_WARM_UP))
            for visitor in people:
                visitor.waits.clear()
            _look(telegram, people, _over_in(seconds))
            log = bot.log
        if "outcome=fault" in log:  # whoever met it waits for ever: the figures are worth nothing
            raise RuntimeError(log)
    return [wait for visitor in people for wait in visitor.waits]


def _over_in(seconds: float) -> Callable[[], bool]:
    """Return what says whether so much time has passed from now on."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


def _look(
    telegram: FakeTelegram, people: list[Visitor], over: Callable[[], bool], *, once: bool = False
) -> None:
    """Let everybody look at their chat whenever something changes there."""
    world = telegram.world
    by_chat = {visitor.person.chat.id: visitor for visitor in people}
    while not over():
        with world.changed:
            for visitor in people if once else [by_chat[chat] for chat in world.news if chat in by_chat]:
                visitor.look(time.monotonic())
            world.news.clear()
            if once:
                return
            world.changed.wait(0.05)


def main() -> int:
    """Measure and show; the status is 1 where the aim is missed."""
    parser = argparse.ArgumentParser(description="Measure the bot beside a bare echo bot.")
    parser.add_argument("--rounds", type=int, default=3, help="pairs of runs (default 3)")
    parser.add_argument("--seconds", type=float, default=8.0, help="length of a run (default 8)")
    parser.add_argument("--people", type=int, default=32, help="people at a time (default 32)")
    call = parser.parse_args()
    rates: dict[str, list[float]] = {"echo bot": [], "Muhlat": []}
    p95: dict[str, list[float]] = {"echo bot": [], "Muhlat": []}
    for _ in range(call.rounds):
        for name, command in (("echo bot", _ECHO), ("Muhlat", _OURS)):
            waits = _run(command, call.people, call.seconds, talks=command is _OURS)
            rates[name].append(len(waits) / call.seconds)
            p95[name].append(statistics.quantiles(waits, n=20)[-1] * 1000)
    ratios = [ours / echo for echo, ours in zip(rates["echo bot"], rates["Muhlat"], strict=True)]
    rows = [[f"{name}, updates a second", *spread(rates[name], ".0f")] for name in rates]
    rows += [[f"{name}, p95 in ms", *spread(p95[name], ".0f")] for name in p95]
    rows.append(["ratio of the rates", *spread(ratios, ".2f")])
    title = f"The bot over a fake Bot API, {call.people} people at a time, {call.rounds} rounds ({machine()})"
    show_table(title, ["", *HEADS], rows)
    return int(statistics.median(ratios) < _AIM)


if __name__ == "__main__":
    sys.exit(main())
