"""The figures of the reminders: what is counted, what each number means, and when it is an alarm."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from bot.store import Store
    from bot.store.database import Database
    from bot.store.figures import Figures
    from bot.store.review import Progress

LATE_AFTER: Final = timedelta(hours=1)
"""A reminder this long after its moment is an alarm: for a deadline of today there are few hours to lose."""

LOOK_LATE_AFTER: Final = timedelta(days=1)
"""A look at somebody's dates comes every week and sends nothing by itself: a day later it is an alarm."""


class Seen(NamedTuple):
    """What the store says of the reminders at one moment."""

    figures: "Figures"
    review: "Progress | None"
    """How far everybody was assessed again after the last change of the law; None: there was none yet."""


class Meaning(NamedTuple):
    """What one figure counts, for people and for a monitoring program."""

    figure: str
    """Its name among the store's figures, and in JSON."""
    metric: str
    says: str
    """Goes on from "The number of"."""


MEANINGS: Final = (
    Meaning("waiting", "muhlat_reminders_waiting", "reminders that are wanted at a later moment"),
    Meaning("due", "muhlat_reminders_due", "reminders whose moment has come and that are not sent yet"),
    Meaning("claimed", "muhlat_reminders_claimed", "reminders that a worker is sending just now"),
    Meaning("sent_hour", "muhlat_reminders_sent_hour", "reminders that were sent in the last hour"),
    Meaning("sent_day", "muhlat_reminders_sent_day", "reminders that were sent in the last 24 hours"),
    Meaning("late", "muhlat_reminders_late", "reminders not sent though wanted more than an hour ago"),
    Meaning("failed_day", "muhlat_reminders_failed_day", "reminders given up in the last 24 hours"),
    Meaning("failed", "muhlat_reminders_failed", "reminders given up, as long as their rows are kept"),
    Meaning("skipped", "muhlat_reminders_skipped", "reminders not sent because they were no longer true"),
    Meaning("cancelled", "muhlat_reminders_cancelled", "reminders taken back because the chat is gone"),
    Meaning("unreachable", "muhlat_people_unreachable", "people who blocked the bot or left Telegram"),
    Meaning("looks_late", "muhlat_looks_late", "people whose weekly look at their dates is late"),
)


async def see(store: "Store", now: datetime) -> Seen:
    """Ask the store for all figures; each is late by its own measure.

    Raises:
        StoreError: it does not answer, or cannot be written: nobody is answered and nothing is sent then.
    """
    await store.budget.try_writing()
    figures = await store.outbox.figures(now, late_after=LATE_AFTER, look_late_after=LOOK_LATE_AFTER)
    return Seen(figures, await store.review.progress())


async def see_in(database: "Database", now: datetime) -> Seen:
    """The same of a database, read without its key and without writing to it.

    Raises:
        StoreError: it is damaged, of another version of the program, or does not answer.
    """
    from bot.store.errors import OldSchema  # noqa: PLC0415 - whoever has a store has loaded all of it
    from bot.store.figures import count  # noqa: PLC0415 - as above
    from bot.store.migrating import standing  # noqa: PLC0415 - as above
    from bot.store.review import Review  # noqa: PLC0415 - as above
    from bot.store.revisions import NEWEST  # noqa: PLC0415 - as above

    found = await standing(database)
    if not found.needs_nothing:
        raise OldSchema(database.place, f"{found}, here revision {NEWEST}")
    engine = database.connect("read")

    @asynccontextmanager
    async def connecting() -> AsyncIterator["AsyncConnection"]:
        async with database.naming(), engine.connect() as connection:
            yield connection

    try:
        figures = await count(connecting, now, LATE_AFTER, LOOK_LATE_AFTER)
        return Seen(figures, await Review(connecting).progress())
    finally:
        await engine.dispose()
