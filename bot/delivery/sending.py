"""One message on its way: its turn, the claim made sure of, the sending, and what is written down of it."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.delivery.office import Office, Person
from bot.delivery.outcomes import Down, Gone, Later, Outcome, Refused, Sent, Unknown
from bot.dialog.model import Reply
from bot.store import Conflict, StoreError
from bot.store.outbox import Claim

_log = logging.getLogger(__name__)

_A_DAY = timedelta(days=1)
_A_MINUTE = timedelta(minutes=1)
_STALE = timedelta(seconds=30)
"""A wait so long that the person may have said meanwhile that nothing is wanted: they are looked up anew."""
_LONG = timedelta(seconds=1)
"""A wait after which it is looked again whether everybody was told to wait meanwhile."""
_NOTING = (0.5, 2.0, 5.0)
"""Seconds before each new attempt to note that a message has arrived."""


class Halt(Exception):
    """Nothing can be sent for some time; what is still in hand is put back."""


class Cut(Halt):
    """It is this process that reaches nobody; others may go on."""


async def send(office: Office, person: Person, reply: Reply, claims: Sequence[Claim]) -> Outcome | None:
    """Send one message that stands for some rows, and tell what became of it.

    Where it has arrived, the rows are still claimed. Else they say what became of it: due again later, failed
    with the reason, or cancelled with all other rows of a person who cannot be reached. None: they are
    claimed by somebody else by now, and nothing was sent.

    Raises:
        Halt: nothing can be sent now, to nobody.
        StoreError: what became of it could not be noted; another worker takes it up when the lease is over.
    """
    held = await _held(office, claims)
    try:
        in_time = bool(held) and await _turn(office)
    except Halt:
        await _put_back(office, held, office.clock())
        raise
    if not in_time:
        await _put_back(office, held, office.clock() + _A_MINUTE)
        return None
    # Nothing stands between the turn and the sending: what does would be long at times, and messages bunch.
    outcome = await office.post.send(person.chat_id, reply)
    if isinstance(outcome, Unknown) and not await office.post.answers():
        outcome = Down(outcome.reason)
    if not isinstance(outcome, Sent):
        await _note(office, person, outcome, held)
    return outcome


async def note_arrival(office: Office, claims: Sequence[Claim]) -> None:
    """Note that a message has arrived, more than once where the store does not answer: else it comes again.

    Raises:
        StoreError: it could not be noted; :func:`note_arrivals` does it when the store answers again.
    """
    office.arrived.update(claim.id for claim in claims)
    for wait in _NOTING:
        try:
            await _note_arrived(office, [claim.id for claim in claims])
        except StoreError:
            await office.sleep(wait)
        else:
            return
    await _note_arrived(office, [claim.id for claim in claims])


async def note_arrivals(office: Office) -> None:
    """Note of all messages that have arrived while the store did not answer that they did.

    To be called when nothing is being sent, and before anything is made due again: what nobody else has taken
    up meanwhile does not come a second time.

    Raises:
        StoreError: it still does not answer.
    """
    await _note_arrived(office, tuple(office.arrived))


async def _note_arrived(office: Office, numbers: Sequence[int]) -> None:
    for number in numbers:
        await office.store.outbox.finish(office.worker, number, "sent", office.clock())
        office.arrived.discard(number)


async def _held(office: Office, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims that are still this worker's, for a whole lease, and counted as tried.

    Raises:
        Halt: everybody was told to wait; nothing was counted.
    """
    await _go_on(office)
    until = office.clock() + office.pace.lease
    # Whoever slept too long has lost the rows to another worker, who sends them.
    ours = await office.store.outbox.renew(office.worker, [claim.id for claim in claims], until)
    return [replace(claim, attempts=claim.attempts + 1) for claim in claims if claim.id in ours]


async def _turn(office: Office) -> bool:
    """Wait for the turn of one message among those of all workers; tell whether it came within the lease.

    Raises:
        Halt: meanwhile everybody was told to wait.
    """
    rate, begun = office.pace.rate, office.clock()
    if rate is None:
        return True
    wait = await office.store.budget.take(begun, rate)
    if wait > _STALE:
        return False
    await office.sleep(max(0.0, (begun + wait - office.clock()).total_seconds()))
    if wait > _LONG:
        await _go_on(office)
    return timedelta(0) <= office.clock() - begun < _STALE + _LONG


async def _go_on(office: Office) -> None:
    """Make sure that nobody was told to wait.

    Raises:
        Halt: somebody was.
    """
    if await office.store.budget.paused(office.clock()) > timedelta(0):
        raise Halt


async def _put_back(office: Office, held: Sequence[Claim], at: datetime, reason: str | None = None) -> None:
    """Let rows be tried at another moment, as if they had not been tried."""
    for claim in held:
        await office.store.outbox.put_back(office.worker, claim.id, at, counted=False, reason=reason)


async def _note(office: Office, person: Person, outcome: Outcome, held: Sequence[Claim]) -> None:
    """Write down why a message has not arrived.

    Raises:
        Halt: nothing can be sent for some time.
    """
    match outcome:
        case Gone(reason):
            _log.info("outcome=%s", reason)
            await _unreachable(office, person, reason)
        case Later(wait):
            _log.warning("told to wait %.0f s", wait.total_seconds())
            await office.store.budget.pause(office.clock(), wait)
            await _put_back(office, held, office.clock() + wait)
            raise Halt
        case Down(reason):
            _log.warning("outcome=down %s", reason)
            await _put_back(office, held, office.clock() + office.pace.down, reason)
            raise Cut
        case Unknown(reason) | Refused(reason):
            for claim in held:
                await try_again(office, claim, reason)
        case Sent():
            raise AssertionError


async def try_later(office: Office, claims: Sequence[Claim], reason: str) -> None:
    """Count a try of rows of which no message has come about, and put them back as after any other."""
    until = office.clock() + office.pace.lease
    left = await office.store.outbox.renew(office.worker, [claim.id for claim in claims], until)
    for claim in claims:
        if claim.id in left:
            await try_again(office, replace(claim, attempts=claim.attempts + 1), reason)


async def try_again(office: Office, claim: Claim, reason: str) -> None:
    """Put a row back after a try of its own; after the last it has failed.

    One that is looked after every week never fails: it is tried again on another day.
    """
    outbox, pace, now = office.store.outbox, office.pace, office.clock()
    _log.warning("outcome=undelivered %s, try %d", reason, claim.attempts)
    if claim.attempts < pace.tries:
        wait = pace.again[min(claim.attempts, len(pace.again)) - 1]
        await outbox.put_back(office.worker, claim.id, now + wait, counted=True, reason=reason)
    elif claim.task == "look":
        await outbox.done_looking(office.worker, claim, now + _A_DAY)
    else:
        await outbox.finish(office.worker, claim.id, "failed", now, reason)


async def _unreachable(office: Office, person: Person, reason: str) -> None:
    """Cancel everything for somebody who cannot be reached; when they write again, all is planned anew."""
    store, now = office.store, office.clock()
    reminders = replace(person.state.reminders, planned_on=None)
    data = replace(person.state, reminders=reminders).to_data()
    try:
        # Nobody is kept longer for reminders that do not come.
        saved = await store.save(
            person.chat_id, data, None, now, loaded=person.kept, heard=False, lasting=False
        )
    except Conflict:
        return  # they have just written: the next try will show whether they can be reached
    await store.outbox.cancel(store.name_of(person.chat_id), reason, loaded=saved.revision)
