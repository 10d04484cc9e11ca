"""``muhlat chat``, ``run`` and ``reminders send``: in the terminal, as a bot, as a worker beside it."""

import sys
from argparse import Namespace
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from bot.commands.day import today
from bot.commands.language import language_of
from bot.commands.outcome import Exit, WrongCall
from bot.commands.the_law import the_law

if TYPE_CHECKING:
    from bot.settings import Settings


def chat(call: Namespace) -> Exit:
    """Hold the conversation in this terminal, about today in Moscow.

    Raises:
        WrongCall: the language is not one that there is, or there is nobody to talk to.
    """
    language = language_of(call.lang) if call.lang else None
    if sys.stdin is None or sys.stdout is None:
        raise WrongCall("standard input or output is closed: there is nobody to talk to")
    from bot.channels import terminal  # noqa: PLC0415 - after the call is known to be right

    width = get_terminal_size().columns if sys.stdout.isatty() else None
    return Exit(terminal.chat(sys.stdin, sys.stdout, language, the_law(), today(), width=width))


def serve(_call: Namespace) -> Exit:
    """Run the bot until it is stopped.

    Raises:
        WrongCall: a setting is wrong; every wrong one is named.
    """
    settings = _settings()
    from bot import app  # noqa: PLC0415 - wrong settings are named at once, not after slow imports

    return Exit(app.run(settings))


def send(_call: Namespace) -> Exit:
    """Send what is due until stopped, and answer nobody.

    Raises:
        WrongCall: a setting is wrong; every wrong one is named.
    """
    settings = _settings()
    from bot import app  # noqa: PLC0415 - as above

    return Exit(app.send_reminders(settings))


def _settings() -> "Settings":
    """Return the settings of the bot.

    Raises:
        WrongCall: some are wrong.
    """
    from bot.commands.environment import from_environment  # noqa: PLC0415 - other commands start faster without
    from bot.settings import Settings  # noqa: PLC0415 - as above

    return from_environment(Settings.from_environment)
