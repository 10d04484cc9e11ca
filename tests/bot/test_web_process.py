"""The pages of the bot as it is run: they begin and end with it, and a port that is taken stops the start."""

import json
import socket
from http import HTTPStatus
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from tests.fake_telegram import FakeTelegram
from tests.fake_telegram.process import BotProcess, start_and_fail


def get(listen: str, path: str) -> tuple[int, str]:
    """Return the status and the text of a page."""
    try:
        with build_opener(ProxyHandler({})).open(f"http://{listen}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as wrong:
        with wrong:
            return wrong.code, wrong.read().decode()


def test_the_bot_tells_whether_it_is_well(tmp_path: Path) -> None:
    """From its start on, until it is told to stop; the signal is the bot's own."""
    with FakeTelegram() as telegram, BotProcess(telegram, tmp_path) as bot:
        listen = bot._environment["LISTEN"]
        status, health = get(listen, "/health")
        assert (status, json.loads(health)["status"]) == (HTTPStatus.OK, "ok")
        assert "muhlat_store_up 1.0" in get(listen, "/metrics")[1]
        assert bot.stop() == 0
        with socket.socket() as visitor:
            host, _, port = listen.partition(":")
            assert visitor.connect_ex((host, int(port))) != 0
        assert "/health" not in bot.log


def test_a_port_that_is_taken_stops_the_start(tmp_path: Path) -> None:
    """Before Telegram hears of it, with the setting to change and status 2."""
    with FakeTelegram() as telegram, socket.create_server(("127.0.0.1", 0)) as other:
        listen = f"127.0.0.1:{other.getsockname()[1]}"
        status, told = start_and_fail(telegram, tmp_path, LISTEN=listen)
        assert status == 2
        assert told.splitlines()[-1].startswith(f"LISTEN: {listen} is taken")
        assert telegram.world.calls == []
