"""Looking after a person when they are silent: planning anew, asking whether to keep the dates, erasing."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from bot.delivery.law_change import catch_up
from bot.delivery.office import MOSCOW, Office, Person
from bot.delivery.outcomes import Gone, Sent
from bot.delivery.rows import items_of, look_at
from bot.delivery.sending import send
from bot.dialog.model import Remind
from bot.dialog.reminding.ending import QUIET, erased_replies, keeping_day, keeping_replies
from bot.dialog.reminding.planning import AGAIN, replanned
from bot.dialog.state import State
from bot.reminders.moments import decent
from bot.store import Conflict, Kept
from bot.store.outbox import Claim

_SOON: Final = timedelta(minutes=1)


async def look_after(office: Office, person: Person, claim: Claim) -> None:
    """Do for a person what is to be done today, and note when to look again.

    Raises:
        Halt: nothing can be sent now.
        StoreError: another worker looks when the lease is over.
    """
    if person.state.consent != "remember" or person.state.reminders.zone is None:
        await office.store.outbox.finish(office.worker, claim.id, "skipped", office.clock())
        return
    if _unanswered(person) is not None:
        # What was announced is kept to: nothing new is planned for whoever does not say that they want it.
        await _end(office, person, claim)
        return
    if await catch_up(office, claim.who, person.chat_id, person.kept, person.state):
        await _look_soon(office, claim)
        return
    # Some deadlines are there only from a day on.
    state, remind = replanned(person.state, office.context())
    if remind is not None and not await _plan(office, person, state, remind):
        # They have just written, which plans anew too; look again in case that was cut short.
        await _look_soon(office, claim)
    elif remind is not None and remind.wanted:
        await _again(office, person, claim, office.today() + AGAIN)
    else:
        await _end(office, person, claim)


async def _look_soon(office: Office, claim: Claim) -> None:
    await office.store.outbox.put_back(office.worker, claim.id, office.clock() + _SOON, counted=True)


async def _plan(office: Office, person: Person, state: State, remind: Remind) -> bool:
    """Store a plan; tell whether that was possible.

    Somebody who is to be reminded of something is kept for it, however long they are silent; nobody else.
    """
    saved = await _save(office, person, state) if remind.wanted else person.kept
    if saved is None:
        return False
    now = office.clock()
    items = items_of(remind, now)
    await office.store.outbox.replace(saved.revision, person.chat_id, items, now, same_facts=True)
    return True


async def _end(office: Office, person: Person, claim: Claim) -> None:
    """Ask whoever is to be reminded of nothing whether to keep their dates, or erase them, if it is time."""
    asked, today = _unanswered(person), office.today()
    day = keeping_day(person.state, _heard(person), office.context()) if asked is None else asked + QUIET
    morning = decent(office.clock(), person.zone)
    if day is None or today < day:
        await _again(office, person, claim, min(day or date.max, today + AGAIN))
    elif morning > office.clock():
        await office.store.outbox.done_looking(office.worker, claim, morning)
    elif asked is None:
        await _ask(office, person, claim)
    else:
        await _erase(office, person, claim)


def _heard(person: Person) -> date:
    return person.kept.heard.astimezone(MOSCOW).date()


def _unanswered(person: Person) -> date | None:
    """Return the day on which the person was asked whether to keep their dates, if no answer has come.

    Whoever was heard on that day answered: they are asked only when they have been silent for long.
    """
    asked = person.state.reminders.asked_on
    return None if asked is None or asked <= _heard(person) else asked


async def _ask(office: Office, person: Person, claim: Claim) -> None:
    """Ask whether to keep the dates, and look again when the time for an answer is over."""
    (question,) = keeping_replies(person.state, office.context())
    if not isinstance(await send(office, person, question, [claim]), Sent):
        return
    today = office.today()
    reminders = replace(person.state.reminders, asked_on=today)
    saved = await _save(office, person, replace(person.state, reminders=reminders))
    # An answer that has just come makes it an ordinary look.
    await _again(office, person, claim, today + (AGAIN if saved is None else QUIET))


async def _erase(office: Office, person: Person, claim: Claim) -> None:
    """Erase somebody who has not answered, with notice where they can be reached."""
    (notice,) = erased_replies(person.state, office.context())
    if isinstance(await send(office, person, notice, [claim]), Sent | Gone):
        await office.store.forget(person.chat_id)


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
