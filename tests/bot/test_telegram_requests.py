"""Calls to the Bot API over a bad network: told apart by what is known of their outcome, and closed."""

import asyncio
import os
import socket
import ssl
import threading
import traceback
from collections.abc import Iterator

import pytest
from telegram import InputFile
from telegram.error import NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from bot.channels.telegram.requests import NoConnection, Requests, _proxy, _trust
from tests.fake_telegram import FakeTelegram, Trouble

SECONDS = 0.5
ANSWER = b'HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{"result":1}'


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A Bot API."""
    with FakeTelegram() as telegram:
        yield telegram


def call(url: str, token: str, read_timeout: float = SECONDS) -> object:
    """Make a call; return the answer."""

    async def run() -> object:
        async with Requests(url, 1, SECONDS) as requests:
            return await requests.post(f"{url}/bot{token}/getMe", read_timeout=read_timeout)

    return asyncio.run(run())


def everything(fault: BaseException) -> str:
    """Return a traceback as a log would show it."""
    return "".join(traceback.format_exception(fault)) + repr(fault)


@pytest.mark.parametrize("manner", ["drop", "half", "garbage"])
def test_a_broken_answer_is_a_network_error(telegram: FakeTelegram, manner: str) -> None:
    """No answer and half an answer are errors that say nothing of the token, and are made only once."""
    telegram.trouble(Trouble("getMe", manner))  # type: ignore[arg-type]
    with pytest.raises(NetworkError) as caught:
        call(telegram.url, telegram.token)
    assert not isinstance(caught.value, TimedOut)
    assert telegram.token not in everything(caught.value)
    assert telegram.world.troubles[0].times == 0
    assert telegram.world.calls == []  # not made again behind the back of who counts the attempts


def test_a_slow_answer_is_timed_out(telegram: FakeTelegram) -> None:
    """A call may name its own patience; what became of it is then not known."""
    telegram.trouble(Trouble("getMe", "slow", seconds=SECONDS * 2, times=2))
    with pytest.raises(TimedOut) as caught:
        call(telegram.url, telegram.token)
    assert telegram.token not in everything(caught.value)
    assert call(telegram.url, telegram.token, SECONDS * 8)


def test_nobody_there_is_a_network_error(telegram: FakeTelegram) -> None:
    """Where nobody listens, the call was not made."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(NetworkError) as caught:
            call(url, telegram.token)
    assert not isinstance(caught.value, TimedOut)
    assert telegram.token not in everything(caught.value)


@pytest.mark.parametrize("address", ["http://[", "ftp://127.0.0.1", "nowhere"])
def test_a_bad_address_does_not_show_the_token(telegram: FakeTelegram, address: str) -> None:
    """An address that is none is told without the token in it."""

    async def run() -> None:
        async with Requests(telegram.url, 1, SECONDS) as requests:
            await requests.post(f"{address}/bot{telegram.token}/getMe")

    with pytest.raises(NetworkError) as caught:
        asyncio.run(run())
    assert telegram.token not in everything(caught.value)


def test_no_more_connections_than_allowed(telegram: FakeTelegram) -> None:
    """A call beyond the limit waits for a free connection, and not for ever."""
    telegram.trouble(Trouble("getMe", "slow", seconds=SECONDS * 6, times=1))
    url = f"{telegram.url}/bot{telegram.token}/getMe"

    async def run() -> None:
        async with Requests(telegram.url, 1, SECONDS) as requests:
            slow = asyncio.create_task(requests.post(url, read_timeout=SECONDS * 12))
            await asyncio.sleep(0.05)
            with pytest.raises(NoConnection):
                await requests.post(url)
            assert await slow

    asyncio.run(run())


def test_connections_are_shared_and_closed() -> None:
    """Calls go over one connection, which ends with the shutdown; after it no call is made."""
    seen: list[int] = []

    def serve(door: socket.socket) -> None:
        line, _ = door.accept()
        with line:
            line.settimeout(5)
            while line.recv(65536):
                seen.append(1)
                line.sendall(ANSWER)
        seen.append(0)

    async def run(url: str) -> None:
        requests = Requests(url, 2, SECONDS)
        await requests.initialize()
        await requests.initialize()
        for _ in range(3):
            assert await requests.post(url) == 1
        await requests.shutdown()
        await requests.shutdown()
        with pytest.raises(NetworkError, match="not initialized"):
            await requests.post(url)

    with socket.create_server(("127.0.0.1", 0)) as door:
        server = threading.Thread(target=serve, args=(door,))
        server.start()
        asyncio.run(run(f"http://127.0.0.1:{door.getsockname()[1]}"))
        server.join(5)
    assert seen == [1, 1, 1, 0]


def test_files_keep_their_names() -> None:
    """A file goes out under its name, in whatever letters, beside the other parameters."""
    document = InputFile("одно".encode(), filename='Мои "даты".txt')
    parts = [
        RequestParameter("chat_id", 7, None),
        RequestParameter("caption", "Ваши даты", None),
        RequestParameter("document", "attach://file", [document]),
    ]
    with socket.create_server(("127.0.0.1", 0)) as door:
        door.settimeout(5)
        body = _sent(door, RequestData(parts))
    assert "Ваши даты" in body
    assert 'filename="Мои' in body
    assert "одно" in body


def _sent(door: socket.socket, data: RequestData) -> str:
    """Return what a call with such data sends."""
    got: list[bytes] = []

    def serve() -> None:
        line, _ = door.accept()
        with line:
            line.settimeout(0.3)
            try:
                while piece := line.recv(65536):
                    got.append(piece)
            except TimeoutError:
                line.sendall(ANSWER)

    async def run() -> None:
        url = f"http://127.0.0.1:{door.getsockname()[1]}"
        async with Requests(url, 1, 5) as requests:
            await requests.post(url, data)

    server = threading.Thread(target=serve)
    server.start()
    asyncio.run(run())
    server.join(5)
    return b"".join(got).decode()


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"https_proxy": "http://10.0.0.1:3128"}, "http://10.0.0.1:3128"),
        ({"http_proxy": "http://10.0.0.1:3128"}, None),
        ({"all_proxy": "10.0.0.1:3128"}, "http://10.0.0.1:3128"),
        ({"https_proxy": "http://10.0.0.1:3128", "no_proxy": "example.org"}, None),
        ({"https_proxy": "http://10.0.0.1:3128", "no_proxy": "*"}, None),
    ],
)
def test_the_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], proxy: str | None
) -> None:
    """The proxy that the environment names is used, unless it exempts the address."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        monkeypatch.delenv(name)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert _proxy("https://api.example.org") == proxy


def test_telegram_must_prove_that_it_is_telegram() -> None:
    """Over TLS only whom a known authority vouches for is spoken to, by certifi's list."""
    trusted = _trust("https://api.telegram.org")

    assert isinstance(trusted, ssl.SSLContext)
    assert trusted.verify_mode == ssl.CERT_REQUIRED
    assert trusted.check_hostname
    assert trusted.cert_store_stats()["x509_ca"] > 100
    assert _trust("http://127.0.0.1:8081") is True
