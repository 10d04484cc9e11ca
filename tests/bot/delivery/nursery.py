"""A process in which everything is loaded already, and from which workers are forked.

Each is a real process of its own, and starts in a moment where loading all modules would take seconds. The
nursery is told what to do by lines of JSON on its standard input, one answer each: ``{"start": {...}}`` with
the fields of :class:`Order` is answered with the number of a new process, ``{"end": [number, signal]}`` sends
the signal and is answered with the exit status, once it has one. When the input ends, so does everything.
"""

import gc
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

_ROOT: Final = Path(__file__).parents[3]


@dataclass(frozen=True, slots=True)
class Order:
    """How a worker is to be started.

    Attributes:
        environment: its settings.
        ahead: seconds by which its clock is ahead of the real one.
        rate: messages a second of all workers; None: as fast as they can.
        lease: seconds for which it claims.
        sweep: seconds between two sweeps.
        again: seconds after which a message is tried again whose outcome nobody knows.
        log: the file for what it logs.
    """

    environment: dict[str, str]
    ahead: float
    rate: float | None
    lease: float
    sweep: float
    again: float
    log: str


class Nursery:
    """The same from outside, for use in a ``with`` statement."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        """Load everything."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.bot.delivery.nursery"],
            cwd=_ROOT,
            env=os.environ | {"NO_PROXY": "*"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._ask({"ready": True})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End it; workers that are left end with it."""
        assert self._process is not None
        self._process.communicate(timeout=30)

    def start(self, order: Order) -> int:
        """Start a worker; return the number of its process."""
        return self._ask({"start": asdict(order)})

    def end(self, process: int, number: signal.Signals) -> int:
        """End a worker by a signal; return the exit status, that of a worker that was gone as well."""
        return self._ask({"end": [process, int(number)]})

    def _ask(self, what: dict[str, Any]) -> int:
        assert self._process is not None
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{json.dumps(what)}\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        assert answer, "the nursery has died"
        return int(answer)


def _serve() -> None:
    """Do what is asked for until nobody asks any more."""
    from bot import app  # noqa: PLC0415 - only in the process of its own, which is all about loading
    from bot.lawbook import load_law  # noqa: PLC0415 - as above
    from bot.store import postgres, sqlite  # noqa: PLC0415 - as above

    load_law()
    del app, postgres, sqlite
    gc.collect()
    gc.freeze()  # what is loaded stays shared with those that are forked
    alive, ours = os.pipe()
    for line in sys.stdin:
        what: dict[str, Any] = json.loads(line)
        answer = 0
        if "start" in what:
            answer = os.fork()
            if not answer:
                os.close(ours)
                os._exit(_work(Order(**what["start"]), alive))
        elif "end" in what:
            process, number = what["end"]
            os.kill(process, number)  # one that has ended by itself keeps its number until it is waited for
            answer = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        sys.stdout.write(f"{answer}\n")
        sys.stdout.flush()


def _work(order: Order, alive: int) -> int:
    """Be a worker until told to stop; return the exit status."""
    from bot.app import send_reminders  # noqa: PLC0415 - loaded already
    from bot.delivery.office import Pace  # noqa: PLC0415 - as above
    from bot.settings import Settings  # noqa: PLC0415 - as above
    from tests.fake_telegram.entry import FAST  # noqa: PLC0415 - as above

    with Path(order.log).open("ab") as log:
        os.dup2(log.fileno(), sys.stderr.fileno())
    threading.Thread(target=_end_with, args=(alive,), daemon=True).start()
    ahead = timedelta(seconds=order.ahead)
    return send_reminders(
        Settings.from_environment(order.environment),
        clock=lambda: datetime.now(UTC) + ahead,
        limits=FAST,
        pace=Pace(
            rate=order.rate,
            lease=timedelta(seconds=order.lease),
            sweep=timedelta(seconds=order.sweep),
            again=(timedelta(seconds=order.again),),
        ),
    )


def _end_with(alive: int) -> None:
    """End when the process does from which this one was forked: a test that dies leaves nothing behind."""
    os.read(alive, 1)
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    _serve()
