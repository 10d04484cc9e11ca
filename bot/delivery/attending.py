"""The due rows of one person: facts are assessed again, what is still true is sent, the rest is skipped."""

import logging
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from bot.delivery.looking import look_after
from bot.delivery.office import Office, Person, find
from bot.delivery.outcomes import Sent
from bot.delivery.rows import WrongContent, law_of_news, wanted_of
from bot.delivery.sending import note_arrival, send, try_later
from bot.dialog.model import Reply
from bot.dialog.reminding.arrival import came_too_late, day_reply, reminder_replies
from bot.dialog.reminding.news import notice_replies
from bot.reminders.moments import decent
from bot.reminders.plan import Wanted
from bot.store.outbox import Claim

_log = logging.getLogger(__name__)

_SOON: Final = timedelta(minutes=1)


async def attend(office: Office, claims: Sequence[Claim]) -> None:
    """See to the claimed rows of one person, all of ``claims`` being theirs.

    Raises:
        Halt: nothing can be sent now.
        StoreError: another worker takes up what is left when the lease is over.
    """
    person = await find(office, claims[0].who)
    if isinstance(person, Person):
        await _attend(office, person, [claim for claim in claims if claim.chat_id == person.chat_id])
        # Whoever can write to the database could else move a row from one person to another.
        await _fail(office, [claim for claim in claims if claim.chat_id != person.chat_id], "misplaced")
    elif person is not None:
        # Who cannot be read now may be later: by the newer version of the program, or with a key put back.
        await try_later(office, claims, person)
    else:
        # They have gone, and their rows with them; or they have just got another name with another key.
        for claim in claims:
            later = office.clock() + _SOON
            await office.store.outbox.put_back(office.worker, claim.id, later, counted=True)


async def _attend(office: Office, person: Person, claims: Sequence[Claim]) -> None:
    await _remind(office, person, [claim for claim in claims if claim.task == "remind"])
    for claim in claims:
        if claim.task == "once":
            await _tell(office, person, claim)
        elif claim.task == "look":
            await look_after(office, person, claim)


async def _remind(office: Office, person: Person, claims: Sequence[Claim]) -> None:
    """Send what was planned for this moment, as far as it is still true."""
    read = [(wanted, claim) for claim in claims if (wanted := await _read(office, claim)) is not None]
    read = [(wanted, claim) for wanted, claim in read if not await _wakes(office, person, claim, wanted)]
    read.sort(key=lambda each: (each[0].deadline, each[0].kind, each[0].number))
    if not read:
        return
    reply, told = day_reply(person.state, [wanted for wanted, _ in read], office.context())
    telling = []
    for (wanted, claim), is_told in zip(read, told, strict=True):
        if is_told:
            telling.append(claim)
        else:
            await _skip(office, person, wanted, claim)
    if reply is not None and await _deliver(office, person, reply, telling):
        # Some deadlines are there only once others are near: the plan is made anew after each day.
        await office.store.outbox.look(person.chat_id, office.clock(), sooner_only=True)


async def _wakes(office: Office, person: Person, claim: Claim, wanted: Wanted) -> bool:
    """Put a reminder back where it is night for the person; tell whether that was done.

    After its deadline nothing is gained by waking somebody.
    """
    last = date.max if wanted.is_after else wanted.deadline
    return await _at_night(office, person, claim, last)


async def _skip(office: Office, person: Person, wanted: Wanted, claim: Claim) -> None:
    """Note that there is nothing to send any more; what nothing could be sent of in time is an alarm."""
    kind, _, deadline, _ = wanted
    if not wanted.is_after and came_too_late(person.state, kind, deadline, office.context()):
        await _fail(office, [claim], "too late")
    else:
        await office.store.outbox.finish(office.worker, claim.id, "skipped", office.clock())


async def _tell(office: Office, person: Person, claim: Claim) -> None:
    """Send what is sent once: a reminder that was asked for now, or the news of a change of the law."""
    law = law_of_news(claim.content)
    if law is not None:
        if await _at_night(office, person, claim):
            return
        replies = notice_replies(person.state, office.context(), law)
    else:
        wanted = await _read(office, claim)
        if wanted is None:
            return
        kind, number, deadline, _ = wanted
        replies = reminder_replies(person.state, kind, number, deadline, office.context())
    if replies is None:
        await office.store.outbox.finish(office.worker, claim.id, "skipped", office.clock())
        return
    for reply in replies:
        await _deliver(office, person, reply, [claim])


async def _deliver(office: Office, person: Person, reply: Reply, claims: Sequence[Claim]) -> bool:
    """Send a message and note that it has arrived; tell whether it has."""
    if not isinstance(await send(office, person, reply, claims), Sent):
        return False
    await note_arrival(office, claims)
    return True


async def _at_night(office: Office, person: Person, claim: Claim, deadline: date = date.max) -> bool:
    """Put a row back until the morning where it is night for the person; tell whether that was done.

    What was held up until the night before it is too late comes all the same: whoever can still do something
    about it, by a bank's app say, would rather be woken.
    """
    now = office.clock()
    morning = decent(now, person.zone)
    if morning <= now or morning.astimezone(person.zone).date() > deadline:
        return False
    await office.store.outbox.put_back(office.worker, claim.id, morning, counted=True)
    return True


async def _read(office: Office, claim: Claim) -> Wanted | None:
    """Return what a row is about; one that cannot be read has failed."""
    try:
        return wanted_of(claim.content)
    except WrongContent:
        await _fail(office, [claim], "unreadable")
        return None


async def _fail(office: Office, claims: Sequence[Claim], reason: str) -> None:
    for claim in claims:
        _log.error("outcome=failed %s", reason)
        await office.store.outbox.finish(office.worker, claim.id, "failed", office.clock(), reason)
