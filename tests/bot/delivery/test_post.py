"""What comes of one message sent through the Bot API: every way in which Telegram and the net can fail."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import timedelta

import pytest

from bot.channels.telegram import client as client_module
from bot.channels.telegram.client import Client
from bot.channels.telegram.post import TelegramPost
from bot.channels.telegram.requests import Requests
from bot.delivery.outcomes import Down, Gone, Later, Outcome, Refused, Sent, Unknown
from bot.dialog.model import Button, Reply
from tests.fake_telegram import FakeTelegram, Person, Trouble
from tests.fake_telegram.entry import FAST
from tests.fake_telegram.refusal import Refused as Refusal
from tests.fake_telegram.refusal import too_many

REPLY = Reply("Есть дата", ((Button("Открыть", "r1.0"),),))


@pytest.fixture
async def telegram(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[FakeTelegram]:
    """Give a Telegram whose silence is not waited for long."""
    monkeypatch.setattr(client_module, "_TIMEOUT", 0.5)
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
async def client(telegram: FakeTelegram) -> AsyncIterator[Client]:
    """Give a client of it."""
    made = Client(telegram.token, telegram.url, FAST)
    await made.initialize()
    yield made
    await made.shutdown()


def started(telegram: FakeTelegram) -> Person:
    """Return somebody who has written to the bot."""
    person = telegram.person()
    person.writes("/start")
    return person


async def test_it_arrives_beside_the_conversation(telegram: FakeTelegram, client: Client) -> None:
    """With its buttons; whoever holds the conversation learns that something stands below it."""
    person, overtaken = started(telegram), list[int]()
    assert await TelegramPost(client, overtaken.append).send(person.chat.id, REPLY) == Sent()
    shown = person.last()
    assert shown is not None
    assert (shown.text, shown.labels(), overtaken) == ("Есть дата", ["Открыть"], [person.chat.id])


@pytest.mark.parametrize(
    ("trouble", "outcome", "arrives"),
    [
        pytest.param(
            Trouble("sendMessage", "refuse", refusal=too_many(7)), Later(timedelta(seconds=7)), 0, id="429"
        ),
        pytest.param(
            Trouble("sendMessage", "refuse", refusal=too_many(90_000)),
            Later(timedelta(hours=1)),
            0,
            id="429, a day",
        ),
        pytest.param(
            Trouble("sendMessage", "refuse", refusal=Refusal(403, "Forbidden: bot was blocked by the user")),
            Gone("blocked"),
            0,
            id="403",
        ),
        pytest.param(
            Trouble("sendMessage", "refuse", refusal=Refusal(403, "Forbidden: user is deactivated")),
            Gone("blocked"),
            0,
            id="403, deactivated",
        ),
        pytest.param(
            Trouble("sendMessage", "refuse", refusal=Refusal(400, "Bad Request: chat not found")),
            Gone("gone"),
            0,
            id="400, no chat",
        ),
        pytest.param(
            Trouble("sendMessage", "refuse", refusal=Refusal(400, "Bad Request: message is too long")),
            Refused("BadRequest"),
            0,
            id="400",
        ),
        pytest.param(
            Trouble("sendMessage", "refuse", refusal=Refusal(401, "Unauthorized")),
            Down("InvalidToken"),
            0,
            id="401",
        ),
        pytest.param(Trouble("sendMessage", "refuse"), Unknown("NetworkError"), 0, id="500"),
        pytest.param(Trouble("sendMessage", "garbage"), Unknown("NetworkError"), 0, id="a proxy's page"),
        pytest.param(Trouble("sendMessage", "drop"), Unknown("NetworkError"), 0, id="closed before"),
        pytest.param(
            Trouble("sendMessage", "drop", done=True), Unknown("NetworkError"), 1, id="closed after"
        ),
        pytest.param(
            Trouble("sendMessage", "half", done=True), Unknown("NetworkError"), 1, id="half an answer"
        ),
        pytest.param(Trouble("sendMessage", "slow", seconds=1.0), Unknown("TimedOut"), 1, id="silence"),
    ],
)
async def test_outcomes(
    telegram: FakeTelegram, client: Client, trouble: Trouble, outcome: Outcome, arrives: int
) -> None:
    """One attempt, and a word of what is known of it; the reason names an error and quotes nothing."""
    person = started(telegram)
    telegram.trouble(trouble)
    assert await TelegramPost(client).send(person.chat.id, REPLY) == outcome
    if trouble.manner == "slow":
        await asyncio.sleep(1)
    assert len(person.said()) == arrives
    assert await TelegramPost(client).answers()


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (403, Down("Forbidden")),
        (400, Down("BadRequest")),
        (404, Down("InvalidToken")),
        (200, Unknown("TelegramError")),
        (503, Unknown("NetworkError")),
    ],
)
async def test_a_page_of_somebody_in_between(
    client: Client, monkeypatch: pytest.MonkeyPatch, status: int, outcome: Outcome
) -> None:
    """A proxy that blocks says "forbidden" too: nobody has blocked the bot by that, nothing is taken back."""

    async def page(*_args: object, **_more: object) -> tuple[int, bytes]:
        return status, b"<html>chat not found</html>"

    monkeypatch.setattr(Requests, "do_request", page)
    post = TelegramPost(client)
    assert await post.send(1, REPLY) == outcome
    assert not await post.answers()


async def test_nobody_there() -> None:
    """Where no connection comes about nothing was sent: that is known."""
    with FakeTelegram() as gone:
        address = gone.url
    client = Client(gone.token, address, FAST)
    post = TelegramPost(client)
    async with AsyncExitStack() as requests:
        for request in client._request:
            await requests.enter_async_context(request)
        assert await post.send(1, REPLY) == Down("NoConnection")
        assert not await post.answers()


async def test_a_blocked_bot(telegram: FakeTelegram, client: Client) -> None:
    """As Telegram itself says it."""
    person = started(telegram)
    person.blocks()
    assert await TelegramPost(client).send(person.chat.id, REPLY) == Gone("blocked")
