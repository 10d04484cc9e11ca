"""Many people with one reminder each that is due: put into a store at once, and known to Telegram."""

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Final

from sqlmodel import insert

from bot.delivery.rows import items_of
from bot.dialog.model import Context, Remind
from bot.dialog.reminding.arrival import reminder_replies
from bot.dialog.reminding.planning import replanned
from bot.dialog.state import State
from bot.lawbook import load_law
from bot.settings import Place
from bot.store import Kept, open_store
from bot.store.kept import LIFETIMES, Terms
from bot.store.models import PersonRow, ReminderRow
from tests.bot.databases import settings_for
from tests.bot.delivery.people import agreed
from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.world import FakeChat

DUE: Final = datetime(2027, 1, 28, 8, tzinfo=UTC)
"""When the reminder of the day before the last day is due to everybody; that of the last day is left."""
_FIRST_CHAT: Final = 5_600_000_001
_BATCH: Final = 1000


@cache
def _planned() -> tuple[State, Remind]:
    """Return the conversation that all of them have had, and what is planned on that day."""
    talked = agreed().state
    assert talked is not None
    planned, remind = replanned(talked, _context())
    assert remind is not None
    again, remind = replanned(planned, _context())
    assert again == planned
    assert remind is not None
    return planned, replace(remind, wanted=tuple(each for each in remind.wanted if each.day >= _today()))


def _today() -> date:
    return DUE.date()


def _context() -> Context:
    return Context(_today(), load_law())


def text_of_all() -> str:
    """Return the one message that is to reach each of them."""
    state, remind = _planned()
    (due,) = [each for each in remind.wanted if each.day == _today()]
    replies = reminder_replies(state, due.kind, due.number, due.deadline, _context())
    assert replies is not None
    (reply,) = replies
    return reply.text


def chats(people: int) -> range:
    """Return their chats."""
    return range(_FIRST_CHAT, _FIRST_CHAT + people)


def meet(telegram: FakeTelegram, people: int) -> None:
    """Let them open their chats with the bot."""
    with telegram.world.lock:
        for number in chats(people):
            user: dict[str, object] = {"id": number, "is_bot": False, "first_name": "Рустам"}
            telegram.world.chats[number] = FakeChat(number, "private", user, started=True)


async def fill(place: Place, people: int) -> None:
    """Keep them all with their reminders, as each of them would be kept, only faster."""
    state, remind = _planned()
    items = items_of(remind, DUE)
    assert [item.fire_at <= DUE for item in items].count(True) == 1
    kept = Kept(state.to_data(), "remember", 1, (), DUE)
    terms = Terms("remember", DUE + LIFETIMES["remember"], (), DUE)
    async with await open_store(settings_for(place)) as store:
        everybody = chats(people)
        for start in range(0, people, _BATCH):
            some = everybody[start : start + _BATCH]
            persons = [store._seal(chat, kept, terms, _today()) for chat in some]
            rows = [
                row | {"who": person["who"], "try_at": row["fire_at"], "state": "due", "attempts": 0}
                for chat, person in zip(some, persons, strict=True)
                for row in store.outbox._rows(chat, items, DUE).values()
            ]
            async with store._connection() as connection:
                await connection.execute(insert(PersonRow), persons)
                await connection.execute(insert(ReminderRow), rows)
