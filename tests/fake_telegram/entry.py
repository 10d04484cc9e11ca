"""Starts the bot as ``muhlat run`` does, with a clock, limits and a conversation for tests.

These are no settings of the program: only a test can start it so.
"""

import argparse
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot import app
from bot.channels.telegram.pace import Limits
from bot.delivery.office import Pace
from bot.settings import Settings
from tests.fake_telegram import parrot

FAST = Limits(1e6, 1e6, 1e6, 1e6, waits=(0.05, 0.1, 0.2, 0.4))
QUICK = Pace(rate=None, sweep=timedelta(seconds=0.1))


def main() -> int:
    """Run the bot until it is stopped."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--now", type=datetime.fromisoformat, help="the moment at which the clock starts")
    parser.add_argument("--clock", type=Path, help="a file that says what moment it is, which a test moves")
    parser.add_argument("--slow", action="store_true", help="keep the real limits on sending")
    parser.add_argument("--parrot", action="store_true", help="hold the conversation of the parrot")
    options = parser.parse_args()
    started = datetime.now(UTC)

    def clock() -> datetime:
        if options.clock is not None:
            return datetime.fromisoformat(options.clock.read_text("ascii"))
        real = datetime.now(UTC)
        return real if options.now is None else options.now + (real - started)

    return app.run(
        Settings.from_environment(os.environ),
        clock=clock,
        limits=Limits() if options.slow else FAST,
        pace=Pace() if options.slow else QUICK,
        **({"conversation": parrot.step} if options.parrot else {}),
    )


if __name__ == "__main__":
    sys.exit(main())
