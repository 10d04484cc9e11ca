"""After a change of the law: everybody who is reminded is assessed again, and told what it has changed.

In batches, by one worker at a time, beside all else. Whoever is killed in between leaves a batch to be done
again: what was stored of it already is stored the same way once more, and nobody is told twice.
"""

import asyncio
import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias
from zoneinfo import ZoneInfo

from bot.delivery.office import Office
from bot.delivery.rows import item_of_news, items_of
from bot.dialog.reminding.reviewing import Reviewed, reviewed
from bot.dialog.state import State, WrongState
from bot.reminders.moments import decent
from bot.reminders.outlook import mark_of
from bot.reminders.zones import DEFAULT_ZONE
from bot.store import Conflict, DamagedRow, Kept, StoreError
from bot.store.review import Progress

_log = logging.getLogger(__name__)

_BATCH: Final = 100
_LEASE: Final = timedelta(minutes=5)
_SHOWN: Final = timedelta(minutes=1)
"""How often the progress is written into the log."""
_ATTEMPTS: Final = 5
_FINISHED: Final = "finished"

End: TypeAlias = Literal["same", "planned", "told", "unreadable", "gone", "busy"]
"""What became of a person: nothing differs; planned anew; also told; and why it was not possible."""


@dataclass(slots=True)
class Reviewer:
    """Goes through everybody whenever :meth:`run` is called and there is something to be done."""

    office: Office
    batch: int = _BATCH
    _begun: bool = False
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)
    _shown: datetime | None = None
    _ends: Counter[End] = field(default_factory=Counter)

    async def run(self) -> None:
        """Go through everybody, or on from where somebody stopped; do nothing where the law is the same.

        It never raises for what the store does: what was not done is taken up again.
        """
        try:
            # Only once: a process that still has the law of before must not begin anew with it.
            if not self._begun:
                await self.office.store.review.begin(mark_of(self.office.law), self.office.clock())
                self._begun = True
            await self._review()
        except StoreError as fault:
            _log.error("law change: %s", type(fault).__name__)

    def stop(self) -> None:
        """Stop after the person who is being looked at."""
        self._stopping.set()

    async def _review(self) -> None:
        office = self.office
        review, mark = office.store.review, mark_of(office.law)
        noted = await review.progress()
        if noted is None or noted.fingerprint != mark or noted.finished is not None:
            return
        progress = await review.claim(office.worker, office.clock(), _LEASE)
        if progress is None or progress.fingerprint != mark:
            return
        self._ends.clear()
        self._shown = None
        cursor = progress.cursor
        while not self._stopping.is_set():
            people = await office.store.reminded(cursor, self.batch, self._not_read)
            if not people:
                if await review.finish(office.worker, office.clock()):
                    self._show(progress, _FINISHED)
                return
            seen = changed = 0
            for who, chat_id, kept in people:
                if self._stopping.is_set():
                    break
                end = await assess_again(office, who, chat_id, kept, progress.started)
                self._ends[end] += 1
                seen, changed, cursor = seen + 1, changed + (end == "told"), who
                await asyncio.sleep(0)  # whoever writes meanwhile is answered first
            if not await review.advance(office.worker, cursor, seen, changed, office.clock(), _LEASE):
                return
            self._show(progress)

    def _not_read(self) -> None:
        _log.error("outcome=damaged")
        self._ends["unreadable"] += 1

    def _show(self, progress: Progress, ended: str = "goes on") -> None:
        """Write into the log how far it has come: numbers alone."""
        now = self.office.clock()
        if ended != _FINISHED and self._shown is not None and now < self._shown + _SHOWN:
            return
        self._shown = now
        seen = progress.seen + self._ends.total()
        told = progress.changed + self._ends["told"]
        not_read = self._ends["unreadable"] + self._ends["busy"]
        _log.info("law change: %s, %d seen, %d to be told, %d left out", ended, seen, told, not_read)


async def assess_again(office: Office, who: str, chat_id: int, kept: Kept, review: datetime) -> End:
    """Assess one person again, and store what follows; whoever writes meanwhile is taken as they are then.

    ``review`` is when the review of everybody began: whoever has been told in its course is not told again.

    Raises:
        StoreError: not all may have been stored; to be done again.
    """
    for _ in range(_ATTEMPTS):
        try:
            state = State.from_data(kept.data)
        except WrongState:
            return "unreadable"
        found = reviewed(state, office.context())
        try:
            return await _stored(office, chat_id, kept, state, found, review)
        except Conflict:
            try:
                loaded = await office.store.load_by(who, office.clock())
            except DamagedRow:
                return "unreadable"
            if loaded is None:
                return "gone"
            _, kept = loaded
    # Somebody who writes all the time plans anew with each step.
    return "busy"


async def catch_up(office: Office, who: str, chat_id: int, kept: Kept, state: State) -> bool:
    """Assess somebody again whom the review of everybody has passed over; tell whether that led to anything.

    Then what was loaded of them is not what is kept any more.

    It goes through people in the order of their names, and somebody who is written to under a new data key
    meanwhile gets another one. Nobody is told twice, as in the review itself.

    Raises:
        StoreError: as :func:`assess_again`.
    """
    outlook, mark = state.reminders.outlook, mark_of(office.law)
    if outlook is None or outlook.law == mark:
        return False
    review = await office.store.review.progress()
    # While it runs their turn may come; and a process with the law of before takes nothing back.
    if review is None or review.finished is None or review.fingerprint != mark:
        return False
    return await assess_again(office, who, chat_id, kept, review.started) != "same"


async def _stored(  # noqa: PLR0913, PLR0917 - whose, as they were and as they are to be, and why
    office: Office, chat_id: int, kept: Kept, state: State, found: Reviewed, review: datetime
) -> End:
    """Store what a change of the law has led to for somebody.

    Raises:
        Conflict: they have written meanwhile.
        StoreError: not all may have been stored.
    """
    store, now = office.store, office.clock()
    if found.state is not state:
        # First the person: a row of news finds what it is to tell in what is kept of them.
        kept = await store.save(chat_id, found.state.to_data(), None, now, loaded=kept, heard=False)
    if found.remind is not None:
        items = items_of(found.remind, now)
        await store.outbox.replace(kept.revision, chat_id, items, now, same_facts=True)
    if found.change is not None:
        zone = ZoneInfo(state.reminders.zone or DEFAULT_ZONE)
        news = item_of_news(found.change.law, review, decent(now, zone))
        await store.outbox.put(chat_id, news, now)
        return "told"
    return "same" if found.remind is None else "planned"
