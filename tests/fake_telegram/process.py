"""The real bot in a process of its own, talking to the fake over HTTP."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from tests.fake_telegram.server import FakeTelegram

_ROOT: Final = Path(__file__).parents[2]
_START_SECONDS: Final = 30.0


def _free_port() -> int:
    """Return a port that nobody listens at now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        port: int = found.getsockname()[1]
        return port


class BotProcess:
    """The bot with its data in a folder; its log is in ``log``. For use in a ``with`` statement."""

    def __init__(
        self,
        telegram: FakeTelegram,
        folder: Path,
        *options: str,
        command: Sequence[str] = ("-m", "tests.fake_telegram.entry"),
    ) -> None:
        self._telegram = telegram
        self._command = [sys.executable, "-W", "error::DeprecationWarning:bot", *command, *options]
        self._log = folder / "bot.log"
        self._environment = os.environ | {
            "BOT_TOKEN": telegram.token,
            "BOT_API_URL": telegram.url,
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'muhlat.sqlite3'}",
            "LISTEN": f"127.0.0.1:{_free_port()}",
            "NO_PROXY": "*",
        }
        self._process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    def __enter__(self) -> Self:
        """Start the bot and wait until it polls."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the bot if it still runs."""
        if self.alive:
            self.stop()

    def start(self) -> None:
        """Start the bot, also again, and wait until it asks for updates."""
        self.starts += 1
        polls = self._telegram.polls
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(self._command, env=self._environment, cwd=_ROOT, stderr=log)
        end = time.monotonic() + _START_SECONDS
        while self._telegram.polls == polls:
            if not self.alive or time.monotonic() > end:
                raise AssertionError(f"the bot did not start:\n{self.log}")
            time.sleep(0.02)

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Send a signal and return the exit status."""
        assert self._process is not None
        self._process.send_signal(number)
        return self._process.wait(30)

    def kill(self) -> None:
        """End the bot as a power cut would."""
        self.stop(signal.SIGKILL)

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    @property
    def log(self) -> str:
        """Everything the bot has written to standard error."""
        return self._log.read_text("utf-8")


def start_and_fail(telegram: FakeTelegram, folder: Path, **environment: str) -> tuple[int, str]:
    """Start ``muhlat run`` where it cannot start; return its exit status and its standard error."""
    process = BotProcess(telegram, folder)
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from bot.cli import main; sys.exit(main(['run']))"],
        env=process._environment | environment,
        cwd=_ROOT,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stderr.decode()
