"""The one place where the bot is put together: settings, law, store, conversation, channel, clock."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime
from typing import Final

from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.client import Client
from bot.channels.telegram.incoming import chat_of
from bot.channels.telegram.lines import Lines
from bot.channels.telegram.menu import describe_bot
from bot.channels.telegram.pace import Limits
from bot.channels.telegram.poll import Poller, TokenRefused
from bot.channels.telegram.talk import Conversation, House, Talk
from bot.dialog.step import step as real_step
from bot.lawbook import load_law
from bot.logs import place, start_log
from bot.settings import Settings
from bot.store import Store, StoreError, open_store

_log = logging.getLogger(__name__)

_DONE: Final = 0
_FAULT: Final = 1
_WRONG: Final = 2
_GREETINGS: Final = (0.0, 1.0, 3.0)
"""Seconds before each attempt to reach Telegram at the start."""


class CannotStart(Exception):
    """The bot cannot start; the text says why and what to do."""


def now() -> datetime:
    """Return the present moment."""
    return datetime.now(UTC)


def run(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = now,
    limits: Limits | None = None,
    conversation: Conversation = real_step,
) -> int:
    """Run the bot until it is told to stop (SIGINT, SIGTERM); return the exit status.

    0 after a stop; 1 after a fault of the program; 2 where it cannot start, with the reason on
    standard error. ``clock``, ``limits`` and ``conversation`` are for tests.
    """
    start_log()
    try:
        asyncio.run(_serve(settings, clock, limits or Limits(), conversation))
    except asyncio.CancelledError:
        return _DONE
    except (CannotStart, StoreError) as fault:
        sys.stderr.write(f"{fault}\n")
        return _WRONG
    except Exception as fault:  # noqa: BLE001 - a trace on standard error could hold what was typed
        _log.critical("stopped by a fault: %s", place(fault))
        return _FAULT
    return _DONE


async def _serve(
    settings: Settings, clock: Callable[[], datetime], limits: Limits, conversation: Conversation
) -> None:
    """Put everything together, serve, and take it apart again.

    Raises:
        CannotStart: Telegram refuses the token or cannot be reached.
        StoreError: the store cannot be used.
    """
    stop = asyncio.Event()
    this = asyncio.current_task()
    assert this is not None  # noqa: S101 - a coroutine that runs is a task's
    _on_signals(this.cancel)  # while it starts there is nothing to finish
    async with (
        await open_store(settings) as store,
        _purging(store, clock),
        _connected(settings, limits) as bot,
    ):
        talk = Talk(bot, House(store, conversation, load_law(), clock))
        poller = Poller(bot, _starter(talk))
        menu = asyncio.create_task(describe_bot(bot))
        polling = asyncio.create_task(poller.run())
        stopped = asyncio.create_task(stop.wait())
        _on_signals(stop.set)
        _log.info("started")
        try:
            await asyncio.wait((polling, stopped), return_when=asyncio.FIRST_COMPLETED)
            poller.stop()
            await polling
        except TokenRefused:
            raise CannotStart(
                "BOT_TOKEN: is no longer accepted by Telegram; BotFather gives a new one"
            ) from None
        finally:
            menu.cancel()
            stopped.cancel()
        _log.info("stopped")


def _starter(talk: Talk) -> Callable[[Update], asyncio.Task[None]]:
    """Return what puts an update into its person's line."""
    lines = Lines()

    def start(update: Update) -> asyncio.Task[None]:
        return lines.start(chat_of(update), lambda: talk.answer(update), lambda: talk.slow_down(update))

    return start


@asynccontextmanager
async def _connected(settings: Settings, limits: Limits) -> AsyncIterator[Client]:
    """Give a bot that Telegram knows.

    Raises:
        CannotStart: Telegram refuses the token or cannot be reached.
    """
    bot = Client(settings.bot_token, settings.api_url, limits)
    try:
        await _greet(bot, settings.api_url)
        yield bot
    finally:
        with suppress(TelegramError):
            await bot.shutdown()


async def _greet(bot: Client, api_url: str) -> None:
    """Make sure of the token and the connection, and end a webhook, beside which nobody may poll.

    Raises:
        CannotStart: Telegram refuses the token or cannot be reached.
    """
    for wait in _GREETINGS:
        await asyncio.sleep(wait)
        try:
            await bot.initialize()
            await bot.delete_webhook()
        except InvalidToken:
            raise CannotStart(
                f"BOT_TOKEN: is refused by {api_url}; copy it anew from BotFather, or set BOT_API_URL right"
            ) from None
        except TelegramError:
            continue
        return
    raise CannotStart(f"BOT_API_URL: {api_url} cannot be reached; see to the network, or set another address")


@asynccontextmanager
async def _purging(store: Store, clock: Callable[[], datetime]) -> AsyncIterator[None]:
    """Erase everybody whose time is over, now and every hour."""

    async def purge() -> None:
        try:
            erased = await store.purge(clock())
        except StoreError as fault:
            _log.error("purge failed: %s", type(fault).__name__)
        else:
            _log.info("purge: %d erased", erased)

    await purge()
    scheduler = AsyncIOScheduler(timezone=UTC)
    # However late the hour is noticed, it is worth keeping; missed ones are made up for by one.
    scheduler.add_job(purge, "interval", hours=1, coalesce=True, max_instances=1, misfire_grace_time=None)
    scheduler.start()
    try:
        yield
    finally:
        scheduler.shutdown(wait=False)


def _on_signals(react: Callable[[], object]) -> None:
    """React so when the program is asked to stop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not every system and thread can listen to signals; there the keyboard interrupts as ever.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, react)
