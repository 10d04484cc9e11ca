"""Somebody who talks with the bot, and the ten people's way through the questions."""

import json
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, Final

from bot.dialog.model import Command, Context, Effect, Event, Reply, Said, Step, Tap
from bot.dialog.state import State
from bot.dialog.step import step
from bot.lawbook import load_law

TODAY: Final = date(2026, 11, 21)


@dataclass
class Talker:
    """One conversation; the state goes through JSON after every step, as it does in the store."""

    today: date = TODAY
    device: str | None = None
    state: State | None = None
    replies: tuple[Reply, ...] = ()
    effects: list[Effect] = field(default_factory=list)
    taps: int = 0

    def do(self, event: Event) -> Step:
        """Do something and keep what comes of it."""
        taken = step(self.state, event, context_on(self.today, self.device))
        self.state = (
            None if taken.state is None else State.from_data(json.loads(json.dumps(taken.state.to_data())))
        )
        assert self.state == taken.state
        self.replies = taken.replies
        self.effects += taken.effects
        return taken

    def start(self, language: str = "ru", consent: str = "day") -> "Talker":
        """Begin, choose a language and what happens with the answers."""
        self.do(Command("start"))
        return self.go(f"choose:{language}", f"choose:{consent}")

    def go(self, *script: str) -> "Talker":
        """Follow a script: ``=`` is typed, ``~`` typed and confirmed, ``/`` a command, else tapped."""
        for line in script:
            if line.startswith("="):
                self.do(Said(line[1:]))
            elif line.startswith("~"):
                self.do(Said(line[1:]))
                self.tap("confirm")
            elif line.startswith("/"):
                self.do(Command(line[1:]))
            else:
                self.tap(line)
        return self

    def tap(self, action: str) -> None:
        """Tap the button that does this."""
        assert self.state is not None
        assert action in self.state.offers, (action, self.state.place, self.state.offers)
        self.taps += 1
        self.do(Tap(f"{self.state.turn}.{self.state.offers.index(action)}"))

    @property
    def text(self) -> str:
        """Everything the bot said last."""
        return "\n".join(reply.text for reply in self.replies)

    @property
    def at(self) -> str:
        """Where the conversation stands."""
        assert self.state is not None
        return self.state.place.at

    @property
    def case(self) -> dict[str, Any]:
        """The case so far."""
        assert self.state is not None
        return dict(self.state.facts.case)


@cache
def context_on(today: date, device: str | None = None) -> Context:
    """Return the context of a day: whoever comes with the same case again is not assessed again."""
    return Context(today, load_law(), device)


def inside(entry: str = "~20.10.2026") -> Talker:
    """Return a trader who has told when they came."""
    return Talker().start().go("choose:KZ", "choose:yes", entry)


NOT_IN_TROUBLE: Final = "choose:done"
SHOW: Final = "answer"

BUILDER: Final = (
    "choose:TJ", "choose:yes", "month:2026-10", "when:2026-10-06", "choose:work", "choose:none",
    "choose:no", "choose:no", "choose:neither", NOT_IN_TROUBLE, SHOW,
)  # fmt: skip
COOK: Final = (
    "choose:UZ", "choose:yes", "~02.03.2026", "choose:work", "choose:patents", "~25 марта 2026",
    "~24.12.2026", "choose:done", "choose:yes", "choose:yes", "~24.12.2026", "choose:no", NOT_IN_TROUBLE,
    SHOW,
)  # fmt: skip
SEAMSTRESS: Final = (
    "choose:KG", "choose:yes", "~15.7.26", "choose:work", "choose:contracts", "~20.07.2026", "~12.11.2026",
    "choose:early", "choose:done", "choose:no", "choose:yes", "~31.12.2026", "choose:no", "choose:both",
    NOT_IN_TROUBLE, SHOW,
)  # fmt: skip
TRADER: Final = (
    "choose:KZ", "choose:yes", "~2026-10-20", "choose:private", "choose:none", "choose:yes", "~01.02.2026",
    "~17.03.2026", "choose:all", "choose:yes", "~17.01.2027", "choose:no", NOT_IN_TROUBLE, SHOW,
)  # fmt: skip
MOTHER: Final = (
    "choose:UZ", "choose:yes", "~1 августа", "choose:private", "choose:none", "choose:no", "choose:no",
    "choose:unknown", NOT_IN_TROUBLE, SHOW,
)  # fmt: skip
EXPELLED: Final = (
    "choose:TJ", "choose:no", "choose:no", "choose:removals", "choose:expulsion", "~10.09.2023",
    NOT_IN_TROUBLE, SHOW,
)  # fmt: skip
DRIVER: Final = (
    "choose:KG", "choose:no", "choose:no", "choose:offences", "~01.06.2025", "choose:traffic", "choose:yes",
    "choose:offences", "~15.02.2026", "choose:stay", "choose:yes", "choose:no", NOT_IN_TROUBLE, SHOW,
)  # fmt: skip
STUDENT: Final = (
    "choose:AM", "choose:yes", "~01.09.2026", "choose:study", "choose:studies", "~01.09.2026", "~30.06.2030",
    "choose:done", "choose:no", "choose:yes", "~30.06.2027", "choose:no", "choose:both", NOT_IN_TROUBLE, SHOW,
)  # fmt: skip
LOST: Final = (
    "choose:UZ", "choose:yes", "rough", "when:2026-08", "choose:private", "choose:none", "choose:no",
    "choose:yes", "~31.12.2026", "choose:no", "choose:both", NOT_IN_TROUBLE, SHOW,
)  # fmt: skip
PLANNING: Final = (
    "choose:TJ", "choose:no", "choose:yes", "~01.03.2026", "~29.04.2026", "choose:all", NOT_IN_TROUBLE, SHOW,
)  # fmt: skip

PEOPLE: Final = {
    "builder": BUILDER,
    "cook": COOK,
    "seamstress": SEAMSTRESS,
    "trader": TRADER,
    "mother": MOTHER,
    "expelled": EXPELLED,
    "driver": DRIVER,
    "student": STUDENT,
    "lost": LOST,
    "planning": PLANNING,
}
