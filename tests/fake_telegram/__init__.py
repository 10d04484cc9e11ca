"""A fake Bot API server for tests, as strict as Telegram's own.

It speaks the same HTTP, refuses what Telegram refuses with the same codes and words, and lets a
test play the people: see :class:`FakeTelegram` and :class:`Person`.
"""

from tests.fake_telegram.people import Person
from tests.fake_telegram.server import FakeTelegram
from tests.fake_telegram.trouble import Trouble

__all__ = ["FakeTelegram", "Person", "Trouble"]
