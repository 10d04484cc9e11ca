"""One update and its answer: what is kept is loaded, the conversation takes its step, the rest is shown."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from telegram import Bot, Update
from telegram.error import TelegramError

from bot.channels.telegram.incoming import Incoming, Notice, read_update
from bot.channels.telegram.menu import offer_menu
from bot.channels.telegram.outgoing import Courier
from bot.delivery.effects import after_saving, before_saving
from bot.delivery.office import MOSCOW
from bot.dialog.model import LOST, Command, Context, Effect, Event, Forget, Keep, Reply, Step, Tap
from bot.dialog.state import State, WrongState
from bot.logs import place
from bot.replies.words import DEFAULT_LANGUAGE, LANGUAGES, Words, load_words
from bot.store import Conflict, DamagedRow, Kept, Store, StoreError
from rules.law import Law

_log = logging.getLogger(__name__)

_ATTEMPTS: Final = 5
_NO_TAP: Final = Tap("")
"""A tap on nothing: the conversation answers it with the present question."""


class Conversation(Protocol):
    """The conversation's step, as :func:`bot.dialog.step.step`."""

    def __call__(self, state: State | None, event: Event, context: Context) -> Step:
        """Return what an event leads to."""
        ...


@dataclass(frozen=True, slots=True)
class House:
    """What an answer needs: the store, the conversation, the law, the time."""

    store: Store
    step: Conversation
    law: Law
    clock: Callable[[], datetime]


