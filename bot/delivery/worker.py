"""A worker: claims what is due, in batches, and sees to it that every row it claimed is settled.

Several may run, in one process or in many: each row is claimed by one of them at a time. One that is killed
leaves its rows to the others when the lease is over.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Final

from bot.delivery.attending import attend
from bot.delivery.office import Office
from bot.delivery.sending import Cut, Halt, note_arrivals, try_later
from bot.logs import place
from bot.store import StoreError
from bot.store.outbox import Claim

_log = logging.getLogger(__name__)

_NOTHING: Final = timedelta(0)


class Worker:
    """Delivers what is due whenever :meth:`sweep` is called."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._stopping = False
        self._cut_at: datetime | None = None
        self._idle = asyncio.Event()
        self._idle.set()

    async def sweep(self) -> None:
        """Deliver everything that is due now; return when nothing is, or when nothing may be sent.

        It never raises for what the store or the channel does: what was not settled is taken up again.
        """
        if self._stopping or not self._idle.is_set():
            return
        self._idle.clear()
        try:
            await self._sweep()
        except Cut:
            self._cut_at = self._office.clock()
            _log.info("nothing can be sent from here now")
        except Halt:
            _log.info("nothing can be sent now")
        except StoreError as fault:
            _log.error("outcome=fault %s", type(fault).__name__)
        finally:
            self._idle.set()

    async def stop(self) -> None:
        """Finish what is being sent, put back the rest, and sweep no more."""
        self._stopping = True
        await self._idle.wait()

    async def _sweep(self) -> None:
        office = self._office
        outbox, pace = office.store.outbox, office.pace
        await note_arrivals(office)
        if self._is_cut() or await office.store.budget.paused(office.clock()) > _NOTHING:
            return
        while not self._stopping:
            # Before each batch: what a killed worker has left would else wait until all the rest is done.
            returned, failed = await outbox.reap(office.clock(), tries=pace.tries)
            if returned or failed:
                _log.warning("leases over: %d due again, %d failed", returned, failed)
            claims = await outbox.claim(office.worker, office.clock(), most=pace.batch, lease=pace.lease)
            if not claims:
                return
            await self._settle(claims)

    def _is_cut(self) -> bool:
        """Tell whether this process has just reached nobody; a clock that has been put back ends that."""
        now = self._office.clock()
        return self._cut_at is not None and self._cut_at <= now < self._cut_at + self._office.pace.down

    async def _settle(self, claims: Sequence[Claim]) -> None:
        """Work on a batch, person by person, some side by side.

        Raises:
            Halt: nothing can be sent; every row is put back.
        """
        turns = asyncio.Semaphore(self._office.pace.at_once)
        halted: list[Halt] = []

        async def work(of_one: Sequence[Claim]) -> None:
            async with turns:
                if halted or self._stopping:
                    await self._put_back(of_one)
                    return
                try:
                    await self._attend(of_one)
                except Halt as halt:
                    halted.append(halt)
                    await self._put_back(of_one)

        ordered = sorted(claims, key=lambda claim: claim.who)
        people = [list(of_one) for _, of_one in groupby(ordered, key=lambda claim: claim.who)]
        people.sort(key=lambda of_one: min(claim.fire_at for claim in of_one))
        results = await asyncio.gather(*map(work, people), return_exceptions=True)
        for fault in results:
            if isinstance(fault, BaseException):
                raise fault
        if halted:
            raise halted[0]

    async def _put_back(self, claims: Sequence[Claim]) -> None:
        """Give rows back that were not tried; those that are settled already stay so."""
        for claim in claims:
            now = self._office.clock()
            await self._office.store.outbox.put_back(self._office.worker, claim.id, now, counted=True)

    async def _attend(self, claims: Sequence[Claim]) -> None:
        """See to the rows of one person; a fault of ours counts as a try of all of them.

        Raises:
            Halt: nothing can be sent now.
            StoreError: another worker takes them up when the lease is over.
        """
        office = self._office
        try:
            await attend(office, claims)
        except (Halt, StoreError):
            raise
        except Exception as fault:  # noqa: BLE001 - one person must never hold up the others
            _log.error("outcome=fault %s", place(fault))
            await try_later(office, claims, type(fault).__name__)
