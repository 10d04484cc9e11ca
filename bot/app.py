"""The one place where the bot is put together: settings, law, store, conversation, channel, clock."""

import asyncio
import logging
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from telegram import Update
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.client import Client
from bot.channels.telegram.incoming import chat_of
from bot.channels.telegram.lines import Lines
from bot.channels.telegram.menu import describe_bot
from bot.channels.telegram.pace import Limits
from bot.channels.telegram.poll import Poller, TokenRefused
from bot.channels.telegram.post import TelegramPost
from bot.channels.telegram.talk import Conversation, House, Talk
from bot.delivery.metronome import ticking
from bot.delivery.office import Office, Pace
from bot.dialog.step import step as real_step
from bot.lawbook import load_law
from bot.logs import place, start_log
from bot.settings import Settings
from bot.store import Store, StoreError, open_store
from bot.web.serving import CannotListen, serving

_log = logging.getLogger(__name__)

_DONE: Final = 0
_FAULT: Final = 1
_WRONG: Final = 2
_SKEW: Final = timedelta(minutes=1)
"""How far the clock of this machine may be from that of the database's server: leases go by the workers' own,
and where one is over for others before it is for who has it, a message comes twice."""
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
    pace: Pace | None = None,
) -> int:
    """Run the bot until it is told to stop (SIGINT, SIGTERM); return the exit status.

    0 after a stop; 1 after a fault of the program; 2 where it cannot start, with the reason on
    standard error. ``clock``, ``limits``, ``conversation`` and ``pace`` are for tests.
    """
    pace = pace or Pace(rate=settings.send_rate)
    return _run(_serve(settings, clock, limits or Limits(), conversation, pace))


def send_reminders(
    settings: Settings,
    *,
    clock: Callable[[], datetime] = now,
    limits: Limits | None = None,
    pace: Pace | None = None,
) -> int:
    """Only deliver what is due, beside a bot that runs elsewhere with the same database, until told to stop.

    The exit status and what is for tests are those of :func:`run`.
    """
    pace = pace or Pace(rate=settings.send_rate)
    return _run(_deliver(settings, clock, limits or Limits(), pace))


def _run(work: Coroutine[object, object, None]) -> int:
    """Do the work in a loop of its own; return the exit status."""
    start_log()
    try:
        asyncio.run(work)
    except asyncio.CancelledError:
        return _DONE
    except (CannotStart, CannotListen, StoreError) as fault:
        sys.stderr.write(f"{fault}\n")
        return _WRONG
    except Exception as fault:  # noqa: BLE001 - a trace on standard error could hold what was typed
        _log.critical("stopped by a fault: %s", place(fault))
        return _FAULT
    return _DONE


async def _serve(
    settings: Settings,
    clock: Callable[[], datetime],
    limits: Limits,
    conversation: Conversation,
    pace: Pace,
) -> None:
    """Put everything together, serve, and take it apart again.

    Raises:
        CannotStart: Telegram refuses the token or cannot be reached.
        CannotListen: health and metrics cannot be served.
        StoreError: the store cannot be used.
    """
    stop = _until_told()
    async with (
        await open_store(settings) as store,
        serving(settings.listen, store, clock),
        _connected(settings, limits, store, clock, pace) as bot,
    ):
        house = House(store, conversation, load_law(), clock)
        talk = Talk(bot, house)
        office = Office(store, house.law, TelegramPost(bot, talk.overtaken), clock, pace)
        async with ticking(office) as poke:
            talk.delivers_by(poke)
            await _poll(bot, talk, stop)


async def _deliver(settings: Settings, clock: Callable[[], datetime], limits: Limits, pace: Pace) -> None:
    """Put together what delivers, and let it work until told to stop.

    Raises:
        CannotStart: Telegram refuses the token or cannot be reached.
        StoreError: the store cannot be used.
    """
    stop = _until_told()
    async with (
        await open_store(settings) as store,
        _connected(settings, limits, store, clock, pace, polls=False) as bot,
        ticking(Office(store, load_law(), TelegramPost(bot), clock, pace)),
    ):
        _log.info("started")
        await stop()
        _log.info("stopped")


