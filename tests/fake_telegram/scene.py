"""A running bot and the server it talks to, with what tests ask about both."""

import time
from collections.abc import Callable
from dataclasses import dataclass

from tests.fake_telegram.people import Person
from tests.fake_telegram.process import BotProcess
from tests.fake_telegram.server import FakeTelegram


@dataclass
class Scene:
    """A running bot and the server that it talks to."""

    telegram: FakeTelegram
    bot: BotProcess

    def person(self, language: str | None = "ru") -> Person:
        """Return somebody new."""
        return self.telegram.person(language=language)

    def calls(self, person: Person, method: str) -> int:
        """Return how often the bot has called a method for a person."""
        with self.telegram.world.lock:
            calls = self.telegram.world.calls
            return sum(call.method == method and call.chat_id == person.chat.id for call in calls)

    def unanswered_taps(self, person: Person) -> int:
        """Return how many taps of a person were not acknowledged."""
        with self.telegram.world.lock:
            queries = self.telegram.world.queries.values()
            return sum(query.chat_id == person.chat.id and not query.answered for query in queries)

    def forgive(self, person: Person) -> None:
        """Take out of the account the refusals that a test has ordered for a person."""
        world = self.telegram.world
        with world.lock:
            world.calls[:] = [
                call for call in world.calls if call.chat_id != person.chat.id or call.code == 200
            ]


def wait_until(true: Callable[[], object], seconds: float = 10.0) -> None:
    """Wait until something is so.

    Raises:
        AssertionError: it is not so in time.
    """
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)
