"""Looking after a person when they are silent: planning anew, asking whether to keep the dates, erasing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.delivery.office import MOSCOW, Office, Person
from bot.delivery.outcomes import Gone, Sent
from bot.delivery.rows import items_of, look_at
from bot.delivery.sending import send
from bot.dialog.model import Reply
from bot.dialog.reminding.ending import (
    QUIET,
    erased_replies,
    keeping_day,
    keeping_is_due,
    keeping_replies,
)
from bot.dialog.reminding.planning import AGAIN, replanned
from bot.dialog.state import State
from bot.reminders.moments import decent
from bot.store import Conflict, Kept
from bot.store.outbox import Claim

_SOON: Final = timedelta(minutes=1)
_A_DAY: Final = timedelta(days=1)


async def look_after(office: Office, person: Person, claim: Claim) -> None:
    """Do for a person what is to be done today, and note when to look again.

    Raises:
        Halt: nothing can be sent now.
        StoreError: another worker looks when the lease is over.
    """
    outbox, now = office.store.outbox, office.clock()
    if person.state.consent != "remember" or person.state.reminders.zone is None:
        await outbox.finish(office.worker, claim.id, "skipped", now)
        return
    asked = _unanswered(person)
    message = _to_say(office, person, asked)
    if message is None:
        await _plan(office, person, claim, asked)
    elif decent(now, person.zone) > now:
        await outbox.done_looking(office.worker, claim, decent(now, person.zone))
    else:
        outcome = await send(office, person, message, [claim])
        if asked is None and isinstance(outcome, Sent):
            await _asked(office, person, claim)
        elif asked is not None and isinstance(outcome, Sent | Gone):
            await office.store.forget(person.chat_id)


def _heard(person: Person) -> date:
    return person.kept.heard.astimezone(MOSCOW).date()


def _unanswered(person: Person) -> date | None:
    """Return the day on which the person was asked whether to keep their dates, if no answer has come."""
    asked = person.state.reminders.asked_on
    return None if asked is None or asked < _heard(person) else asked


def _to_say(office: Office, person: Person, asked: date | None) -> Reply | None:
    """Return the question whether to keep the dates, or that they are erased; None on an ordinary day."""
    if asked is None:
        if not keeping_is_due(person.state, _heard(person), office.context()):
            return None
        (message,) = keeping_replies(person.state, office.context())
        return message
    if office.today() < asked + QUIET:
        return None
    (message,) = erased_replies(person.state, office.context())
    return message


async def _asked(office: Office, person: Person, claim: Claim) -> None:
    """Note that the question has been asked, and look again when the time for an answer is over."""
    today = office.today()
    reminders = replace(person.state.reminders, asked_on=today)
    saved = await _save(office, person, replace(person.state, reminders=reminders))
    # An answer that has just come makes it an ordinary look.
    await _again(office, person, claim, today + (AGAIN if saved is None else QUIET))


async def _plan(office: Office, person: Person, claim: Claim, asked: date | None) -> None:
    """Plan anew: some deadlines are there only from a day on."""
    outbox, now = office.store.outbox, office.clock()
    state, remind = replanned(person.state, office.context())
    # Somebody who is to be reminded of something is kept for it, however long they are silent; nobody else.
    saved = await _save(office, person, state) if remind is not None and remind.wanted else person.kept
    if saved is None:
        # They have just written, which plans anew too; look again in case that was cut short.
        await outbox.put_back(office.worker, claim.id, now + _SOON, counted=True)
        return
    if remind is not None:
        items = items_of(remind, now)
        await outbox.replace(saved.revision, person.chat_id, items, now, same_facts=True)
    await _again(office, person, claim, _next(office, person, asked))


def _next(office: Office, person: Person, asked: date | None) -> date:
    """Return the day on which to look again."""
    if asked is not None:
        return asked + QUIET
    today = office.today()
    keeping = keeping_day(person.state, _heard(person), office.context())
    return today + AGAIN if keeping is None else min(max(keeping, today + _A_DAY), today + AGAIN)


async def _save(office: Office, person: Person, state: State) -> Kept | None:
    """Keep a state that the person has not led to; None where they have just written."""
    try:
        return await office.store.save(
            person.chat_id, state.to_data(), None, office.clock(), loaded=person.kept, heard=False
        )
    except Conflict:
        return None


async def _again(office: Office, person: Person, claim: Claim, day: date) -> None:
    at = look_at(day, person.zone, person.chat_id)
    await office.store.outbox.done_looking(office.worker, claim, at)