async def _poll(bot: Client, talk: Talk, stop: Callable[[], Awaitable[object]]) -> None:
    """Answer updates until told to stop.

    Raises:
        CannotStart: Telegram does not take the token any more.
    """
    poller = Poller(bot, _starter(talk))
    menu = asyncio.create_task(describe_bot(bot))
    polling = asyncio.create_task(poller.run())
    stopped = asyncio.ensure_future(stop())
    _log.info("started")
    try:
        await asyncio.wait((polling, stopped), return_when=asyncio.FIRST_COMPLETED)
        poller.stop()
        await polling
    except TokenRefused:
        raise CannotStart("BOT_TOKEN: is no longer accepted by Telegram; BotFather gives a new one") from None
    finally:
        menu.cancel()
        stopped.cancel()
    _log.info("stopped")


def _until_told() -> Callable[[], Awaitable[object]]:
    """Listen to the signals that ask to stop; return what waits for one.

    Until it is waited for, there is nothing to finish: the program is broken off where it stands.
    """
    this = asyncio.current_task()
    assert this is not None  # noqa: S101 - a coroutine that runs is a task's
    _on_signals(this.cancel)

    async def told() -> None:
        stop = asyncio.Event()
        _on_signals(stop.set)
        await stop.wait()

    return told


def _starter(talk: Talk) -> Callable[[Update], asyncio.Task[None]]:
    """Return what puts an update into its person's line."""
    lines = Lines()

    def start(update: Update) -> asyncio.Task[None]:
        return lines.start(chat_of(update), lambda: talk.answer(update), lambda: talk.slow_down(update))

    return start


@asynccontextmanager
async def _connected(  # noqa: PLR0913 - all that a connection depends on
    settings: Settings,
    limits: Limits,
    store: Store,
    clock: Callable[[], datetime],
    pace: Pace,
    *,
    polls: bool = True,
) -> AsyncIterator[Client]:
    """Give a bot that Telegram knows, whose people these are, and whose messages count among all processes'.

    Raises:
        CannotStart: Telegram refuses the token or cannot be reached.
        StoreError: the people in the store are those of another bot.
    """

    async def turn() -> float:
        try:
            wait = await store.budget.take(clock(), pace.rate or 0)
        except StoreError:
            return 0.0  # this process keeps to the limits by itself as well
        return wait.total_seconds()

    await store.owner.check(settings.bot_id)
    await _compare_clocks(store)
    bot = Client(settings.bot_token, settings.api_url, limits, turn if pace.rate else None)
    try:
        await _greet(bot, settings.api_url, polls=polls)
        # Only now: a token that Telegram does not know must not lay claim to a store.
        await store.owner.take(settings.bot_id)
        yield bot
    finally:
        with suppress(TelegramError):
            await bot.shutdown()


async def _compare_clocks(store: Store) -> None:
    """Say where the clock of this machine is not that of the database's server, which others go by as well.

    Raises:
        StoreError: the server does not answer.
    """
    theirs = await store.time()
    if theirs is not None and abs(ahead := now() - theirs) > _SKEW:
        seconds = ahead.total_seconds()
        _log.warning("the clock here is %+.0f s off that of the database: messages may come twice", seconds)


async def _greet(bot: Client, api_url: str, *, polls: bool) -> None:
    """Make sure of the token and the connection, and end a webhook, beside which nobody may poll.

    Raises:
        CannotStart: Telegram refuses the token or cannot be reached.
    """
    for wait in _GREETINGS:
        await asyncio.sleep(wait)
        try:
            await bot.initialize()
            if polls:
                await bot.delete_webhook()
        except InvalidToken:
            raise CannotStart(
                f"BOT_TOKEN: is refused by {api_url}; copy it anew from BotFather, or set BOT_API_URL right"
            ) from None
        except TelegramError:
            continue
        return
    raise CannotStart(f"BOT_API_URL: {api_url} cannot be reached; see to the network, or set another address")


def _on_signals(react: Callable[[], object]) -> None:
    """React so when the program is asked to stop."""
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # Not every system and thread can listen to signals; there the keyboard interrupts as ever.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, react)