class Talk:
    """Answers updates. One person's updates come one after the other, see ``Lines``."""

    def __init__(self, bot: Bot, house: House) -> None:
        self._bot = bot
        self._house = house
        self._courier = Courier(bot)
        self._poke: Callable[[], None] = lambda: None
        self.overtaken: Final = self._courier.overtaken
        """Tells that a message of somebody else stands at the bottom of a chat now."""

    def delivers_by(self, poke: Callable[[], None]) -> None:
        """Call this whenever something is to be sent at once beside an answer."""
        self._poke = poke

    async def answer(self, update: Update) -> None:
        """Answer an update, whatever it is; a fault of ours becomes a kind sentence."""
        incoming: Incoming | None = None
        try:
            incoming = read_update(update)
            if incoming is not None:
                await self._answer(incoming)
        except Exception as fault:  # noqa: BLE001 - one update must never stop the bot
            _log.error("outcome=fault %s", place(fault))
            if incoming is not None:
                await self._apologise(incoming)

    async def slow_down(self, update: Update) -> None:
        """Tell somebody who writes faster than can be answered, once, that some of it is not read."""
        try:
            incoming = read_update(update)
            if incoming is not None:
                await self._hold_back(incoming)
        except Exception as fault:  # noqa: BLE001 - as above
            _log.error("outcome=fault %s", place(fault))

    async def _hold_back(self, incoming: Incoming) -> None:
        """Acknowledge a tap, and say once that this is too fast."""
        if incoming.tapped is not None:
            await self._courier.acknowledge(incoming.tapped)
        shown = self._courier.shown(incoming.chat_id)
        if isinstance(incoming.event, Notice) or shown.hurried:
            return
        shown.hurried = True
        words = await self._words_of(incoming)
        await self._courier.deliver(incoming.chat_id, [Reply(words("channels.too_fast"))])

    async def _answer(self, incoming: Incoming) -> None:
        """Answer what was read, and acknowledge a tap meanwhile."""
        if incoming.tapped is None:
            await self._respond(incoming)
            return
        acknowledged = asyncio.create_task(self._courier.acknowledge(incoming.tapped))
        try:
            await self._respond(incoming)
        except asyncio.CancelledError:
            acknowledged.cancel()
            raise
        finally:
            await asyncio.wait([acknowledged])

    async def _respond(self, incoming: Incoming) -> None:
        match incoming.event:
            case Notice.STRANGE_TAP:
                return
            case Notice.ELSEWHERE:
                await self._leave(incoming)
            case Notice() as notice:
                await self._remark(incoming, notice)
            case event:
                if not self._is_repeated(incoming):
                    await self._converse(incoming, event)

    def _is_repeated(self, incoming: Incoming) -> bool:
        """Return whether this is a second tap on the same button, or the next picture of an album.

        Both are one thing to the person; and note what this one is.
        """
        shown = self._courier.shown(incoming.chat_id)
        tap = None if incoming.tapped is None else (incoming.tapped.message_id, incoming.tapped.data)
        again = tap is not None and tap == shown.tap
        again |= incoming.album is not None and incoming.album == shown.album
        shown.tap, shown.album, shown.hurried = tap, incoming.album, False
        if tap is None:
            shown.bottom = None  # what the person sent is at the bottom now
        return again

    async def _converse(self, incoming: Incoming, event: Event) -> None:
        """Take the conversation's step, keep what it leads to, and show it."""
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                step, speaks_anew = await self._step(incoming, event)
            except Conflict:
                if attempt == _ATTEMPTS:
                    raise
                continue
            await self._courier.deliver(incoming.chat_id, step.replies, incoming.tapped)
            if speaks_anew:
                await offer_menu(self._bot, incoming.chat_id, _language(step.state))
            if step.state is None:
                self._courier.forget(incoming.chat_id)
            return

    async def _step(self, incoming: Incoming, event: Event) -> tuple[Step, bool]:
        """Take one step from what is kept, and keep the result; say whether the language has changed.

        Raises:
            Conflict: another worker has answered this person meanwhile.
            StoreError: the result could not be kept; nothing has changed.
        """
        store, now = self._house.store, self._house.clock()
        kept, state, lost = await self._load(incoming.chat_id, now)
        if lost:
            event = Command(LOST)
        elif kept is not None and kept.has_answered(incoming.update_id):
            event = _NO_TAP  # answered before a crash, but perhaps not shown
        today = now.astimezone(MOSCOW).date()
        step = self._house.step(state, event, Context(today, self._house.law, incoming.device_language))
        if step.state is None or Forget() in step.effects:
            if kept is not None:
                await store.forget(incoming.chat_id)
            kept = None
        if step.state is not None:
            keep = next((effect.choice for effect in step.effects if isinstance(effect, Keep)), None)
            data = step.state.to_data()
            await before_saving(store, incoming.chat_id, step.effects, now)
            saved = await store.save(
                incoming.chat_id, data, keep, now, loaded=kept, update_id=incoming.update_id
            )
            await self._plan(incoming.chat_id, saved.revision, step.effects, now)
        return step, _language(state) != _language(step.state)

    async def _plan(self, chat_id: int, revision: int, effects: Sequence[Effect], now: datetime) -> None:
        """Put into rows what is to be sent later; where that fails, whoever looks after the person does."""
        try:
            if await after_saving(self._house.store, chat_id, revision, effects, now):
                self._poke()
        except StoreError as fault:
            _log.error("outcome=unplanned %s", type(fault).__name__)

    async def _load(self, chat_id: int, now: datetime) -> tuple[Kept | None, State | None, bool]:
        """Return what is kept of a person, and whether it could not be read."""
        store = self._house.store
        try:
            kept = await store.load(chat_id, now)
        except DamagedRow:
            _log.error("outcome=damaged")
            await store.forget(chat_id)
            return None, None, True
        if kept is None:
            return None, None, False
        try:
            return kept, State.from_data(kept.data), False
        except WrongState:
            _log.warning("outcome=outdated")
            return kept, None, True

    async def _remark(self, incoming: Incoming, notice: Notice) -> None:
        """Say what the channel itself has to say."""
        assert notice is Notice.EDITED  # noqa: S101 - the only one that comes here
        words = await self._words_of(incoming)
        self._courier.shown(incoming.chat_id).bottom = None
        await self._courier.deliver(incoming.chat_id, [Reply(words("channels.edited"))])

    async def _leave(self, incoming: Incoming) -> None:
        """Say in a group that dates are a private matter, and leave it."""
        words = _words(None, incoming.device_language)
        text = words("channels.private_only", name=self._bot.username)
        await self._courier.deliver(incoming.chat_id, [Reply(text)])
        self._courier.forget(incoming.chat_id)
        try:
            await self._bot.leave_chat(incoming.chat_id)
        except TelegramError as fault:
            _log.info("outcome=not_left %s", type(fault).__name__)

    async def _apologise(self, incoming: Incoming) -> None:
        """Say that the fault is ours; where even that fails, there is nobody left to tell."""
        try:
            self._courier.shown(incoming.chat_id).tap = None  # the same button may be tapped again
            words = await self._words_of(incoming)
            await self._courier.deliver(incoming.chat_id, [Reply(words("channels.trouble"))])
        except Exception as fault:  # noqa: BLE001 - see above
            _log.error("outcome=fault %s", place(fault))

    async def _words_of(self, incoming: Incoming) -> Words:
        """Return the words in the language that the person has chosen, as far as that can be known."""
        try:
            _, state, _ = await self._load(incoming.chat_id, self._house.clock())
        except Exception:  # noqa: BLE001 - a store that fails must not take the last words away
            state = None
        return _words(state, incoming.device_language)


def _language(state: State | None) -> str | None:
    """Return the language that was chosen."""
    return None if state is None else state.language


def _words(state: State | None, device_language: str | None) -> Words:
    """Return the words in the chosen language, else in the device's, else in the first."""
    device = (device_language or "").partition("-")[0]
    language = next((code for code in (_language(state), device) if code in LANGUAGES), DEFAULT_LANGUAGE)
    return load_words(language)


__all__ = ["Conversation", "House", "Talk"]
