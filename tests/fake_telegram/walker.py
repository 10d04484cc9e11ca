"""Somebody who taps and types at random, and an account of whether they were answered each time."""

import random
from dataclasses import dataclass, field
from typing import Final

from bot.dialog import model as dialog
from tests.fake_telegram.markup import FakeButton
from tests.fake_telegram.people import KINDS, Person
from tests.fake_telegram.world import FakeMessage

JUNK: Final = (
    "x" * 5000,
    "\u202e31.02.2026\u202c",
    "\u200f٢٠٢٦-٠٣-٠٥",
    "<b>bold</b> & <script>",
    "{words} %s %(n)d \\n",
    "😀👨\u200d👩\u200d👧\u200d👦🇹🇯",
    "\x00\x07\x1b[31m",
    "0000-00-00",
    "99.99.9999",
    "31.12.2099",
    "1.1.1",
    "вчера",
    "не знаю",
    "да",
    "нет",
    "/",
    "//start",
    "/unknown",
    "/start@other_bot hello",
    "Тоҷикистон",
    " ",
    "None",
    "12345678901234567890",
)
DATES: Final = ("05.03.2026", "6 октября 2026", "2026-10", "01/11/2026", "12.12.2016 - 04.10.2017", "2025")
COMMANDS: Final = [f"/{command}" for command in dialog.COMMANDS]


@dataclass
class Walker:
    """A person who acts at random, but the same way for the same seed."""

    person: Person
    chance: random.Random
    old: list[tuple[FakeButton, FakeMessage]] = field(default_factory=list)
    before: tuple[int, int, int] = (0, 0, 0)

    def acts(self) -> str:
        """Do one thing; return what it was."""
        self.before = self._answers()
        menu = self.person.menu()
        what = self.chance.choices(
            ("tap", "date", "junk", "command", "kind", "stale", "forged", "double", "edit"),
            (60, 10, 8, 6, 3, 4, 3, 3, 1),
        )[0]
        if menu is None and what in ("tap", "double"):
            what = "command"
        if not self.old and what == "stale":
            what = "junk"
        if what == "edit" and not any(not message.by_bot for message in self.person.chat.messages.values()):
            what = "junk"
        getattr(self, f"_{what}")()
        return what

    def was_answered(self) -> bool:
        """Return whether something has come of the last act: a message, an edit, an acknowledgement."""
        return self._answers() > self.before

    def all_taps_acknowledged(self) -> bool:
        """Return whether no button of this person waits any more."""
        world = self.person.world
        with world.lock:
            mine = [query for query in world.queries.values() if query.chat_id == self.person.chat.id]
            return all(query.answered for query in mine)

    def _answers(self) -> tuple[int, int, int]:
        """Count the bot's messages, its edits and its acknowledgements."""
        world = self.person.world
        with world.lock:
            of_bot = [message for message in self.person.chat.messages.values() if message.by_bot]
            edits = sum(message.edits for message in of_bot)
            answered = sum(
                query.answered for query in world.queries.values() if query.chat_id == self.person.chat.id
            )
            return len(of_bot), edits, answered

    def _tap(self) -> FakeButton:
        menu = self.person.menu()
        assert menu is not None
        button = self.chance.choice([button for row in menu.rows for button in row])
        self.old.append((button, menu))
        self.person.taps_button(button, menu)
        return button

    def _double(self) -> None:
        button = self._tap()
        self.person.taps_button(button, self.old[-1][1])

    def _stale(self) -> None:
        self.person.taps_button(*self.chance.choice(self.old))

    def _forged(self) -> None:
        data = self.chance.choice(("", "0.0", "9999.0", "-1.1", "1", "a.b", "١.٢", "д" * 32))
        self.person.taps_data(data, inaccessible=self.chance.random() < 0.3)

    def _date(self) -> None:
        self.person.writes(self.chance.choice(DATES))

    def _junk(self) -> None:
        self.person.writes(self.chance.choice(JUNK))

    def _command(self) -> None:
        self.person.writes(self.chance.choice(COMMANDS))

    def _kind(self) -> None:
        self.person.sends(self.chance.choice([kind for kind in KINDS if kind != "news"]))

    def _edit(self) -> None:
        self.person.edits("02.02.2026")
